import { type Signal, signal } from "@preact/signals-core";
import { USUAL_TEXT } from "../../board/figure/lettering.ts";
import type { Kind } from "../../board/shape.ts";
import { isValueOf } from "../../board/shape_reader.ts";
import type { ShapeLook } from "../tools/tool.ts";

/** What a shape looks like that says nothing of itself; width and size of the font in board units. */
export const USUAL_LOOK: ShapeLook = {
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
  ...USUAL_TEXT,
};

export type LookProperty = keyof ShapeLook;

export const LOOK_PROPERTIES = Object.keys(USUAL_LOOK) as readonly LookProperty[];

/** Between them these have every property of a look. */
const LOOKING: readonly Kind[] = ["geo", "line", "arrow"];

/** What the next shape other than ink will look like. */
export function newLook(): Signal<ShapeLook> {
  return signal<ShapeLook>(USUAL_LOOK);
}

/** Reads a remembered look; what is missing or malformed is as usual. */
export function readLook(value: Readonly<Record<string, unknown>>): ShapeLook {
  const known = LOOK_PROPERTIES.filter((name) => LOOKING.some((kind) => isValueOf(kind, name, value[name])));
  return { ...USUAL_LOOK, ...Object.fromEntries(known.map((name) => [name, value[name]])) };
}
