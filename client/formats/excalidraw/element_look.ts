import type { GeoShape } from "../../../board/shape.ts";
import { isHatched, tinted } from "../../../board/style.ts";
import { blackOr } from "../paint_out.ts";
import { DASH_MORE } from "./element_paint.ts";

/** The tint of a light fill. */
const SEMI = 0.25;

/** The outline of an element. */
export function drawn(
  { color, width, dash = "solid", sketch }: Pick<GeoShape, "color" | "width" | "dash" | "sketch">,
): Record<string, unknown> {
  return {
    strokeColor: blackOr(color),
    strokeWidth: dash === "solid" ? width : Math.max(0.1, width - DASH_MORE),
    strokeStyle: dash,
    roughness: sketch ? 1 : 0,
  };
}

/** The fill of an element; none when the shape has none. */
export function filled(
  { fill = "none", color, fillColor = color }: Pick<GeoShape, "fill" | "fillColor" | "color">,
): Record<string, unknown> {
  if (fill === "none") return {};
  const backgroundColor = fill === "semi" ? tinted(fillColor, "light", SEMI) : blackOr(fillColor);
  return { backgroundColor, fillStyle: fill === "hatch" ? "hachure" : isHatched(fill) ? fill : "solid" };
}
