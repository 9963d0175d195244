import "pdfjs-dist/build/pdf.worker.mjs";
import { AnnotationMode, getDocument, type PDFDocumentProxy, VerbosityLevel } from "pdfjs-dist/build/pdf.mjs";
import { ASSET_PIXELS_MAX } from "../../board/asset/asset_limits.ts";
import { PAGE_LINKS_MAX, PAGE_TEXT_MAX } from "./pdf_limits.ts";
import { isLink } from "../../board/kinds/checks.ts";
import type { PageLink } from "../editor/pdf.ts";
import { type PdfAnswers, PdfError, type PdfTask, type PixelBox, type PixelSize } from "./pdf_task.ts";

/** Larger pictures in a PDF are left out, pixels. */
const PICTURE_PIXELS_MAX = ASSET_PIXELS_MAX;

/** Canvases of PDF.js in a worker, where there is no document. */
class Canvases {
  create(width: number, height: number) {
    if (!(width > 0 && height > 0)) throw new Error("Cannot make a canvas without pixels");
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d", { willReadFrequently: true }) };
  }

  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number): void {
    Object.assign(canvas, { width, height });
  }

  destroy({ canvas }: { canvas: OffscreenCanvas }): void {
    canvas.width = canvas.height = 0;
  }

  getNoAlphaContext(canvas: OffscreenCanvas) {
    return canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  }
}

/** Filters of SVG are not there in a worker. PDF.js then does the same with pixels. */
class NoFilters {
  addFilter = none;
  addHCMFilter = none;
  addAlphaFilter = none;
  addLuminosityFilter = none;
  addKnockoutFilter = none;
  addHighlightHCMFilter = none;
  addSelectionHCMFilter = none;
  addSelectionFilter = none;
  createSelectionStyle = () => null;
  destroy = () => {};
}

function none(): string {
  return "none";
}

/**
 * An opened PDF. Nothing in it runs: PDF.js has no code for scripts and forms of XFA here, compiles none to
 * WebAssembly, and follows no reference out of the file. Its fonts are drawn as paths and never reach the browser's
 * fonts. What PDF.js itself needs – character maps, the standard fonts, decoders – comes from our own origin.
 */
export class PdfFile {
  readonly #document: PDFDocumentProxy;

  private constructor(document: PDFDocumentProxy) {
    this.#document = document;
  }

  /**
   * @param options.resources address of the folder with what PDF.js needs, with `/` at the end
   * @throws {PdfError}
   */
  static async open(
    bytes: Uint8Array<ArrayBuffer>,
    { resources, password }: { readonly resources: string; readonly password?: string },
  ): Promise<PdfFile> {
    const loading = getDocument({
      data: bytes,
      ...password !== undefined && { password },
      cMapUrl: `${resources}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${resources}fonts/`,
      wasmUrl: `${resources}decoders/`,
      useWasm: false,
      useWorkerFetch: true,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      disableAutoFetch: true,
      maxImageSize: PICTURE_PIXELS_MAX,
      CanvasFactory: Canvases,
      FilterFactory: NoFilters,
      verbosity: VerbosityLevel.ERRORS,
    });
    try {
      const document = await loading.promise;
      if (document.numPages > 0) return new PdfFile(document);
    } catch (error) {
      void loading.destroy().catch(() => {});
      const { name, code } = error as { readonly name?: string; readonly code?: number };
      if (name === "PasswordException") throw new PdfError(code === WRONG ? "wrongPassword" : "password");
    }
    throw new PdfError("broken");
  }

  get pages(): number {
    return this.#document.numPages;
  }

  /** Answers all tasks besides `open`. */
  async answer(task: Exclude<PdfTask, { kind: "open" }>): Promise<PdfAnswers["size" | "text" | "links" | "paint"]> {
    switch (task.kind) {
      case "size":
        return await this.size(task.page);
      case "text":
        return await this.text(task.page);
      case "links":
        return await this.links(task.page);
      case "paint":
        return await this.paint(task.page, task);
    }
  }

  /** The size of a page as it is shown, points. */
  async size(page: number): Promise<PixelSize> {
    const { width, height } = (await this.#document.getPage(page)).getViewport({ scale: 1 });
    return { width, height };
  }

  /** The words of a page, line by line. */
  async text(number: number): Promise<string> {
    const page = await this.#document.getPage(number);
    const { items } = await page.getTextContent();
    let text = "";
    for (const item of items) {
      if (!("str" in item)) continue;
      text += item.hasEOL ? `${item.str}\n` : item.str;
      if (text.length > PAGE_TEXT_MAX) return text.slice(0, PAGE_TEXT_MAX);
    }
    page.cleanup();
    return text;
  }

  /** The links of a page to other pages of the web, and to mail addresses. */
  async links(number: number): Promise<PageLink[]> {
    const page = await this.#document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const links: PageLink[] = [];
    for (const { subtype, url, rect } of await page.getAnnotations()) {
      if (subtype !== "Link" || !isLink(url) || links.length === PAGE_LINKS_MAX) continue;
      const [x1, y1] = viewport.convertToViewportPoint(rect[0], rect[1]);
      const [x2, y2] = viewport.convertToViewportPoint(rect[2], rect[3]);
      const [left, right] = spanOf(x1, x2, viewport.width), [top, bottom] = spanOf(y1, y2, viewport.height);
      if (right > left && bottom > top) links.push({ link: url, x: left, y: top, w: right - left, h: bottom - top });
    }
    return links;
  }

  /** Paints a part of a page that is as large as `whole`, on white. */
  async paint(
    number: number,
    { whole, part }: { readonly whole: PixelSize; readonly part: PixelBox },
  ): Promise<ImageBitmap> {
    const page = await this.#document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const scale = whole.width / width;
    const canvas = new OffscreenCanvas(part.width, part.height);
    const context = canvas.getContext("2d", { alpha: false })!;
    await page.render({
      canvas: null,
      canvasContext: context as unknown as CanvasRenderingContext2D,
      viewport: page.getViewport({ scale }),
      // Both edges are whole pixels.
      transform: [1, 0, 0, whole.height / (height * scale), -part.left, -part.top],
      annotationMode: AnnotationMode.ENABLE,
    }).promise;
    page.cleanup();
    return canvas.transferToImageBitmap();
  }

  async close(): Promise<void> {
    await this.#document.loadingTask.destroy();
  }
}

/** A distance on a page from end to end, in fractions of the whole, as far as it is on the page. */
function spanOf(one: number, other: number, whole: number): [from: number, to: number] {
  const [from, to] = [Math.min(one, other), Math.max(one, other)].map((end) => Math.min(1, Math.max(0, end / whole)));
  return [from, to];
}

/** The code of a `PasswordException` when a password was given. */
const WRONG = 2;
