import { isShapeId } from "./id.ts";
import { COORDINATE_MAX, GROUP_DEPTH_MAX, INK_BYTES_MAX, LINE_POINTS_MAX, LINK_MAX, NAME_MAX } from "./limits.ts";
import { isOrderKey } from "./order.ts";
import { isColor } from "./palette.ts";
import { type Kind, NIBS, type Shape } from "./shape.ts";
import { ALIGNS, DASHES, FILLS, FONTS, FORMS, HEADS, isPaint, ROUTES } from "./style.ts";

/** Whether a foreign value is valid for a property. */
type Check = (value: unknown) => boolean;

/** The required and the optional properties of a kind. */
interface Properties {
  readonly needed: ReadonlyMap<string, Check>;
  readonly optional: ReadonlyMap<string, Check>;
}

function within(min: number, max: number): Check {
  return (value) => typeof value === "number" && value >= min && value <= max;
}

function oneOf(values: readonly unknown[]): Check {
  return (value) => values.includes(value);
}

const coordinate = within(-COORDINATE_MAX, COORDINATE_MAX);
const extent = within(0, COORDINATE_MAX);
const flag: Check = (value) => typeof value === "boolean";

/** Excludes control characters and bidirectional controls, so that the displayed link is the one that is followed. */
const LINK = /^(https?:\/\/|mailto:)[^\s\p{Cc}\p{Bidi_Control}]+$/iu;

/** Whether a value is a link that a click may follow. */
export function isLink(value: unknown): value is string {
  return typeof value === "string" && value.length <= LINK_MAX && LINK.test(value);
}

function isGroupPath(value: unknown): boolean {
  return Array.isArray(value) && value.length <= GROUP_DEPTH_MAX && value.every(isShapeId);
}

function isLine(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 4 && value.length % 2 === 0 && value.length <= 2 * LINE_POINTS_MAX &&
    value.every(coordinate);
}

function isEnd(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, to, u, v } = value as Record<string, unknown>;
  return coordinate(x) && coordinate(y) && (to === undefined || isShapeId(to) && part(u) && part(v));
}

const part = within(0, 1);

const NEEDED = { order: isOrderKey, x: coordinate, y: coordinate, w: extent, h: extent };
const OPTIONAL = {
  angle: within(-100, 100),
  opacity: part,
  locked: flag,
  groups: isGroupPath,
  frame: isShapeId,
  link: isLink,
};
const DRAWN = { color: isPaint, width: within(0.1, 512) };
const DRAWN_OPTIONAL = { dash: oneOf(DASHES), sketch: flag };
const FLIPPED = { flipX: flag, flipY: flag };
const WRITTEN = { font: oneOf(FONTS), fontSize: within(1, 2_000), align: oneOf(ALIGNS), valign: oneOf(ALIGNS) };

const KINDS: ReadonlyMap<unknown, Properties> = new Map<Kind, Properties>([
  [
    "ink",
    properties({
      nib: oneOf(NIBS),
      color: isColor,
      width: within(Number.MIN_VALUE, 512),
      ink: (v) => v instanceof Uint8Array && v.length >= 5 && v.length <= INK_BYTES_MAX,
    }, FLIPPED),
  ],
  [
    "geo",
    properties({ ...DRAWN, form: oneOf(FORMS) }, {
      ...DRAWN_OPTIONAL,
      ...WRITTEN,
      ...FLIPPED,
      rounded: flag,
      fill: oneOf(FILLS),
      fillColor: isPaint,
    }),
  ],
  ["line", properties({ ...DRAWN, points: isLine }, { ...DRAWN_OPTIONAL, ...FLIPPED, smooth: flag })],
  [
    "arrow",
    properties({ ...DRAWN, start: isEnd, end: isEnd, route: oneOf(ROUTES) }, {
      ...DRAWN_OPTIONAL,
      ...WRITTEN,
      startLeft: isEnd,
      endLeft: isEnd,
      bend: within(-2, 2),
      startHead: oneOf(HEADS),
      endHead: oneOf(HEADS),
      labelAt: part,
    }),
  ],
  ["text", properties({ color: isPaint }, { ...WRITTEN, wraps: flag })],
  ["note", properties({ color: isColor }, WRITTEN)],
  ["frame", properties({ name: (v) => typeof v === "string" && v.length <= NAME_MAX })],
]);

