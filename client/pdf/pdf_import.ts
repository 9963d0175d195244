import type { Clock } from "../../board/clock.ts";
import type { Point } from "../../board/figure/point.ts";
import { firstLetters } from "../../board/letters.ts";
import { orderAbove } from "../../board/order.ts";
import { ALT_MAX } from "../../board/pictures/picture.ts";
import type { ImageShape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import type { ExportWork } from "../editor/outlet.ts";
import type { PdfToAdd } from "../editor/pdf.ts";
import { Problem } from "../editor/problem.ts";
import { pictureOf } from "../images/new_images.ts";
import { hashOf, type Prepared } from "../images/scaling.ts";
import { PDF } from "../messages/en/pdf.ts";
import type { PageColumns } from "./page_column.ts";
import { ALONE_EDGE, PAGE_EDGE, PAGES_AT_ONCE } from "./pdf_limits.ts";
import { PdfReader, type PdfReaderOptions } from "./pdf_reader.ts";
import { PdfError, type PdfProblem, type PixelSize } from "./pdf_task.ts";

export interface PdfImportOptions {
  readonly file: Blob;
  readonly name: string;
  /** Where the middle of the first page is put; by default the middle of the view. */
  readonly at: Point | undefined;
  /** The columns of the PDFs that came together. */
  readonly columns: PageColumns;
  readonly clock: Clock;
  /** Makes what travels of the picture of a page. */
  readonly prepare: (picture: Blob) => Promise<Prepared>;
  readonly send: (assets: readonly { readonly asset: string; readonly bytes: Blob }[]) => void;
  readonly open?: (file: Blob, options: PdfReaderOptions) => Promise<PdfReader>;
  readonly encode?: (page: ImageBitmap) => Promise<Blob>;
}

/** A page with its picture. */
interface PicturedPage {
  readonly page: number;
  readonly size: PixelSize;
  readonly picture: Prepared;
}

/** Brings the pages of a PDF to the board: a picture of each, and the PDF itself. */
export class PdfImport implements PdfToAdd {
  readonly name: string;
  readonly #editor: Editor;
  readonly #options: PdfImportOptions;
  #reader: PdfReader | undefined;
  #password: string | undefined;
  #isClosed = false;

  constructor(editor: Editor, options: PdfImportOptions) {
    this.#editor = editor;
    this.#options = options;
    this.name = options.name;
  }

  get pages(): number {
    return this.#reader?.pages ?? 0;
  }

  get isLocked(): boolean {
    return this.#password !== undefined;
  }

  async open(password?: string): Promise<"opened" | "password" | "wrongPassword"> {
    const { file, clock, open = PdfReader.open } = this.#options;
    try {
      const reader = await open(file, { clock, ...password !== undefined && { password } });
      if (this.#isClosed) reader.close();
      this.#reader = reader;
      this.#password = password;
      return "opened";
    } catch (error) {
      const problem = problemOf(error);
      if (problem === "password" || problem === "wrongPassword") return problem;
      throw new Problem(PDF[problem]);
    }
  }

  async thumbnail(page: number, edge: number): Promise<ImageBitmap> {
    const reader = this.#reader!;
    return await reader.paint(page, fitted(await reader.size(page), edge));
  }

  async add(pages: ReadonlySet<number>, work: ExportWork): Promise<void> {
    const found = await this.#pictured([...pages].sort((a, b) => a - b).slice(0, PAGES_AT_ONCE), work);
    const { file, at, columns, send } = this.#options;
    const { camera, canDraw, shapes, writer, problem } = this.#editor;
    const asset = this.isLocked ? undefined : await hashOf(file);
    work.signal?.throwIfAborted();
    // Reading took time, in which the link may have changed.
    if (!canDraw.peek()) return;
    let order = shapes.topOrder;
    const places = columns.place(found.map(({ size }) => size), at ?? camera.toBoard(camera.centre()));
    const images = found.map(({ page, picture }, i): ImageShape => ({
      kind: "image",
      id: this.#editor.newShapeId(),
      order: order = orderAbove(order),
      ...places[i],
      ...pictureOf(picture),
      locked: true,
      alt: firstLetters(PDF.pageOf({ name: this.name, page }), ALT_MAX),
      ...asset !== undefined && { pdf: { asset, page } },
    }));
    writer.add(images);
    send([...asset === undefined ? [] : [{ asset, bytes: file }], ...found.map(({ picture }) => picture)]);
    const [{ x, y, w, h }] = images;
    camera.reveal({ minX: x, minY: y, maxX: x + w, maxY: y + h });
    const count = pages.size - found.length;
    if (count > 0) problem.value = PDF.leftOut({ count });
  }

  close(): void {
    this.#isClosed = true;
    this.#reader?.close();
  }

  /** Pages that cannot be read are left out. @throws {Problem} when that is all of them */
  async #pictured(pages: readonly number[], { signal, progress }: ExportWork): Promise<PicturedPage[]> {
    const found: PicturedPage[] = [];
    let failure: PdfProblem = "broken";
    for (const [i, page] of pages.entries()) {
      signal?.throwIfAborted();
      progress?.(i / pages.length);
      try {
        found.push(await this.#picture(page));
      } catch (error) {
        signal?.throwIfAborted();
        failure = problemOf(error);
        if (failure === "tooSlow" || !this.#reader!.isOpen) throw new Problem(PDF[problemText(failure)]);
      }
    }
    if (found.length === 0) throw new Problem(PDF[problemText(failure)]);
    return found;
  }

  async #picture(page: number): Promise<PicturedPage> {
    const reader = this.#reader!;
    const { encode = encoded, prepare } = this.#options;
    const size = await reader.size(page);
    const bitmap = await reader.paint(page, fitted(size, this.isLocked ? ALONE_EDGE : PAGE_EDGE));
    return { page, size, picture: await prepare(await encode(bitmap)) };
  }
}

function problemOf(error: unknown): PdfProblem {
  if (error instanceof PdfError) return error.problem;
  throw error;
}

/** A page that asks for a password after the PDF was opened is damaged. */
function problemText(problem: PdfProblem): "broken" | "tooSlow" | "tooLarge" | "noWorker" {
  return problem === "password" || problem === "wrongPassword" ? "broken" : problem;
}

/** The size of a page whose longer side has so many pixels. */
function fitted({ width, height }: PixelSize, edge: number): PixelSize {
  const scale = edge / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Quality of the pictures of pages. Letters need more than photographs. */
const QUALITY = 0.9;

async function encoded(page: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(page.width, page.height);
  // Not handed over: WebKitGTK cannot encode a bitmap of a worker that was.
  canvas.getContext("2d", { alpha: false })!.drawImage(page, 0, 0);
  page.close();
  const blob = await pageFile(canvas);
  canvas.width = canvas.height = 0;
  return blob;
}

/**
 * A page as a file. Browsers that cannot encode WebP, as Safari, make a PNG instead, which is small for letters; a page
 * that was scanned is smaller as a JPEG.
 */
export async function pageFile(page: Pick<OffscreenCanvas, "convertToBlob">): Promise<Blob> {
  const first = await page.convertToBlob({ type: "image/webp", quality: QUALITY });
  if (first.type === "image/webp") return first;
  const jpeg = await page.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return jpeg.size < first.size ? jpeg : first;
}
