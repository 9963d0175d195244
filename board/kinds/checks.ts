import { isShapeId } from "../id.ts";
import { COORDINATE_MAX, GROUP_DEPTH_MAX, LINK_MAX } from "../limits.ts";
import { isOrderKey } from "../order.ts";
import { ALIGNS, DASHES, FONTS, isPaint } from "../style.ts";

/** Whether a foreign value is valid for a property. */
export type Check = (value: unknown) => boolean;

export type Checks = Readonly<Record<string, Check>>;

export function within(min: number, max: number): Check {
  return (value) => typeof value === "number" && value >= min && value <= max;
}

export function oneOf(values: readonly unknown[]): Check {
  return (value) => values.includes(value);
}

export const coordinate = within(-COORDINATE_MAX, COORDINATE_MAX);
export const fraction = within(0, 1);
export const flag: Check = (value) => typeof value === "boolean";
const extent = within(0, COORDINATE_MAX);

/** Excludes control characters and bidirectional controls, so that the displayed link is the one that is followed. */
const LINK = /^(https?:\/\/|mailto:)[^\s\p{Cc}\p{Bidi_Control}]+$/iu;

/** Whether a value is a link that a click may follow. */
export function isLink(value: unknown): value is string {
  return typeof value === "string" && value.length <= LINK_MAX && LINK.test(value);
}

function isGroupPath(value: unknown): boolean {
  return Array.isArray(value) && value.length <= GROUP_DEPTH_MAX && value.every(isShapeId);
}

/** The properties of every shape. */
export const NEEDED: Checks = { order: isOrderKey, x: coordinate, y: coordinate, w: extent, h: extent };
export const OPTIONAL: Checks = {
  angle: within(-100, 100),
  opacity: fraction,
  locked: flag,
  groups: isGroupPath,
  frame: isShapeId,
  link: isLink,
};

/** The properties that several kinds share; see `Drawn`, `Flipped` and `Written` in `shape.ts`. */
export const DRAWN: Checks = { color: isPaint, width: within(0.1, 512) };
export const DRAWN_OPTIONAL: Checks = { dash: oneOf(DASHES), sketch: flag };
export const FLIPPED: Checks = { flipX: flag, flipY: flag };
export const WRITTEN: Checks = {
  font: oneOf(FONTS),
  fontSize: within(1, 2_000),
  align: oneOf(ALIGNS),
  valign: oneOf(ALIGNS),
};
