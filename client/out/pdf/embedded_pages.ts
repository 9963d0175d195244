import {
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  type PDFPageLeaf,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from "pdf-lib";

import { annotationsOf, type PageLink } from "./page_annotations.ts";
import { type PageFrame, pageFrame, precise } from "./page_frame.ts";
import { joinedStreams } from "./joined_streams.ts";

/** A page of another PDF in a document. */
export interface EmbeddedPage {
  /** An XObject that fills the unit square, as pictures do. */
  readonly ref: PDFRef;
  readonly links: readonly PageLink[];
}

/** Entries of a stream by which it would show, or ask for, what is in other files. */
const ELSEWHERE = ["F", "FFilter", "FDecodeParms", "Ref", "OPI", "Metadata", "PieceInfo", "AA", "A"].map((name) =>
  PDFName.of(name)
);

/**
 * Pages of PDFs, kept as vectors: only what draws them is copied, so that nothing that a PDF would do comes along.
 * Fonts and pictures that several pages share are copied once.
 */
export class EmbeddedPages {
  readonly #context: PDFContext;
  readonly #source: PDFDocument;
  readonly #copier: PDFObjectCopier;

  constructor({ context }: PDFDocument, source: PDFDocument) {
    this.#context = context;
    this.#source = source;
    this.#copier = PDFObjectCopier.for(source.context, context);
  }

  /**
   * Copies a page. The first is 1.
   *
   * @throws when there is none, or it is packed in an unusual way
   */
  async embed(page: number): Promise<EmbeddedPage> {
    const copier = this.#copier;
    const first = this.#context.largestObjectNumber + 1;
    const { node } = this.#source.getPage(page - 1);
    const frame = pageFrame(node);
    const content = await this.#content(node, copier, frame);
    const { appearances, links } = annotationsOf(node, copier, frame);
    const drawn = [
      ...content ? [{ ref: content, place: "" }] : [],
      ...appearances.map(({ form, place }) => ({
        ref: form instanceof PDFRef ? form : this.#context.register(form),
        place,
      })),
    ];
    const names = Object.fromEntries(drawn.map(({ ref }, i) => [`X${i}`, ref]));
    const operators = drawn.map(({ place }, i) => `q\n${place}/X${i} Do\nQ\n`).join("");
    const { x, y, width, height } = frame.box;
    const paper = `1 1 1 rg\n${[x, y, width, height].map(precise).join(" ")} re f\n`;
    const form = this.#context.stream(`${paper}${operators}`, {
      ...look(frame),
      Matrix: [...frame.matrix],
      Resources: { XObject: names },
      Group: { Type: "Group", S: "Transparency" },
    });
    this.#clean(first);
    return { ref: this.#context.register(form), links };
  }

  /** The drawing of a page as a form of its own. */
  async #content(node: PDFPageLeaf, copier: PDFObjectCopier, frame: PageFrame): Promise<PDFRef | undefined> {
    const found = node.Contents();
    if (found === undefined) return undefined;
    const resources = node.Resources(), group = node.lookupMaybe(PDFName.of("Group"), PDFDict);
    const stream = found instanceof PDFRawStream
      ? rawCopy(found, copier, this.#context)
      : await joinedStreams(found, this.#context);
    for (const [name, value] of this.#context.obj(look(frame)).entries()) stream.dict.set(name, value);
    if (resources) stream.dict.set(PDFName.Resources, copier.copy(resources));
    if (group) stream.dict.set(PDFName.of("Group"), copier.copy(group));
    return this.#context.register(stream);
  }

  /** Removes what leads out of the file from all streams that were copied. */
  #clean(first: number): void {
    for (let at = first; at <= this.#context.largestObjectNumber; at++) {
      const object = this.#context.lookup(PDFRef.of(at));
      if (object instanceof PDFStream) { for (const name of ELSEWHERE) object.dict.delete(name); }
    }
  }
}

function look({ box: { x, y, width, height } }: PageFrame) {
  return { Type: "XObject", Subtype: "Form", BBox: [x, y, x + width, y + height] };
}

/** The bytes as they are: nothing is unpacked. */
function rawCopy(stream: PDFRawStream, copier: PDFObjectCopier, context: PDFContext): PDFRawStream {
  const dict = context.obj({ Length: PDFNumber.of(stream.contents.length) });
  if (stream.dict.has(PDFName.of("F"))) throw new Error("Cannot copy a stream that is in another file");
  for (const name of ["Filter", "DecodeParms"].map((name) => PDFName.of(name))) {
    const value = stream.dict.get(name);
    if (value) dict.set(name, copier.copy(value));
  }
  return PDFRawStream.of(dict, stream.contents);
}
