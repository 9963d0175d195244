import type { GeoShape, ImageShape } from "../../../board/shape.ts";
import { numberOr, record } from "../json.ts";
import { type Element, isRound } from "./element.ts";

/** Excalidraw's roundness: a part of the side, or a fixed distance where that is less. */
const PART = { type: 1, of: 0.25 }, FIXED = { type: 3, distance: 32 };
/**
 * Diamonds are rounded by a part of their sides since 2022, and by curves that are nearer to the corner than ours: those
 * that look the same begin at half of the distance.
 */
const DIAMOND = { type: 2, ours: 0.5 };
/** The fixed distance of our usual corners, by which they are known when they return. */
const USUAL = { type: FIXED.type, value: 16 };

/** The roundness of a form or an image of Excalidraw. */
export function cornerOf(element: Element): Pick<GeoShape, "rounded" | "corner"> {
  const { type, w, h, source } = element;
  if (!isRound(element) || type === "ellipse") return {};
  const roundness = record(source.roundness), isFixed = roundness.type === FIXED.type;
  if (isFixed && roundness.value === USUAL.value) return { rounded: true };
  const most = isFixed ? numberOr(roundness.value, FIXED.distance) : Infinity;
  const along = (side: number) => Math.min(PART.of * side, most);
  const corner = type === "diamond" ? DIAMOND.ours * Math.hypot(along(w / 2), along(h / 2)) : along(Math.min(w, h));
  return { rounded: true, corner: Math.round(corner * 100) / 100 };
}

/** The roundness of a form or an image of ours in Excalidraw. */
export function roundnessOf(shape: GeoShape | ImageShape): { type: number; value?: number } | null {
  const { form, rounded, corner, w, h } = shape;
  if (!rounded || form === "ellipse") return null;
  if (corner === undefined) return USUAL;
  if (form === "diamond") {
    const part = DIAMOND.ours * PART.of * Math.hypot(w / 2, h / 2);
    return corner > part - 0.01
      ? { type: DIAMOND.type }
      : { type: FIXED.type, value: corner / DIAMOND.ours * Math.SQRT1_2 };
  }
  const part = PART.of * Math.min(w, h);
  if (corner > part - 0.01) return { type: part > FIXED.distance ? PART.type : FIXED.type };
  return { type: FIXED.type, ...(corner !== FIXED.distance && { value: corner }) };
}
