import { PDF_TYPE } from "../../board/asset/asset_types.ts";
import { systemClock } from "../../board/clock.ts";
import type { Point } from "../../board/figure/point.ts";
import type { Crop, ImageShape, PdfPageOf } from "../../board/shape.ts";
import type { PageLink } from "../editor/pdf.ts";
import type { Editor } from "../editor/editor.ts";
import type { BoardPdfs } from "./board_pdfs.ts";
import type { PageTile } from "./page_tiles.ts";
import { PageColumns } from "./page_column.ts";
import { PdfImport, type PdfImportOptions } from "./pdf_import.ts";

interface PdfDeskOptions extends Pick<PdfImportOptions, "prepare" | "send"> {
  /** The bytes of an asset; undefined when they cannot be had now. */
  readonly bytes: (asset: string) => Promise<Blob | undefined>;
  /** Shows the pages of a PDF as they look now. */
  readonly repaint: (asset: string) => void;
}

/** What the page does with PDFs. The code that reads those of the board is loaded with the first use of one. */
export class PdfDesk {
  readonly #editor: Editor;
  readonly #options: PdfDeskOptions;
  #pdfs: BoardPdfs | undefined;
  #isClosed = false;

  constructor(editor: Editor, options: PdfDeskOptions) {
    this.#editor = editor;
    this.#options = options;
  }

  /** Opens PDFs one after the other, of which the person chooses pages. */
  add(files: readonly File[], at?: Point): void {
    const { pdfs, dialog } = this.#editor;
    for (const pdf of pdfs.peek()) pdf.close();
    const { prepare, send } = this.#options;
    const columns = new PageColumns();
    pdfs.value = files.map((file) =>
      new PdfImport(this.#editor, {
        file: new Blob([file], { type: PDF_TYPE }),
        name: file.name,
        at,
        columns,
        clock: systemClock,
        prepare,
        send,
      })
    );
    dialog.value = "pdf";
  }

  /** The words of a page; undefined when the PDF cannot be read now. */
  async text(page: PdfPageOf): Promise<string | undefined> {
    return await (await this.#load()).text(page);
  }

  /** The links of a page; undefined when the PDF cannot be read now. */
  async links(page: PdfPageOf): Promise<readonly PageLink[] | undefined> {
    return await (await this.#load()).links(page);
  }

  /** The sharp tiles of a part of a page that are here. @param width of the whole page, pixels */
  details(shape: ImageShape, part: Crop, width: number): Iterable<PageTile> {
    const { pdf, pixelW } = shape;
    if (pdf === undefined || width <= pixelW) return [];
    if (this.#pdfs) return this.#pdfs.details(shape, part, width);
    this.#load().then(() => this.#options.repaint(pdf.asset), () => {});
    return [];
  }

  /** A page as wide as it is shown, if its picture is not. @param width pixels */
  async page(shape: ImageShape, width: number): Promise<ImageBitmap | undefined> {
    if (shape.pdf === undefined || width <= shape.pixelW) return undefined;
    return await (await this.#load()).page(shape, width);
  }

  /** What failed may succeed now, as after a reconnect. */
  retry(): void {
    this.#pdfs?.retry();
  }

  close(): void {
    this.#isClosed = true;
    this.#pdfs?.close();
  }

  async #load(): Promise<BoardPdfs> {
    const { BoardPdfs } = await import("./board_pdfs.ts");
    if (this.#isClosed) throw new Error("Cannot read a PDF as the board is closed");
    const { bytes, repaint } = this.#options;
    return this.#pdfs ??= new BoardPdfs({ clock: systemClock, bytes, changed: ({ asset }) => repaint(asset) });
  }
}
