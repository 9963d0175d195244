import { isContainer } from "../../../board/kinds/kinds.ts";
import { cornersOf, type Point, toBoard, toOwn } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { comparePaint } from "../../../board/order.ts";
import type { FrameShape, Shape } from "../../../board/shape.ts";

const NONE: ReadonlySet<ShapeId> = new Set();

/** The frames of a board and the shapes in each. A shape whose frame was deleted belongs to none. */
export class Frames {
  readonly #frames = new Map<ShapeId, FrameShape>();
  /** In paint order; undefined after a change. Sorted once, because a drop asks for the frame of each dropped shape. */
  #sorted: readonly FrameShape[] | undefined;
  /** All frames but some. Kept, because a drop asks for them again for each shape. */
  #rest: { all: readonly FrameShape[]; except: ReadonlySet<ShapeId>; others: readonly FrameShape[] } | undefined;
  readonly #contents = new Map<ShapeId, Set<ShapeId>>();
  readonly #frameOf = new Map<ShapeId, ShapeId>();

  /** True when at least one shape refers to a frame. */
  get areNamed(): boolean {
    return this.#contents.size > 0;
  }

  /** In paint order. */
  all(): readonly FrameShape[] {
    return this.#sorted ??= [...this.#frames.values()].sort(comparePaint);
  }

  get(id: ShapeId | undefined): FrameShape | undefined {
    return id === undefined ? undefined : this.#frames.get(id);
  }

  /** The shapes that refer to a frame, even if the frame does not exist. */
  contents(frame: ShapeId): ReadonlySet<ShapeId> {
    return this.#contents.get(frame) ?? NONE;
  }

  /** These shapes and those in the frames among them. */
  withContents(ids: Iterable<ShapeId>): Set<ShapeId> {
    const all = new Set(ids);
    for (const id of [...all]) for (const inner of this.contents(id)) all.add(inner);
    return all;
  }

  /** The topmost unlocked frame around a place. */
  around(place: Point, except = NONE): FrameShape | undefined {
    return this.#topmost(except, (frame) => isWithin(frame, place));
  }

  /** The topmost unlocked frame that contains the whole shape. */
  aroundAll(shape: Shape, except = NONE): FrameShape | undefined {
    if (isContainer(shape)) return undefined;
    const corners = cornersOf(shape);
    return this.#topmost(except, (frame) => corners.every((corner) => isWithin(frame, corner)));
  }

  set(shape: Shape): void {
    if (isContainer(shape)) {
      this.#sorted = undefined;
      return void this.#frames.set(shape.id, shape);
    }
    const { id, frame } = shape;
    if (this.#frameOf.get(id) === frame) return;
    this.#leave(id);
    if (frame === undefined) return;
    this.#frameOf.set(id, frame);
    const contents = this.#contents.get(frame);
    if (contents) contents.add(id);
    else this.#contents.set(frame, new Set([id]));
  }

  delete(id: ShapeId): void {
    if (this.#frames.delete(id)) this.#sorted = undefined;
    this.#leave(id);
  }

  #topmost(except: ReadonlySet<ShapeId>, fits: (frame: FrameShape) => boolean): FrameShape | undefined {
    return this.#others(except).findLast((frame) => !frame.locked && fits(frame));
  }

  #others(except: ReadonlySet<ShapeId>): readonly FrameShape[] {
    const all = this.all();
    if (except.size === 0) return all;
    if (this.#rest?.all !== all || this.#rest.except !== except) {
      this.#rest = { all, except, others: all.filter(({ id }) => !except.has(id)) };
    }
    return this.#rest.others;
  }

  #leave(id: ShapeId): void {
    const frame = this.#frameOf.get(id);
    if (frame === undefined) return;
    this.#frameOf.delete(id);
    const contents = this.#contents.get(frame);
    contents?.delete(id);
    if (contents?.size === 0) this.#contents.delete(frame);
  }
}

/** True when a place (board units) lies in a frame's box. */
export function isWithin(frame: FrameShape, place: Point): boolean {
  const { x, y } = toOwn(frame, place);
  return x >= 0 && y >= 0 && x <= frame.w && y <= frame.h;
}

/** The part of a segment that lies in a frame's box; undefined when there is none. Board units. */
export function partWithin(frame: FrameShape, from: Point, to: Point): readonly [from: Point, to: Point] | undefined {
  const a = toOwn(frame, from), b = toOwn(frame, to);
  const dx = b.x - a.x, dy = b.y - a.y;
  // Liang–Barsky clipping: each side of the box bounds the segment's parameters (0…1) from one end.
  let enters = 0, leaves = 1;
  for (const [step, room] of [[-dx, a.x], [dx, frame.w - a.x], [-dy, a.y], [dy, frame.h - a.y]]) {
    if (step === 0 && room < 0) return undefined;
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  const at = (part: number) => toBoard(frame, { x: a.x + part * dx, y: a.y + part * dy });
  return enters > leaves ? undefined : [at(enters), at(leaves)];
}

/** True when the whole shape lies in a frame's box. Frames never lie in frames. */
export function holds(frame: FrameShape, shape: Shape): boolean {
  return !isContainer(shape) && cornersOf(shape).every((corner) => isWithin(frame, corner));
}
