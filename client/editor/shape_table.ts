import { type ReadonlySignal, signal } from "@preact/signals";
import type * as Y from "yjs";
import { type Board, parseEditKey } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import { comparePaint, orderAbove, type OrderKey } from "../../board/order.ts";
import type { Shape } from "../../board/shape.ts";
import { type Box, grow, union } from "../geometry/box.ts";
import { SpatialIndex } from "./spatial_index.ts";

/** One shape that appeared, changed or vanished. Boxes are painted extents: the line's width is included. */
export interface ShapeChange {
  readonly id: ShapeId;
  readonly shape: Shape | undefined;
  readonly before: Box | undefined;
  readonly after: Box | undefined;
  /** True when the shape is new and above everything else: a renderer may paint it over what is there. */
  readonly onTop: boolean;
}

/** More changed shapes at once are a board being loaded. */
const BULK = 500;

/** The readable shapes of a board, kept in step with the document, with an index by place. */
export class ShapeTable {
  readonly #board: Board;
  readonly #shapes = new Map<ShapeId, Shape>();
  readonly #index = new SpatialIndex();
  readonly #listeners = new Set<(changes: readonly ShapeChange[]) => void>();
  readonly #count = signal(0);
  #top: OrderKey | undefined;

  /** How many shapes there are. */
  readonly count: ReadonlySignal<number> = this.#count;

  constructor(board: Board) {
    this.#board = board;
    this.#refreshMany();
    board.shapes.observe(this.#onShapes);
    board.edits.observe(this.#onEdits);
  }

  get(id: ShapeId): Shape | undefined {
    return this.#shapes.get(id);
  }

  all(): IterableIterator<Shape> {
    return this.#shapes.values();
  }

  /** The painted extent of a shape. */
  box(id: ShapeId): Box | undefined {
    return this.#index.box(id);
  }

  /** Shapes whose painted extent meets the box, in paint order (bottom first). */
  search(within: Box): Shape[] {
    const found: Shape[] = [];
    for (const id of this.#index.search(within)) {
      const shape = this.#shapes.get(id);
      if (shape) found.push(shape);
    }
    return found.sort(comparePaint);
  }

  /** Extent of everything on the board; undefined when it is empty. */
  bounds(): Box | undefined {
    let all: Box | undefined;
    for (const id of this.#shapes.keys()) all = union(all, this.#index.box(id)!);
    return all;
  }

  /** The order key of a shape that is to be above all others. */
  orderOnTop(): OrderKey {
    return orderAbove(this.#top);
  }

  /** @returns what ends the subscription */
  onChange(listener: (changes: readonly ShapeChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#board.shapes.unobserve(this.#onShapes);
    this.#board.edits.unobserve(this.#onEdits);
  }

  readonly #onShapes = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    if (keysChanged.size > BULK) this.#refreshMany(keysChanged);
    else this.#refresh(keysChanged);
  };

  readonly #onEdits = (event: Y.YMapEvent<unknown>) => {
    const ids = new Set<ShapeId>();
    for (const key of event.keysChanged) {
      const id = parseEditKey(key)?.id;
      if (id !== undefined) ids.add(id);
    }
    this.#refresh(ids);
  };

  /** One pass over the document instead of a look for edits of every property of every shape. */
  #refreshMany(ids?: Iterable<ShapeId>): void {
    const all = new Map<ShapeId, Shape>();
    for (const shape of this.#board.readAll()) all.set(shape.id, shape);
    this.#refresh(ids ?? all.keys(), (id) => all.get(id));
  }

  #refresh(ids: Iterable<ShapeId>, read = (id: ShapeId) => this.#board.read(id)): void {
    const changes: ShapeChange[] = [];
    for (const id of ids) {
      const shape = read(id);
      const before = this.#index.box(id);
      if (shape === undefined && before === undefined) continue;
      const after = shape && paintedExtent(shape);
      const isNew = before === undefined && shape !== undefined;
      const onTop = isNew && (this.#top === undefined || shape.order > this.#top);
      if (shape && after) {
        this.#shapes.set(id, shape);
        this.#index.set(id, after);
        if (this.#top === undefined || shape.order > this.#top) this.#top = shape.order;
      } else {
        this.#shapes.delete(id);
        this.#index.delete(id);
      }
      changes.push({ id, shape, before, after, onTop });
    }
    if (changes.length === 0) return;
    this.#count.value = this.#shapes.size;
    for (const listener of this.#listeners) listener(changes);
  }
}

/** Lines are centred on their samples, and pressure may widen them up to twice; one unit more for antialiasing. */
function paintedExtent(shape: Shape): Box {
  return grow({ minX: shape.x, minY: shape.y, maxX: shape.x + shape.w, maxY: shape.y + shape.h }, shape.width + 1);
}
