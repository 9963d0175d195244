import { parseXml, type XmlElement, XmlElement as Element, XmlError } from "@rgrove/parse-xml";
import { DrawingError } from "./drawing.ts";

/** Drawings do not nest elements deeper. */
const DEPTH_MAX = 200;
/** Enough for about 150,000 shapes: each takes about four tags. */
const TAGS_MAX = 600_000;

/**
 * The root of an XML document. Entities that it declares are unknown to the parser, so none is expanded.
 *
 * @throws {DrawingError}
 */
export function rootOf(xml: string, tagsMax = TAGS_MAX): XmlElement {
  refuseUnbounded(xml, tagsMax);
  try {
    const { root } = parseXml(xml);
    if (root !== null) return root;
  } catch (error) {
    // The count below can miss some nesting, which then overflows the parser's stack.
    if (!(error instanceof XmlError || error instanceof RangeError)) throw error;
  }
  throw new DrawingError("broken");
}

export function elementsOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof Element);
}

/** Refuses a document that is nested too deep or has too many elements, before it is parsed. */
function refuseUnbounded(xml: string, tagsMax: number): void {
  let depth = 0, tags = 0, close = -1;
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at + 1)) {
    if (++tags > tagsMax) throw new DrawingError("tooMany");
    if (close < at) close = xml.indexOf(">", at);
    if (close < 0) throw new DrawingError("broken");
    const next = xml[at + 1];
    if (next === "/") depth--;
    else if (next !== "!" && next !== "?" && xml[close - 1] !== "/") depth++;
    if (depth > DEPTH_MAX) throw new DrawingError("broken");
  }
}
