import type { XmlElement } from "@rgrove/parse-xml";
import type { GeoShape } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";
import { alphaOf, hexOfPaintOut, opaquePaintOf, paintOf } from "../css_color.ts";
import type { DrawingDraft } from "../drawing_draft.ts";
import { clamped } from "../json.ts";
import { elementsOf } from "../xml.ts";
import { lengthOf, numbersOf, partOf } from "./svg_length.ts";
import { type Matrix, scaleOf } from "./svg_matrix.ts";
import { idIn, type Style } from "./svg_style.ts";

/** Width of an outline that only the fill has, so that it does not show. */
export const NO_WIDTH = 0.1;
/** Opacities that differ by less look alike. */
const ALIKE = 0.1;

export type Look = Pick<GeoShape, "color" | "width" | "dash" | "fill" | "fillColor">;

/** What one shape shows of an element. */
export interface Layer {
  readonly look: Look;
  /** 0…1 */
  readonly alpha: number;
  readonly isStroked: boolean;
}

/** The colours of elements. */
export class SvgPaint {
  readonly #draft: DrawingDraft;
  readonly #ids: ReadonlyMap<string, XmlElement>;

  constructor(draft: DrawingDraft, ids: ReadonlyMap<string, XmlElement>) {
    this.#draft = draft;
    this.#ids = ids;
  }

  /**
   * Fill and outline as one layer, or as two when one shines through more than the other; bottom first, none when
   * nothing is painted.
   */
  layers({ style, matrix }: { readonly style: Style; readonly matrix: Matrix }, canBeFilled: boolean): Layer[] {
    const width = lengthOf(style["stroke-width"], 1) * scaleOf(matrix);
    const stroke = width > 0 ? this.of(style, "stroke") : undefined;
    const fill = canBeFilled ? this.of(style, "fill") : undefined;
    const dashes = numbersOf(style["stroke-dasharray"], 20);
    const line = stroke && {
      color: stroke.color,
      width: clamped(width, NO_WIDTH, 512),
      ...(dashes.some((length) => length > 0) && {
        dash: dashes[0] <= 2 * lengthOf(style["stroke-width"], 1) ? "dotted" as const : "dashed" as const,
      }),
    };
    const area = fill && { fill: "solid" as const, fillColor: fill.color };
    const bare = fill && { color: fill.color, width: NO_WIDTH };
    if (line && area && Math.abs(stroke.alpha - fill.alpha) < ALIKE) {
      return [{ look: { ...line, ...area }, alpha: Math.max(stroke.alpha, fill.alpha), isStroked: true }];
    }
    return [
      ...(bare ? [{ look: { ...bare, ...area }, alpha: fill.alpha, isStroked: false }] : []),
      ...(line ? [{ look: line, alpha: stroke.alpha, isStroked: true }] : []),
    ];
  }

  /** A colour, or the mean one of a gradient, and how much of what is behind it does not show through. */
  of(style: Style, key: "fill" | "stroke"): { readonly color: Paint; readonly alpha: number } | undefined {
    const said = (style[key] ?? (key === "fill" ? "black" : "none")).trim();
    const alpha = partOf(style[`${key}-opacity`]);
    const id = idIn(said);
    if (id !== undefined) {
      this.#draft.miss("gradient");
      return { color: this.#meanOf(id, 8) ?? "grey", alpha };
    }
    const value = /^currentcolor$/i.test(said) ? style.color ?? "black" : said;
    const color = alphaOf(value) > 0 && alpha > 0 ? opaquePaintOf(value, "black") : undefined;
    return color && { color, alpha: alpha * alphaOf(value) };
  }

  /** Gradients may refer to others for their colours. */
  #meanOf(id: string, left: number): Paint | undefined {
    const gradient = this.#ids.get(id);
    if (gradient === undefined || left === 0) return undefined;
    const stops = elementsOf(gradient).filter(({ name }) => name.endsWith("stop"));
    const href = gradient.attributes.href ?? gradient.attributes["xlink:href"];
    if (stops.length === 0) return href?.startsWith("#") ? this.#meanOf(href.slice(1), left - 1) : undefined;
    const colors = stops.map(({ attributes }) => {
      const said = /(?:^|;)\s*stop-color\s*:\s*([^;]+)/.exec(attributes.style ?? "")?.[1];
      return hexOfPaintOut(paintOf(said ?? attributes["stop-color"] ?? "black", "black") ?? "#ffffff");
    });
    const mean = [1, 3, 5].map((at) => colors.reduce((sum, hex) => sum + parseInt(hex.slice(at, at + 2), 16), 0));
    return paintOf(`rgb(${mean.map((sum) => sum / colors.length).join()})`, "black");
  }
}
