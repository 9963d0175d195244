import type { Clock } from "../../board/clock.ts";
import type { Crop, ImageShape, PdfPageOf } from "../../board/shape.ts";
import type { PageLink } from "../editor/pdf.ts";
import { OpenedPdfs } from "./opened_pdfs.ts";
import { type PageTile, PageTiles } from "./page_tiles.ts";
import type { PdfReader } from "./pdf_reader.ts";

interface BoardPdfsOptions {
  readonly clock: Clock;
  /** The bytes of an asset; undefined when they cannot be had now. */
  readonly bytes: (asset: string) => Promise<Blob | undefined>;
  /** A page can be painted more sharply. */
  readonly changed: (page: PdfPageOf) => void;
}

/** Longer side of a page that is painted at once, as for an export, pixels. */
const EDGE_MAX = 8_192;

/** The PDFs whose pages are on a board: sharp at every size, and their words. */
export class BoardPdfs {
  readonly #opened: OpenedPdfs;
  readonly #tiles: PageTiles;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #links = new Map<string, Promise<readonly PageLink[] | undefined>>();

  constructor({ changed, ...options }: BoardPdfsOptions) {
    this.#opened = new OpenedPdfs(options);
    this.#tiles = new PageTiles({
      paint: ({ asset, page }, whole, part) => this.#opened.ask(asset, (reader) => reader.paint(page, whole, part)),
      changed,
    });
  }

  /** The sharp tiles of a part of a page that are here. @param width of the whole page, pixels */
  details({ pdf, pixelW, pixelH }: ImageShape, part: Crop, width: number): Iterable<PageTile> {
    return pdf ? this.#tiles.get({ ...pdf, pixelW, pixelH }, part, width) : [];
  }

  /** A page as wide as it is shown, if its picture is not. @param width pixels */
  async page({ pdf, pixelW, pixelH }: ImageShape, width: number): Promise<ImageBitmap | undefined> {
    if (pdf === undefined || width <= pixelW) return undefined;
    const scale = Math.min(width / pixelW, EDGE_MAX / Math.max(pixelW, pixelH));
    const whole = { width: Math.max(1, Math.round(pixelW * scale)), height: Math.max(1, Math.round(pixelH * scale)) };
    return await this.#opened.ask(pdf.asset, (reader) => reader.paint(pdf.page, whole)).catch(() => undefined);
  }

  /** The words of a page; undefined when the PDF cannot be read now. */
  text(page: PdfPageOf): Promise<string | undefined> {
    return this.#known(this.#texts, page, (reader) => reader.text(page.page));
  }

  /** The links of a page; undefined when the PDF cannot be read now. */
  links(page: PdfPageOf): Promise<readonly PageLink[] | undefined> {
    return this.#known(this.#links, page, (reader) => reader.links(page.page));
  }

  /** What failed may succeed now, as after a reconnect. */
  retry(): void {
    this.#tiles.retry();
  }

  close(): void {
    this.#opened.close();
    this.#tiles.close();
    this.#texts.clear();
    this.#links.clear();
  }

  #known<T>(
    answers: Map<string, Promise<T | undefined>>,
    { asset, page }: PdfPageOf,
    question: (reader: PdfReader) => Promise<T>,
  ): Promise<T | undefined> {
    const key = `${asset} ${page}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = this.#opened.ask(asset, question).catch(() => {
        // It may be there later.
        answers.delete(key);
        return undefined;
      });
      answers.set(key, answer);
    }
    return answer;
  }
}