function properties(needed: Record<string, Check>, optional: Record<string, Check> = {}): Properties {
  return {
    needed: new Map(Object.entries({ ...NEEDED, ...needed })),
    optional: new Map(Object.entries({ ...OPTIONAL, ...optional })),
  };
}

/** The properties of a kind; none for a kind that this version does not know. */
export function* propertiesOf(kind: unknown): Generator<string> {
  const known = KINDS.get(kind);
  if (known === undefined) return;
  yield* known.needed.keys();
  yield* known.optional.keys();
}

export function isPropertyOf(kind: unknown, name: string): boolean {
  const known = KINDS.get(kind);
  return known !== undefined && (known.needed.has(name) || known.optional.has(name));
}

/** Whether a foreign value is valid for a property of this kind. False when the kind has no such property. */
export function isValueOf(kind: unknown, name: string, value: unknown): boolean {
  const known = KINDS.get(kind);
  const isValid = known?.needed.get(name) ?? known?.optional.get(name);
  return isValid?.(value) ?? false;
}

/**
 * Applies an edit to one property of a shape that was read before, in place.
 *
 * @returns false when the edit is missing or invalid; then the record counts, see `returnProperty`
 */
export function takeEdit(shape: Shape, property: string, edit: unknown): boolean {
  if (edit === undefined || !isValueOf(shape.kind, property, edit)) return false;
  (shape as unknown as Record<string, unknown>)[property] = edit;
  return true;
}

/**
 * Resets a property of a shape that was read before to the value in its record, in place. Deletes an optional property
 * that an edit removed.
 *
 * @param from.edit the edit in the document, which `takeEdit` rejected; undefined when there is none
 */
export function returnProperty(
  shape: Shape,
  property: string,
  { edit, record }: { edit: unknown; record: unknown },
): void {
  const known = KINDS.get(shape.kind)!;
  const isValid = known.needed.get(property) ?? known.optional.get(property);
  if (isValid === undefined) return;
  const target = shape as unknown as Record<string, unknown>, source = record as Record<string, unknown>;
  const isTaken = edit === null && known.optional.has(property);
  if (!isTaken && Object.hasOwn(source, property) && isValid(source[property])) target[property] = source[property];
  else delete target[property];
}

/**
 * Reads a record of the document, overlaid with its edits, and validates it: NaN, Infinity, wrong types and prototype
 * keys never reach a renderer. An invalid edit is ignored and the value of the record is used; null removes an optional
 * property.
 *
 * @returns undefined when the record is not a shape that this version knows; the document keeps it unchanged
 */
export function readShape(
  id: unknown,
  record: unknown,
  edits?: Iterable<readonly [string, unknown]>,
): Shape | undefined {
  if (!isShapeId(id) || typeof record !== "object" || record === null) return undefined;
  const source = record as Record<string, unknown>;
  const known = KINDS.get(source.kind);
  if (known === undefined) return undefined;
  const shape: Record<string, unknown> = { id, kind: source.kind };
  for (const [name, isValid] of known.needed) {
    const value = source[name];
    if (!isValid(value)) return undefined;
    shape[name] = value;
  }
  for (const [name, isValid] of known.optional) {
    if (Object.hasOwn(source, name) && isValid(source[name])) shape[name] = source[name];
  }
  for (const [name, value] of edits ?? []) {
    if (value === null && known.optional.has(name)) delete shape[name];
    const isValid = known.needed.get(name) ?? known.optional.get(name);
    if (isValid?.(value)) shape[name] = value;
  }
  return shape as unknown as Shape;
}
