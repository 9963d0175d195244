import { type Signal, signal } from "@preact/signals-core";
import { DEFAULT_TEXT } from "../../../board/figure/text/text_block.ts";
import type { Kind } from "../../../board/shape.ts";
import { isValueOf } from "../../../board/shape_reader.ts";
import type { ShapeStyle } from "../../tools/tool.ts";

/** Defaults for properties that a shape leaves out. Line width and font size in board units. */
export const DEFAULT_STYLE: ShapeStyle = {
  color: "black",
  width: 4,
  dash: "solid",
  fill: "none",
  fillColor: "blue",
  sketch: false,
  rounded: false,
  opacity: 1,
  startHead: "none",
  endHead: "arrow",
  route: "straight",
  smooth: false,
  ...DEFAULT_TEXT,
};

export type StyleProperty = keyof ShapeStyle;

export const STYLE_PROPERTIES = Object.keys(DEFAULT_STYLE) as readonly StyleProperty[];

/** Kinds that together have every look property. */
const LOOKING: readonly Kind[] = ["geo", "line", "arrow"];

/** The look of the next shape other than ink. */
export function defaultShapeStyle(): Signal<ShapeStyle> {
  return signal<ShapeStyle>(DEFAULT_STYLE);
}

/** Reads a stored look. Missing or malformed properties get defaults. */
export function readShapeStyle(value: Readonly<Record<string, unknown>>): ShapeStyle {
  const known = STYLE_PROPERTIES.filter((name) => LOOKING.some((kind) => isValueOf(kind, name, value[name])));
  return { ...DEFAULT_STYLE, ...Object.fromEntries(known.map((name) => [name, value[name]])) };
}
