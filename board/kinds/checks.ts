import { isShapeId } from "../id.ts";
import { COORDINATE_MAX, GROUP_DEPTH_MAX, LINK_MAX } from "../limits.ts";
import { isOrderKey } from "../order.ts";
import { ALIGNS, DASHES, FILLS, FONTS, isPaint } from "../style.ts";
import { type Check, described } from "./described.ts";

export type Checks = Readonly<Record<string, Check>>;

export function within(min: number, max: number): Check {
  const check: Check = (value) => typeof value === "number" && value >= min && value <= max;
  return described(check, { type: "number", minimum: min, maximum: max });
}

export function oneOf(values: readonly unknown[]): Check {
  return described((value) => values.includes(value), { enum: values });
}

export const coordinate = within(-COORDINATE_MAX, COORDINATE_MAX);
export const fraction = within(0, 1);
export const flag: Check = described((value) => typeof value === "boolean", { type: "boolean" });
export const extent = within(0, COORDINATE_MAX);

/** Excludes control characters and bidirectional controls, so that the displayed link is the one that is followed. */
const LINK = /^(https?:\/\/|mailto:)[^\s\p{Cc}\p{Bidi_Control}]+$/iu;

/** Whether a value is a link that a click may follow. */
export function isLink(value: unknown): value is string {
  return typeof value === "string" && value.length <= LINK_MAX && LINK.test(value);
}

function isGroupPath(value: unknown): boolean {
  return Array.isArray(value) && value.length <= GROUP_DEPTH_MAX && value.every(isShapeId);
}

/** As JSON Schemas: the id of a shape, a link and the place of a point. */
export const ID_SCHEMA = { type: "string", pattern: "^[A-Za-z0-9_-]{1,40}(\\.[A-Za-z0-9]{1,12})?$" };
const LINK_SCHEMA = {
  type: "string",
  maxLength: LINK_MAX,
  pattern: "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\\S+$",
};
export const PLACE_SCHEMA = { type: "number", minimum: -COORDINATE_MAX, maximum: COORDINATE_MAX };

/** The properties of every shape. */
export const NEEDED: Checks = { order: isOrderKey, x: coordinate, y: coordinate, w: extent, h: extent };
export const OPTIONAL: Checks = {
  angle: within(-100, 100),
  opacity: fraction,
  locked: flag,
  groups: described(isGroupPath, { type: "array", maxItems: GROUP_DEPTH_MAX, items: ID_SCHEMA }),
  frame: isShapeId,
  link: described(isLink, LINK_SCHEMA),
};

/** The properties that several kinds share; see `Drawn`, `Filled`, `Flipped`, `Written` and `Labelled` in `shape.ts`. */
export const DRAWN: Checks = { color: isPaint, width: within(0.1, 512) };
export const FILLED: Checks = { fill: oneOf(FILLS), fillColor: isPaint, hatchGap: within(2, 512) };
export const DRAWN_OPTIONAL: Checks = { dash: oneOf(DASHES), sketch: flag, stray: fraction };
export const FLIPPED: Checks = { flipX: flag, flipY: flag };
export const WRITTEN: Checks = {
  font: oneOf(FONTS),
  fontSize: within(1, 2_000),
  lineHeight: within(0.5, 5),
  align: oneOf(ALIGNS),
  valign: oneOf(ALIGNS),
};
export const LABELLED: Checks = { ...WRITTEN, textColor: isPaint };
