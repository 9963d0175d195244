import type { Dash, Hatch, Paint } from "../../../board/style.ts";
import { alphaOf, opaquePaintOf, paintOf } from "../css_color.ts";
import { clamped, numberOr } from "../json.ts";
import { dashOf, type Element } from "./element.ts";

/** Excalidraw draws dashed and dotted lines by this wider than its files say. */
export const DASH_MORE = 0.5;

/** How an element is drawn, in the properties of ours. */
interface ElementPaint {
  readonly color: Paint;
  readonly width: number;
  readonly dash?: Dash;
  readonly sketch?: true;
  readonly fill?: Hatch | "solid";
  readonly fillColor?: Paint;
  readonly opacity?: number;
}

/** Outline and fill. Without an outline, an area has one in the colour of its fill; without both, it is invisible. */
export function paintOfElement(element: Element): ElementPaint {
  const { source } = element;
  const { strokeColor = "black", backgroundColor = "transparent" } = source;
  const alpha = sharedAlpha(strokeColor, backgroundColor);
  const paint = (value: unknown, otherwise?: Paint) =>
    alpha < 1 && alphaOf(value) > 0 ? opaquePaintOf(value, otherwise) : paintOf(value, otherwise);
  const stroke = paint(strokeColor, "black"), fillColor = paint(backgroundColor);
  const dash = dashOf(element);
  const isUnseen = stroke === undefined && fillColor === undefined;
  return {
    color: stroke ?? fillColor ?? "black" as Paint,
    width: clamped(numberOr(source.strokeWidth, 1) + (dash === undefined ? 0 : DASH_MORE), 0.1, 512),
    ...(dash !== undefined && { dash }),
    ...(numberOr(source.roughness, 1) > 0 && { sketch: true }),
    ...(fillColor !== undefined && { fill: fillOf(source.fillStyle), fillColor }),
    ...(isUnseen ? { opacity: 0 } : alpha < 1 && { opacity: alpha * opacityOf(element) }),
  };
}

/** Zigzag, dotted and unknown fills become hatched. */
function fillOf(style: unknown): Hatch | "solid" {
  if (typeof style !== "string" || style === "solid") return "solid";
  return style === "cross-hatch" ? style : "hatch";
}

export function opacityOf({ source }: Element): number {
  return clamped(numberOr(source.opacity, 100) / 100, 0, 1);
}

/** The opacity that an outline and its fill have in common when both are transparent; the stronger one when they differ. */
function sharedAlpha(stroke: unknown, fill: unknown): number {
  const alphas = [alphaOf(stroke), alphaOf(fill)].filter((alpha) => alpha > 0);
  return alphas.length === 0 ? 1 : Math.max(...alphas);
}
