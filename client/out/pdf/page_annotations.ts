import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFObjectCopier,
  type PDFPageLeaf,
  PDFRef,
  PDFStream,
  PDFString,
} from "pdf-lib";
import { isLink } from "../../../board/kinds/checks.ts";
import { type Matrix, moved, type PageFrame, precise, rectangleOf } from "./page_frame.ts";

/** A link in a page, and where: a part of the page from its top left corner, in fractions of its width and height. */
export interface PageLink {
  readonly link: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A form XObject, and the operators that put it in its place on the page. */
interface Appearance {
  readonly form: PDFObject;
  readonly place: string;
}

/** Further annotations of a page are left out. */
const ANNOTATIONS_MAX = 2_000;

/** The flags Hidden and NoView (ISO 32000-2, 12.5.3). */
const UNSEEN = 0b10_0010;

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The visible annotations of a page, such as marks and filled fields, and its links. Their scripts are left out. */
export function annotationsOf(
  node: PDFPageLeaf,
  copier: PDFObjectCopier,
  frame: PageFrame,
): { readonly appearances: readonly Appearance[]; readonly links: readonly PageLink[] } {
  const appearances: Appearance[] = [], links: PageLink[] = [];
  const list = node.Annots();
  for (let i = 0; i < Math.min(list?.size() ?? 0, ANNOTATIONS_MAX); i++) {
    const annotation = list!.lookup(i);
    if (!(annotation instanceof PDFDict)) continue;
    // A broken one is left out.
    try {
      const appearance = appearanceOf(annotation, copier);
      if (appearance) appearances.push(appearance);
      const link = linkOf(annotation, frame);
      if (link) links.push(link);
    } catch {
      continue;
    }
  }
  return { appearances, links };
}

function appearanceOf(annotation: PDFDict, copier: PDFObjectCopier): Appearance | undefined {
  const flags = annotation.lookupMaybe(PDFName.of("F"), PDFNumber)?.asNumber() ?? 0;
  if ((flags & UNSEEN) !== 0 || annotation.get(PDFName.of("Subtype")) === PDFName.of("Popup")) return undefined;
  let holder = annotation.lookupMaybe(PDFName.of("AP"), PDFDict), name = PDFName.of("N");
  if (holder?.lookup(name) instanceof PDFDict) {
    // One form for each state.
    holder = holder.lookup(name, PDFDict);
    name = annotation.lookupMaybe(PDFName.of("AS"), PDFName) ?? PDFName.of("Off");
  }
  const form = holder?.lookup(name);
  if (!(form instanceof PDFStream)) return undefined;
  const box = form.dict.lookupMaybe(PDFName.of("BBox"), PDFArray);
  if (box === undefined) return undefined;
  const from = moved(rectangleOf(box), matrixOf(form.dict));
  const to = rectangleOf(annotation.lookup(PDFName.of("Rect"), PDFArray));
  // ISO 32000-2, 12.5.5
  const a = from.width > 0 ? to.width / from.width : 1, d = from.height > 0 ? to.height / from.height : 1;
  const place = [a, 0, 0, d, to.x - a * from.x, to.y - d * from.y].map(precise).join(" ");
  const raw = holder!.get(name)!;
  return { form: copier.copy(raw instanceof PDFRef ? raw : form), place: `${place} cm\n` };
}

function matrixOf(dict: PDFDict): Matrix {
  const values = dict.lookupMaybe(PDFName.of("Matrix"), PDFArray)?.asArray().map((value) =>
    value instanceof PDFNumber ? value.asNumber() : NaN
  );
  return values?.length === 6 && values.every(Number.isFinite) ? values as unknown as Matrix : IDENTITY;
}

function linkOf(annotation: PDFDict, { matrix }: PageFrame): PageLink | undefined {
  if (annotation.get(PDFName.of("Subtype")) !== PDFName.of("Link")) return undefined;
  const action = annotation.lookupMaybe(PDFName.of("A"), PDFDict);
  if (action?.get(PDFName.of("S")) !== PDFName.of("URI")) return undefined;
  const address = action.lookup(PDFName.of("URI"));
  const link = address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : undefined;
  if (!isLink(link)) return undefined;
  const { x, y, width, height } = moved(rectangleOf(annotation.lookup(PDFName.of("Rect"), PDFArray)), matrix);
  return { link, x, y: 1 - y - height, w: width, h: height };
}
