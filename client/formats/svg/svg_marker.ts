import type { XmlElement } from "@rgrove/parse-xml";
import type { Head } from "../../../board/style.ts";
import { elementsOf } from "../xml.ts";
import { lengthOf } from "./svg_length.ts";
import { idIn, type Style } from "./svg_style.ts";

/** A marker at an end of a line, as a head of ours. */
export interface Marker {
  readonly head: Head;
  /** Board units. */
  readonly size: number;
}

/** Larger heads are not drawn, widths of the line. */
const SIZE_MAX = 20;

/** @param width of the line, board units */
export function markerAt(
  end: "start" | "end",
  style: Style,
  { ids, width, scale }: {
    readonly ids: ReadonlyMap<string, XmlElement>;
    readonly width: number;
    readonly scale: number;
  },
): Marker | undefined {
  const id = idIn(style[`marker-${end}`] ?? style.marker ?? "");
  if (id === undefined) return undefined;
  const marker = ids.get(id);
  if (marker === undefined) return { head: "triangle", size: 0 };
  const { markerWidth, markerUnits } = marker.attributes;
  const unit = markerUnits === "userSpaceOnUse" ? scale : width;
  return { head: headOf(marker), size: Math.min(SIZE_MAX * width, lengthOf(markerWidth, 3) * unit) };
}

/** A circle becomes a dot, an open line an arrow. */
function headOf(marker: XmlElement): Head {
  const [drawn] = elementsOf(marker);
  if (drawn === undefined) return "none";
  const isHollow = (drawn.attributes.fill ?? marker.attributes.fill) === "none";
  if (/circle|ellipse$/.test(drawn.name)) return isHollow ? "dot-outline" : "dot";
  const isClosed = drawn.name === "polygon" || /z\s*$/i.test(drawn.attributes.d ?? "");
  return !isHollow ? "triangle" : isClosed ? "triangle-outline" : "arrow";
}
