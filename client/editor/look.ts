import { type Signal, signal } from "@preact/signals";
import { ALIGNS, DASHES, FILLS, FONTS, HEADS, isPaint, ROUTES } from "../../board/style.ts";
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
  font: "hand",
  fontSize: 20,
  align: "middle",
};

export type LookProperty = keyof ShapeLook;

export const LOOK_PROPERTIES = Object.keys(USUAL_LOOK) as readonly LookProperty[];

const isFlag = (value: unknown) => typeof value === "boolean";
const within = (min: number, max: number) => (value: unknown) =>
  typeof value === "number" && value >= min && value <= max;
const oneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);

const CHECKS: Record<LookProperty, (value: unknown) => boolean> = {
  color: isPaint,
  width: within(1, 64),
  dash: oneOf(DASHES),
  fill: oneOf(FILLS),
  fillColor: isPaint,
  sketch: isFlag,
  rounded: isFlag,
  opacity: within(0.1, 1),
  startHead: oneOf(HEADS),
  endHead: oneOf(HEADS),
  route: oneOf(ROUTES),
  smooth: isFlag,
  font: oneOf(FONTS),
  fontSize: within(4, 400),
  align: oneOf(ALIGNS),
};

/** What the next shape other than ink will look like. */
export function newLook(): Signal<ShapeLook> {
  return signal<ShapeLook>(USUAL_LOOK);
}

/** Reads a remembered look; what is missing or malformed is as usual. */
export function readLook(value: Readonly<Record<string, unknown>>): ShapeLook {
  const known = LOOK_PROPERTIES.filter((name) => CHECKS[name](value[name]));
  return { ...USUAL_LOOK, ...Object.fromEntries(known.map((name) => [name, value[name]])) };
}
