import { type PDFContext, PDFDict, PDFDocument, PDFName, PDFObjectCopier, PDFRef } from "pdf-lib";
import { EmbeddedPages } from "./embedded_pages.ts";
import type { PageLink } from "./page_annotations.ts";

/** Pages of a PDF, in a PDF that contains nothing else. */
export interface PageCopies {
  readonly bytes: Uint8Array;
  /** Of the pages that could be copied, the links. */
  readonly links: ReadonlyMap<number, readonly PageLink[]>;
}

/** The entry of the catalog with the copies, by the numbers of their pages. */
const COPIES = PDFName.of("Copies");

/**
 * Copies pages of a PDF that nobody has checked: it may never end, see `copiesInWorker`. A page that cannot be copied is
 * left out.
 *
 * @param tried called after each page, with how many have been tried
 * @throws when the file is damaged or encrypted
 */
export async function copyPages(
  file: Uint8Array,
  pages: Iterable<number>,
  tried: (count: number) => void = () => {},
): Promise<PageCopies> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const embedded = new EmbeddedPages(document, await PDFDocument.load(file, { updateMetadata: false }));
  const refs: Record<string, PDFRef> = {};
  const links = new Map<number, readonly PageLink[]>();
  let count = 0;
  for (const page of pages) {
    const found = await embedded.embed(page).catch(() => undefined);
    tried(++count);
    if (found === undefined) continue;
    refs[page] = found.ref;
    links.set(page, found.links);
  }
  document.catalog.set(COPIES, document.context.obj(refs));
  return { bytes: await document.save({ addDefaultPage: false, useObjectStreams: false }), links };
}

/** Puts copied pages into a document, by their numbers. */
export async function takeCopies({ bytes }: PageCopies, context: PDFContext): Promise<ReadonlyMap<number, PDFRef>> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const copier = PDFObjectCopier.for(document.context, context);
  const copies = document.catalog.lookup(COPIES, PDFDict).entries();
  return new Map(copies.flatMap(([name, ref]) => {
    const copy = copier.copy(ref);
    return copy instanceof PDFRef ? [[Number(name.decodeText()), copy] as const] : [];
  }));
}
