import type { ShapeId } from "../id.ts";
import { COORDINATE_MAX } from "../limits.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../shape.ts";
import { bendOf } from "./bend.ts";
import { middleOf, type Place, toBoard, toOwn, turned, type TurnedBox } from "./place.ts";

/** Whether an arrow can be tied to a shape: then that says where the end is, and moving the arrow does not. */
export type IsThere = (id: ShapeId) => boolean;

/** How much larger in each direction of a box, negative when turned over; about a place in the box's own coordinates. */
export interface Scaling {
  readonly x: number;
  readonly y: number;
  readonly about: Place;
}

/** Places and sizes are kept to this fraction of a board unit: finer than any screen, and small in the document. */
const FRACTION = 64;

/** The shape further right and down. Free ends of an arrow move, tied ones stay tied. */
export function moved(shape: Shape, { x: dx, y: dy }: Place, isThere: IsThere): Shape {
  if (shape.kind === "arrow") return withEnds(shape, ({ x, y }) => ({ x: x + dx, y: y + dy }), isThere);
  return { ...shape, x: coordinate(shape.x + dx), y: coordinate(shape.y + dy) };
}

/** The shape turned about a place of the board. @param angle clockwise, radians */
export function rotated(shape: Shape, about: Place, angle: number, isThere: IsThere): Shape {
  const turn = (place: Place) => turned(place, about, angle);
  if (shape.kind === "arrow") return withEnds(shape, turn, isThere);
  const { angle: before = 0 } = shape;
  return withAngle({ ...shape, ...around(turn(middleOf(shape)), shape) }, before + angle);
}

/**
 * The shape as it is when a box around it – its own, or one around several – is made larger or smaller. Each keeps a box
 * of its own: one that lies at an angle to what is stretched becomes longer and wider, never oblique.
 */
export function scaled(shape: Shape, box: TurnedBox, by: Scaling, isThere: IsThere): Shape {
  const map = (place: Place): Place => {
    const own = toOwn(box, place);
    return toBoard(box, { x: by.about.x + (own.x - by.about.x) * by.x, y: by.about.y + (own.y - by.about.y) * by.y });
  };
  const isMirrored = by.x * by.y < 0;
  if (shape.kind === "arrow") {
    const arrow = withEnds(shape, map, isThere);
    return isMirrored && bendOf(arrow) !== 0 ? { ...arrow, bend: -bendOf(arrow) } : arrow;
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

/** Which properties differ, as edits: null takes an optional one away. Of an arrow only what is kept of it. */
export function changesOf(before: Shape, after: Shape): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const [old, now] = [before, after] as unknown as Record<string, unknown>[];
  const derived = after.kind === "arrow" ? OF_ARROWS : DERIVED;
  for (const name in now) {
    const was = old[name], is = now[name];
    if (was !== is && !isSame(was, is) && !derived.has(name)) changes[name] = is ?? null;
  }
  for (const name in old) if (!(name in now) && !derived.has(name)) changes[name] = null;
  return changes;
}

/**
 * A shape as it is with what a gesture makes of it, from what it was when that began: what others changed meanwhile and
 * the gesture does not is as they have it. So it is seen under a hand just as it will be when it is let go.
 */
export function withGesture(now: Shape, before: Shape, after: Shape): Shape {
  if (now === before) return after;
  const changes = Object.entries({ ...now, ...changesOf(before, after) });
  return Object.fromEntries(changes.filter(([, value]) => value !== null)) as unknown as Shape;
}

const DERIVED: ReadonlySet<string> = new Set(["text", "trace"]);
/** The box of an arrow follows from its ends. */
const OF_ARROWS: ReadonlySet<string> = new Set([...DERIVED, "x", "y", "w", "h"]);

/** Arrow ends are the only properties here that are not plain values. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b || typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [old, now] = [a, b] as Record<string, unknown>[];
  return Object.keys(old).length === Object.keys(now).length && Object.keys(old).every((key) => old[key] === now[key]);
}

function withEnds(arrow: ArrowShape, map: (place: Place) => Place, isThere: IsThere): ArrowShape {
  const end = (end: ArrowEnd): ArrowEnd => {
    if (end.to !== undefined && isThere(end.to)) return end;
    const { x, y } = map(end);
    return { x: coordinate(x), y: coordinate(y) };
  };
  return { ...arrow, start: end(arrow.start), end: end(arrow.end) };
}

/** The top left corner of a box of this size around a middle. */
function around({ x, y }: Place, { w, h }: { readonly w: number; readonly h: number }): Place {
  return { x: coordinate(x - w / 2), y: coordinate(y - h / 2) };
}

function withAngle(shape: Shape, angle: number): Shape {
  const { angle: _, ...rest } = shape;
  const around = Math.atan2(Math.sin(angle), Math.cos(angle));
  // Sums of parts of π come out a hair beside 0, and what is upright is to be so without a word.
  const kept = Math.abs(around) < 1e-9 ? 0 : around;
  return (kept === 0 ? rest : { ...rest, angle: kept }) as Shape;
}

/** Also what looks the same from behind: the ends of arrows on it go along. */
function flipped(shape: Shape, by: Scaling): Shape {
  if (shape.kind !== "ink" && shape.kind !== "line" && shape.kind !== "geo") return shape;
  const { flipX: wasX = false, flipY: wasY = false, ...rest } = shape;
  const isX = wasX !== by.x < 0, isY = wasY !== by.y < 0;
  return { ...rest, ...(isX && { flipX: true }), ...(isY && { flipY: true }) } as Shape;
}

/** Text made wider only is broken into lines anew; made larger it is written larger. Its height follows from its lines. */
function withText(shape: Shape, by: Scaling): Shape {
  if (shape.kind !== "text") return shape;
  const isWider = Math.abs(by.x) !== 1, isHigher = Math.abs(by.y) !== 1;
  if (!isHigher) return isWider ? { ...shape, wraps: true } : shape;
  return { ...shape, fontSize: fine((shape.fontSize ?? TEXT_SIZE) * Math.abs(by.y)) };
}

/** The font size of text that has none of its own, board units. */
const TEXT_SIZE = 20;

function coordinate(value: number): number {
  return fine(Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, value)));
}

function fine(value: number): number {
  return Math.round(value * FRACTION) / FRACTION;
}
