import { isConnector, isTarget } from "../../../board/kinds/kinds.ts";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { Motion } from "../../../board/figure/motion.ts";
import type { Point } from "../../../board/figure/point.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import { moved, withGesture } from "../../../board/figure/transform.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { ArrowShape, Shape } from "../../../board/shape.ts";
import type { ShapeChange, ShapeTable } from "./shape_table.ts";
import { targetsOf } from "./ties.ts";

const NONE: ReadonlyMap<ShapeId, Shape> = new Map();
const NO_IDS: ReadonlySet<ShapeId> = new Set();

/** Shapes that move as one. They are painted once, as one picture, and only the picture moves. */
export interface Carried {
  readonly ids: ReadonlySet<ShapeId>;
  /** Offset from their position on the board, board units. */
  readonly by: Point;
}

/** A set of shapes being carried, as it was at the start of the gesture. */
interface Load {
  readonly asked: ReadonlySet<ShapeId>;
  /** Shapes that all move by the same offset. */
  readonly rigid: ReadonlyMap<ShapeId, Shape>;
  readonly ids: ReadonlySet<ShapeId>;
  /** Shapes that do not: arrows that are reshaped, and shapes that others changed during the gesture. */
  readonly apart: ReadonlyMap<ShapeId, Shape>;
}

/**
 * The shapes that the local user is creating, moving or changing. Until the gesture ends, they are shown in place of
 * their versions on the board, above all other shapes. They change at pointer rate, so there are listeners and no
 * signal.
 */
export class Drafts {
  readonly #shapes: Pick<ShapeTable, "get" | "tiedTo">;
  readonly #listeners = new Set<() => void>();
  #loose = NONE;
  #load: Load | undefined;
  #carried: Carried | undefined;
  #motion: Motion | undefined;
  #ids = NO_IDS;

  constructor(shapes: Pick<ShapeTable, "get" | "tiedTo">) {
    this.#shapes = shapes;
  }

  /** The ids of all drafts. The set object stays the same while its members do. */
  get ids(): ReadonlySet<ShapeId> {
    return this.#ids;
  }

  get size(): number {
    return this.#ids.size;
  }

