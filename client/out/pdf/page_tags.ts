import { type PDFDocument, PDFHexString, PDFName, type PDFPageLeaf, type PDFRef } from "pdf-lib";
import { isPicture } from "../../../board/kinds/kinds.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import type { Shape } from "../../../board/shape.ts";

/** What a screen reader reads of a shape: a paragraph, or a picture by its alternative text. */
export interface Tag {
  readonly role: "P" | "Figure";
  readonly alt?: string | undefined;
}

/** @returns undefined for a shape without text or picture, such as a stroke */
export function tagOf(shape: Shape): Tag | undefined {
  // The page of a PDF has its text in it.
  if (isPicture(shape)) return { role: shape.pdf && !shape.alt ? "P" : "Figure", alt: shape.alt };
  return letteringOf(shape)?.layout.text.trim() ? { role: "P" } : undefined;
}

/**
 * Writes the tags of all pages into a document, in the order in which the pages draw (ISO 32000-2, 14.7).
 *
 * @param pages the tags of each page; the position of a tag is the `MCID` of its marked content
 */
export function embedTags(
  { context, catalog }: PDFDocument,
  pages: readonly { node: PDFPageLeaf; ref: PDFRef; tags: readonly Tag[] }[],
): void {
  const [root, document] = [context.nextRef(), context.nextRef()];
  const elements = pages.map(({ ref, tags }) =>
    tags.map(({ role, alt }, id) =>
      context.register(context.obj({
        Type: "StructElem",
        S: role,
        P: document,
        Pg: ref,
        K: id,
        ...(alt && { Alt: PDFHexString.fromText(alt) }),
      }))
    )
  );
  pages.forEach(({ node }, i) => node.set(PDFName.of("StructParents"), context.obj(i)));
  context.assign(document, context.obj({ Type: "StructElem", S: "Document", P: root, K: elements.flat() }));
  const parents = elements.flatMap((each, i) => [context.obj(i), context.obj(each)]);
  context.assign(root, context.obj({ Type: "StructTreeRoot", K: document, ParentTree: { Nums: parents } }));
  catalog.set(PDFName.of("StructTreeRoot"), root);
  catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
}
