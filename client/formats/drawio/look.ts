import type { GeoShape } from "../../../board/shape.ts";
import type { Fill, Paint } from "../../../board/style.ts";
import { clamped } from "../json.ts";
import type { Cell } from "./cell.ts";
import { opacityOf, outlineStyle, type Style } from "./style.ts";

/** Outline and fill of a vertex. */
export interface Look extends Pick<GeoShape, "width" | "dash" | "sketch" | "fillColor"> {
  readonly color: Paint;
  readonly fill?: Fill;
}

/** @param fill the property of the fill, white unless it is another one that is not set */
export function lookOf({ style }: Cell, fill = "fillColor"): Look | undefined {
  const line = style.paint("strokeColor", "black");
  const fillColor = fill === "fillColor" || style.has(fill) ? style.paint(fill, "#ffffff") : undefined;
  // The lines of these are those of their icon.
  const stroke = /\.resourceIcon$/.test(style.text("shape")) ? fillColor ?? line : line;
  if (stroke === undefined && fillColor === undefined) return undefined;
  // Of walls around a room, the room is not filled.
  if (/floorplan\.(room|wallU|wallCorner)$/.test(style.text("shape"))) {
    return {
      ...outlineStyle(style),
      color: fillColor ?? stroke!,
      width: clamped(style.number("wallThickness", 10), 1, 512),
    };
  }
  return {
    color: stroke ?? fillColor!,
    ...outlineStyle(style),
    ...(fillColor !== undefined && { fill: fillIn(style, fillColor), fillColor }),
  };
}

/** The fill of a form. In the sketch style it is hatched, unless the form is white or the style names another fill. */
function fillIn(style: Style, color: Paint): Fill {
  if (!style.is("sketch")) return "solid";
  const name = style.text("fillStyle", "auto");
  if (name === "cross-hatch") return name;
  return /hatch|hachure|zigzag|dots|dashed/.test(name) || name === "auto" && color !== "#ffffff" ? "hatch" : "solid";
}

/** The look of a title, which may have no outline of its own. */
export function headOf(cell: Cell): Look | undefined {
  const { style } = cell, look = lookOf(cell);
  if (style.text("swimlaneHead") !== "0" && style.text("swimlaneLine") !== "0") return look;
  return look?.fillColor === undefined ? undefined : { ...look, color: look.fillColor };
}

/** The outline of a cell, which is not always drawn around all of it. */
export function outlineIn({ style }: Cell): Look | undefined {
  const color = style.paint("strokeColor", "black");
  return color && { color, ...outlineStyle(style) };
}

/** The line of an edge that is a filled form as wide as it. */
export function blockIn({ style }: Cell): { color: Paint; width: number; headSize: number } | undefined {
  const color = style.text("shape") === "flexArrow" && style.has("fillColor") && style.paint("fillColor", "#ffffff");
  if (!color) return undefined;
  const width = clamped(style.number("width", 10), 1, 512);
  return { color, width, headSize: clamped(width + style.number("endWidth", 20), 1, 512) };
}

/** Whether the words of a cell are less faint than its form, or more. */
export function isFadedApart({ style }: Cell): boolean {
  return opacityOf(style).opacity !== opacityOf(style, "textOpacity").opacity;
}
