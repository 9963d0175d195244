import { type PDFContext, type PDFDocument, PDFRawStream, type PDFRef } from "pdf-lib";
import { isPicture } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import type { ExportWork } from "../../editor/outlet.ts";
import type { ForeignRun, PaintedRun, PdfPicture, PdfSources, Pixels } from "./pdf_sources.ts";
import { deflated } from "./deflated.ts";
import { takeCopies } from "./page_copies.ts";
import type { PageLink } from "./page_annotations.ts";

/** A painted run with its name in the resources of a page. */
export type NamedRun = Pick<PaintedRun, "x" | "y" | "w" | "h"> & { readonly name: string };

/** The pictures of a document, each once however often it is shown. */
export class EmbeddedPictures {
  readonly #document: PDFDocument;
  readonly #sources: PdfSources;
  readonly #refs: Record<string, PDFRef> = {};
  /** By asset; of a page of a PDF also when it is copied as it is. */
  readonly #names = new Map<string, string | undefined>();
  /** Copied pages by asset and number. */
  readonly #pages = new Map<string, { readonly ref: PDFRef; readonly links: readonly PageLink[] }>();
  readonly #links = new Map<string, readonly PageLink[]>();
  readonly #runs = new Map<string, NamedRun | undefined>();

  constructor(document: PDFDocument, sources: PdfSources) {
    this.#document = document;
    this.#sources = sources;
  }

  /** The pictures by their names in resources. */
  get refs(): Readonly<Record<string, PDFRef>> {
    return this.#refs;
  }

  /** Copies the pages of PDFs that images show, of each PDF all at once. @returns how many it tried */
  async loadPages(shapes: Iterable<Shape>, { signal, progress }: ExportWork): Promise<number> {
    const wanted = new Map<string, Set<number>>();
    for (const shape of shapes) {
      if (!isPicture(shape) || shape.pdf === undefined) continue;
      const { asset, page } = shape.pdf;
      wanted.set(asset, (wanted.get(asset) ?? new Set()).add(page));
    }
    const count = [...wanted.values()].reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    for (const [asset, pages] of wanted) {
      signal?.throwIfAborted();
      const before = done;
      done += pages.size;
      const copies = await this.#sources.copies(asset, [...pages].sort((a, b) => a - b), {
        signal,
        progress: (tried) => progress?.((before + tried) / count),
      });
      if (copies === undefined) continue;
      for (const [page, ref] of await takeCopies(copies, this.#document.context)) {
        this.#pages.set(`${asset} ${page}`, { ref, links: copies.links.get(page) ?? [] });
      }
    }
    return count;
  }

  /** Loads the pictures of images. */
  async load(shapes: Iterable<Shape>, { signal }: ExportWork): Promise<void> {
    for (const shape of shapes) {
      if (!isPicture(shape) || this.#names.has(shape.asset)) continue;
      signal?.throwIfAborted();
      const page = shape.pdf && this.#pages.get(`${shape.pdf.asset} ${shape.pdf.page}`);
      if (page) {
        this.#links.set(shape.asset, page.links);
        this.#names.set(shape.asset, this.#name(page.ref));
        continue;
      }
      const picture = await this.#sources.picture(shape);
      // A damaged picture is a missing one.
      this.#names.set(shape.asset, picture && await this.#embed(picture).catch(() => undefined));
    }
  }

  /** Paints letters that are not in our fonts. */
  async paint(runs: Iterable<ForeignRun>, { signal }: ExportWork): Promise<void> {
    for (const run of runs) {
      const key = keyOf(run);
      if (this.#runs.has(key)) continue;
      signal?.throwIfAborted();
      const painted = await this.#sources.paint(run);
      if (painted === undefined) this.#runs.set(key, undefined);
      else {
        const { x, y, w, h } = painted;
        this.#runs.set(key, { x, y, w, h, name: await this.#embed(painted) });
      }
    }
  }

  /** The name of a picture in resources; undefined when it is missing. */
  nameOf(asset: string): string | undefined {
    return this.#names.get(asset);
  }

  /** The links in the page of a PDF. */
  linksIn(asset: string): readonly PageLink[] {
    return this.#links.get(asset) ?? [];
  }

  painted(run: ForeignRun): NamedRun | undefined {
    return this.#runs.get(keyOf(run));
  }

  async #embed(picture: PdfPicture): Promise<string> {
    return this.#name(
      "jpeg" in picture
        ? (await this.#document.embedJpg(picture.jpeg)).ref
        : await embedPixels(this.#document.context, picture),
    );
  }

  #name(ref: PDFRef): string {
    const name = `I${Object.keys(this.#refs).length}`;
    this.#refs[name] = ref;
    return name;
  }
}

function keyOf({ text, font, size, width, align, color }: ForeignRun): string {
  return JSON.stringify([text, font, size, width, align, color]);
}

/** An image of three channels, with its transparency, if it has any, as an image of its own (ISO 32000-2, 11.6.5.2). */
async function embedPixels(context: PDFContext, { width, height, pixels }: Pixels): Promise<PDFRef> {
  const count = width * height;
  const colors = new Uint8Array(count * 3), alphas = new Uint8Array(count);
  let isOpaque = true;
  for (let i = 0, at = 0, to = 0; i < count; i++) {
    colors[to++] = pixels[at++];
    colors[to++] = pixels[at++];
    colors[to++] = pixels[at++];
    alphas[i] = pixels[at++];
    isOpaque &&= alphas[i] === 255;
  }
  const look = { Type: "XObject", Subtype: "Image", Width: width, Height: height, BitsPerComponent: 8 };
  const mask: Record<string, PDFRef> = isOpaque
    ? {}
    : { SMask: context.register(await stream(context, alphas, { ...look, ColorSpace: "DeviceGray" })) };
  return context.register(await stream(context, colors, { ...look, ColorSpace: "DeviceRGB", ...mask }));
}

async function stream(
  context: PDFContext,
  bytes: Uint8Array<ArrayBuffer>,
  entries: Record<string, string | number | PDFRef>,
): Promise<PDFRawStream> {
  const packed = await deflated([bytes]);
  return PDFRawStream.of(context.obj({ ...entries, Filter: "FlateDecode", Length: packed.length }), packed);
}
