import { isConnector, isOnlyText } from "../kinds/kinds.ts";
import type { ShapeId } from "../id.ts";
import { COORDINATE_MAX } from "../limits.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../shape.ts";
import { isPropertyOf } from "../shape_reader.ts";
import { bendOf } from "./line/bend.ts";
import { mirroredVia } from "./line/via.ts";
import { middleOf, type Point, toBoard, toOwn, turned, type TurnedBox } from "./point.ts";

/** Whether an arrow can be tied to a shape. A tied end follows its shape, so moving the arrow does not move it. */
export type IsThere = (id: ShapeId) => boolean;

/**
 * Scale factors along the sides of a box, negative when mirrored, about a fixed point in the coordinates of the box.
 */
export interface Scaling {
  readonly x: number;
  readonly y: number;
  readonly about: Point;
}

/**
 * Positions and sizes are rounded to this fraction of a board unit: finer than any screen, and small in the document.
 */
const FRACTION = 64;

/** Moves a shape. Free ends of an arrow move, tied ends stay tied. */
export function moved(shape: Shape, { x: dx, y: dy }: Point, isThere: IsThere): Shape {
  if (isConnector(shape)) return withEnds(shape, ({ x, y }) => ({ x: x + dx, y: y + dy }), isThere);
  return { ...shape, x: coordinate(shape.x + dx), y: coordinate(shape.y + dy) };
}

/** Rotates a shape about a board position. @param angle clockwise, radians */
export function rotated(shape: Shape, about: Point, angle: number, isThere: IsThere): Shape {
  const turn = (place: Point) => turned(place, about, angle);
  if (isConnector(shape)) return withEnds(shape, turn, isThere);
  const { angle: before = 0 } = shape;
  return withAngle({ ...shape, ...around(turn(middleOf(shape)), shape) }, before + angle);
}

/**
 * Scales a shape together with a box: its own or one around several shapes. Each shape keeps a rectangular box. A shape
 * at an angle to the scaling becomes longer and wider, but is never sheared.
 */
export function scaled(shape: Shape, box: TurnedBox, by: Scaling, isThere: IsThere): Shape {
  const map = (place: Point): Point => {
    const own = toOwn(box, place);
    return toBoard(box, { x: by.about.x + (own.x - by.about.x) * by.x, y: by.about.y + (own.y - by.about.y) * by.y });
  };
  const isMirrored = by.x * by.y < 0;
  if (isConnector(shape)) {
    const arrow = withEnds(shape, map, isThere);
    if (!isMirrored) return arrow;
    if (arrow.via) return { ...arrow, via: mirroredVia(arrow.via) };
    return bendOf(arrow) !== 0 ? { ...arrow, bend: -bendOf(arrow) } : arrow;
  }
  const { angle: boxAngle = 0 } = box;
  const off = (shape.angle ?? 0) - boxAngle;
  const sin = Math.sin(off), cos = Math.cos(off);
  const size = {
    w: fine(shape.w * Math.hypot(by.x * cos, by.y * sin)),
    h: fine(shape.h * Math.hypot(by.x * sin, by.y * cos)),
  };
  const placed = { ...shape, ...size, ...around(map(middleOf(shape)), size) };
  return withAngle(flipped(withText(placed, by), by), boxAngle + (isMirrored ? -off : off));
}

/** The properties that differ, as edits: null removes an optional property. Excludes derived properties. */
export function changesOf(before: Shape, after: Shape): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const [old, now] = [before, after] as unknown as Record<string, unknown>[];
  const derived = isConnector(after) ? OF_ARROWS : DERIVED;
  for (const name in now) {
    const was = old[name], is = now[name];
    if (was !== is && !isSame(was, is) && !derived.has(name)) changes[name] = is ?? null;
  }
  for (const name in old) if (!(name in now) && !derived.has(name)) changes[name] = null;
  return changes;
}

/**
 * Applies the changes that a gesture made since its start to the current shape. Other properties keep the values that
 * others gave them meanwhile, so the preview equals the result of the gesture.
 */
export function withGesture(now: Shape, before: Shape, after: Shape): Shape {
  if (now === before) return after;
  const changes = Object.entries({ ...now, ...changesOf(before, after) });
  return Object.fromEntries(changes.filter(([, value]) => value !== null)) as unknown as Shape;
}

const DERIVED: ReadonlySet<string> = new Set(["text", "trace"]);
/** The box of an arrow is derived from its ends. */
const OF_ARROWS: ReadonlySet<string> = new Set([...DERIVED, "x", "y", "w", "h"]);

/** Compares objects, such as the ends of arrows, shallowly. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b || typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [old, now] = [a, b] as Record<string, unknown>[];
  return Object.keys(old).length === Object.keys(now).length && Object.keys(old).every((key) => old[key] === now[key]);
}

function withEnds(arrow: ArrowShape, map: (place: Point) => Point, isThere: IsThere): ArrowShape {
  const end = (end: ArrowEnd): ArrowEnd => {
    if (end.to !== undefined && isThere(end.to)) return end;
    const { x, y } = map(end);
    return { x: coordinate(x), y: coordinate(y) };
  };
  return { ...arrow, start: end(arrow.start), end: end(arrow.end) };
}

/** The top left corner of a box of this size with this centre. */
function around({ x, y }: Point, { w, h }: { readonly w: number; readonly h: number }): Point {
  return { x: coordinate(x - w / 2), y: coordinate(y - h / 2) };
}

function withAngle(shape: Shape, angle: number): Shape {
  const { angle: _, ...rest } = shape;
  const around = Math.atan2(Math.sin(angle), Math.cos(angle));
  // Sums of fractions of π may differ slightly from 0, and an upright shape must not have the property.
  const kept = Math.abs(around) < 1e-9 ? 0 : around;
  return (kept === 0 ? rest : { ...rest, angle: kept }) as Shape;
}

/** Also mirrors forms that look the same mirrored, because the arrow ends on them are mirrored too. */
function flipped(shape: Shape, by: Scaling): Shape {
  if (!isPropertyOf(shape.kind, "flipX")) return shape;
  const { flipX: wasX = false, flipY: wasY = false, ...rest } = shape as Shape & { flipX?: boolean; flipY?: boolean };
  const isX = wasX !== by.x < 0, isY = wasY !== by.y < 0;
  return { ...rest, ...(isX && { flipX: true }), ...(isY && { flipY: true }) } as Shape;
}

/**
 * A text that only becomes wider or narrower is wrapped again; otherwise its font is scaled. Its height is derived from
 * its lines.
 */
function withText(shape: Shape, by: Scaling): Shape {
  if (!isOnlyText(shape)) return shape;
  const isWider = Math.abs(by.x) !== 1, isHigher = Math.abs(by.y) !== 1;
  if (!isHigher) return isWider ? { ...shape, wraps: true } : shape;
  return { ...shape, fontSize: fine((shape.fontSize ?? TEXT_SIZE) * Math.abs(by.y)) };
}

/** The default font size of a text, board units. */
const TEXT_SIZE = 20;

function coordinate(value: number): number {
  return fine(Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, value)));
}

function fine(value: number): number {
  return Math.round(value * FRACTION) / FRACTION;
}