  get(id: ShapeId): Shape | undefined {
    const loose = this.#loose.get(id);
    if (loose || !this.#carried?.ids.has(id)) return loose;
    const shape = this.#shapes.get(id);
    return shape && this.#moved(shape, this.#carried.by);
  }

  /** The drafts that are not carried. */
  get loose(): Iterable<Shape> {
    return this.#loose.values();
  }

  get carried(): Carried | undefined {
    return this.#carried;
  }

  /** The motion of the selection; undefined when the drafts are not the selection or change in another way. */
  get motion(): Motion | undefined {
    return this.#motion;
  }

  /** Replaces the drafts by these shapes and the arrows tied to them, rerouted. */
  show(shapes: readonly Shape[], motion?: Motion): void {
    if (shapes.length === 0 && this.#ids.size === 0 && this.#motion === motion) return;
    this.#motion = motion;
    this.#load = this.#carried = undefined;
    const drafts = new Map(shapes.map((shape) => [shape.id, fitted(shape)]));
    const lookUp = (id: ShapeId) => drafts.get(id) ?? this.#shapes.get(id);
    for (const id of this.#shapes.tiedTo(drafts.keys())) {
      const arrow = lookUp(id);
      if (isConnector(arrow)) drafts.set(id, tie(arrow, lookUp));
    }
    for (const shape of shapes) if (isConnector(shape)) drafts.set(shape.id, tie(shape, lookUp));
    this.#loose = drafts;
    if (drafts.size !== this.#ids.size || !this.#ids.isSubsetOf(drafts)) this.#ids = new Set(drafts.keys());
    this.#tell();
  }

  /**
   * Replaces the drafts by these shapes, moved, and the arrows tied to them, rerouted. The cost of a step does not grow
   * with the number of shapes that move as one.
   *
   * @param asked must be the same set object throughout one gesture
   */
  carry(asked: ReadonlySet<ShapeId>, by: Point): void {
    this.#carry(this.#load?.asked === asked ? this.#load : this.#loadOf(asked), by);
  }

  /**
   * Applies changes that others made during the gesture: drops shapes that they deleted, and reroutes arrows to shapes
   * that they moved.
   */
  follow(changes: readonly ShapeChange[]): void {
    if (this.#ids.size === 0) return;
    const load = this.#load, carried = this.#carried;
    if (load && carried) return this.#follow(changes, load, carried.by);
    const gone = new Set(changes.filter(({ shape }) => shape === undefined).map(({ id }) => id));
    if (this.#ids.isDisjointFrom(gone) && !this.#isTargeted(changes)) return;
    this.show([...this.#loose.values()].filter(({ id }) => !gone.has(id)), this.#motion);
  }

  /** @returns a function that ends the subscription */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #follow(changes: readonly ShapeChange[], load: Load, by: Point): void {
    const isOther = ({ id, shape }: ShapeChange) =>
      load.rigid.has(id) || load.apart.has(id) !== (shape !== undefined) && load.asked.has(id);
    if (changes.some(isOther)) {
      const before = new Map([...load.rigid, ...load.apart]);
      const apart = new Set([...load.apart.keys(), ...changes.map(({ id }) => id)]);
      this.#carry(this.#loadOf(load.asked, { before, apart }), by);
    } else if (changes.some(({ id }) => load.apart.has(id)) || this.#isTargeted(changes)) this.#carry(load, by);
  }

  #isTargeted(changes: readonly ShapeChange[]): boolean {
    const targets = new Set(
      [...this.#loose.values()].flatMap((shape) => isConnector(shape) ? targetsOf(shape) : []),
    );
    return changes.some(({ id }) => targets.has(id));
  }

  #carry(load: Load, by: Point): void {
    if (load !== this.#load) this.#ids = new Set([...load.ids, ...load.apart.keys()]);
    this.#load = load;
    this.#carried = { ids: load.ids, by };
    this.#motion = { kind: "move", by };
    const loose = new Map<ShapeId, Shape>();
    this.#loose = loose;
    for (const [id, before] of load.apart) {
      const now = this.#shapes.get(id);
      if (now === undefined) continue;
      const after = moved(before, by, (id) => this.#isTarget(id));
      loose.set(id, load.asked.has(id) ? fitted(withGesture(now, before, after)) : now);
    }
    const lookUp = (id: ShapeId) => this.get(id) ?? this.#shapes.get(id);
    for (const [id, shape] of loose) if (isConnector(shape)) loose.set(id, tie(shape, lookUp));
    this.#tell();
  }

  /**
   * @param options.before the shapes as they were when the gesture began
   * @param options.apart ids of the shapes that others changed since then
   */
  #loadOf(asked: ReadonlySet<ShapeId>, { before = NONE, apart: changed = NO_IDS } = {}): Load {
    const rigid = new Map<ShapeId, Shape>(), apart = new Map<ShapeId, Shape>();
    const arrows: ArrowShape[] = [];
    for (const id of asked.union(this.#shapes.tiedTo(asked))) {
      const now = this.#shapes.get(id);
      if (now === undefined) continue;
      const shape = before.get(id) ?? now;
      if (changed.has(id)) apart.set(id, shape);
      else if (isConnector(shape)) arrows.push(shape);
      else rigid.set(id, shape);
    }
    for (const arrow of arrows) {
      const isRigid = [arrow.start, arrow.end].every(({ to }) =>
        to !== undefined && this.#isTarget(to) ? rigid.has(to) : asked.has(arrow.id)
      );
      (isRigid ? rigid : apart).set(arrow.id, arrow);
    }
    return { asked, rigid, ids: new Set(rigid.keys()), apart };
  }

  #moved(shape: Shape, by: Point): Shape {
    const there = moved(shape, by, (id) => this.#isTarget(id));
    return isConnector(there) ? tie(there, (id) => this.get(id) ?? this.#shapes.get(id)) : there;
  }

  #isTarget(id: ShapeId): boolean {
    return isTarget(this.#shapes.get(id));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
