import { type ReadonlySignal, signal } from "@preact/signals-core";
import type * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import type { ShapeId } from "../../../board/id.ts";
import { comparePaint, orderAbove, type OrderKey } from "../../../board/order.ts";
import { isConnector, isWritten } from "../../../board/kinds/kinds.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ArrowShape, Shape } from "../../../board/shape.ts";
import { fitted, unfitted } from "../../../board/figure/text/shape_text.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import type { Box } from "../../geometry/box.ts";
import { paintedExtent } from "./painted_extent.ts";
import { keysChanged } from "./keys_changed.ts";
import { isRetyped, isSameMove, movedArrow, moveOf } from "./shape_move.ts";
import { SpatialIndex } from "./spatial_index.ts";
import { Frames } from "./frames.ts";
import { targetsOf, Ties } from "./ties.ts";

/** A shape that was added, changed or removed. Boxes are painted extents, including the line width. */
export interface ShapeChange {
  readonly id: ShapeId;
  readonly shape: Shape | undefined;
  readonly before: Box | undefined;
  readonly after: Box | undefined;
  /**
   * True when the shape is new and above all existing and all changed shapes, so that a renderer may paint it over the
   * rest. Such changes come last, in paint order.
   */
  readonly onTop: boolean;
  /** How far the shape was moved; absent when something else changed too. */
  readonly by?: Point;
  /** True when only the text of the shape changed. */
  readonly isRetyped?: boolean;
}

/** From this many shapes on, `onTop` is not computed, since everything is repainted anyway. */
const BATCH = 256;

/**
 * From this many changes on, a transaction is read in a task of its own, as writing or merging it already took long.
 */
const LATER = 2_000;

/** Changes that the table has not read yet. */
interface Unread {
  /** Shapes that were added or removed, or whose text changed. */
  readonly ids: Set<ShapeId>;
  /** By property, the shapes whose value an edit changed. */
  readonly edits: Map<string, readonly ShapeId[]>;
}

/**
 * The readable shapes of a board with a spatial index, kept in step with the document. Queries always reflect the
 * document. Listeners hear of large transactions in a later task.
 */
export class ShapeTable {
  readonly #board: Board;
  readonly #index = new SpatialIndex<Shape>(comparePaint);
  readonly #ties = new Ties();
  readonly #frames = new Frames();
  readonly #listeners = new Set<(changes: readonly ShapeChange[]) => void>();
  readonly #count = signal(0);
  /** The highest order key ever seen. Removing a shape does not lower it. */
  #top: OrderKey | undefined;
  #unread: Unread | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** The number of shapes. */
  readonly count: ReadonlySignal<number> = this.#count;

  constructor(board: Board) {
    this.#board = board;
    this.#refresh(this.#read(board.shapes.keys()));
    board.doc.on("beforeObserverCalls", this.#onTransaction);
  }

  get frames(): Frames {
    this.catchUp();
    return this.#frames;
  }

  get(id: ShapeId): Shape | undefined {
    this.catchUp();
    return this.#index.get(id);
  }

  all(): IterableIterator<Shape> {
    this.catchUp();
    return this.#index.all();
  }

  /** The arrows tied to any of these shapes. */
  tiedTo(ids: Iterable<ShapeId>): Set<ShapeId> {
    this.catchUp();
    const arrows = new Set<ShapeId>();
    for (const id of ids) for (const arrow of this.#ties.of(id)) arrows.add(arrow);
    return arrows;
  }

  /** The painted extent of a shape. */
  box(id: ShapeId): Box | undefined {
    this.catchUp();
    return this.#index.box(id);
  }

  /** Shapes whose painted extent intersects the box, in paint order (bottom first). */
  search(within: Box): Shape[] {
    this.catchUp();
    return this.#index.search(within);
  }

  /** True when no shape's painted extent intersects the box. */
  isBlank(within: Box): boolean {
    this.catchUp();
    return this.#index.isBlank(within);
  }

  /** The box around all shapes; undefined for an empty board. */
  bounds(): Box | undefined {
    this.catchUp();
    return this.#index.bounds();
  }

  /** The highest order key ever seen; undefined if there was none. */
  get topOrder(): OrderKey | undefined {
    this.catchUp();
    return this.#top;
  }

  /** An order key above all others. */
  orderOnTop(): OrderKey {
    this.catchUp();
    return orderAbove(this.#top);
  }

  /** @returns a function that ends the subscription */
  onChange(listener: (changes: readonly ShapeChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#later);
    this.#board.doc.off("beforeObserverCalls", this.#onTransaction);
  }

  /**
   * Reads a transaction as a whole, so that listeners never see half of it. Runs before texts are read: reading another
   * person's text makes it a readable type, which is a different object from then on.
   */
  readonly #onTransaction = (transaction: Y.Transaction) => {
    const { shapes, edits } = this.#board;
    const unread = this.#unread ??= { ids: new Set(), edits: new Map() };
    for (const id of Board.writtenIn(transaction)) unread.ids.add(id);
    for (const id of keysChanged(transaction, shapes)) unread.ids.add(id);
    let size = unread.ids.size;
    for (const [property, ids] of edits.newsOf(transaction).changed) {
      const before = unread.edits.get(property);
      unread.edits.set(property, before ? [...before, ...ids] : ids);
    }
    for (const ids of unread.edits.values()) size += ids.length;
    const isLarge = size >= LATER;
    // While a board opens there is nothing else to do, so the first transaction is read at once.
    const isFirst = this.#index.size === 0;
    if (isLarge && !isFirst) this.#later ??= setTimeout(() => this.catchUp());
    else this.catchUp();
  };

  /** Reads pending changes and notifies listeners. */
  catchUp(): void {
    const unread = this.#unread;
    if (unread === undefined) return;
    this.#unread = undefined;
    clearTimeout(this.#later);
    this.#later = undefined;
    const { ids, edits } = unread;
    if (ids.size === 0) return this.#refresh(this.#board.reread(edits, (id) => this.#asRead(id)));
    for (const edited of edits.values()) for (const id of edited) ids.add(id);
    this.#refresh(this.#read(ids));
  }

  /** @param read shapes that were added, changed or removed, as the document has them now */
  #refresh(read: ReadonlyMap<ShapeId, Shape | undefined>): void {
    const isBatch = read.size >= BATCH;
    const changes: ShapeChange[] = [];
    const fresh: ShapeChange[] = [];
    let top = this.#top;
    for (const [id, shape, by] of this.#tied(read)) {
      const known = shape && this.#index.get(id);
      const after = shape && paintedExtent(shape);
      const before = shape && after ? this.#put(shape, after) : this.#remove(id);
      if (shape === undefined && before === undefined) continue;
      const change = { id, shape, before, after, onTop: false, by, isRetyped: known && isRetyped(known, shape) };
      if (before === undefined && !isBatch) {
        fresh.push(change);
      } else {
        changes.push(change);
        if (shape && (top === undefined || shape.order > top)) top = shape.order;
      }
    }
    if (this.#frames.areNamed) changes.push(...this.#uncovered([...changes, ...fresh]));
    fresh.sort((a, b) => comparePaint(a.shape!, b.shape!));
    for (const change of fresh) changes.push({ ...change, onTop: top === undefined || change.shape!.order > top });
    if (changes.length === 0) return;
    this.#count.value = this.#index.size;
    for (const listener of this.#listeners) listener(changes);
  }

  /**
   * The shapes, then all arrows affected by them, each with its move. Arrows come last, when the shapes they are tied to
   * are in the table.
   */
  *#tied(
    shapes: ReadonlyMap<ShapeId, Shape | undefined>,
  ): Generator<[ShapeId, Shape | undefined, by: Point | undefined]> {
    const arrows = new Set<ShapeId>();
    const moves = new Map<ShapeId, Point>();
    for (const [id, shape] of shapes) {
      if (isConnector(shape)) {
        this.#ties.set(shape);
        arrows.add(id);
      } else {
        this.#ties.delete(id);
        for (const arrow of this.#ties.of(id)) arrows.add(arrow);
        const known = this.#index.get(id);
        const after = shape && (isWritten(shape) ? fitted(shape, known) : shape);
        const by = known && after && moveOf(known, after);
        if (by) moves.set(id, by);
        yield [id, after, by];
      }
    }
    for (const id of arrows) {
      const arrow = this.#ties.get(id);
      if (arrow === undefined) continue;
      const known = this.#index.get(id), common = shapes.has(id) ? undefined : commonMove(arrow, moves);
      if (common && isConnector(known)) {
        yield [id, movedArrow(known, common), common];
        continue;
      }
      const after = tie(arrow, (to) => this.#index.get(to));
      yield [id, after, known && moveOf(known, after)];
    }
  }

  /** The unchanged contents of changed frames, since a changed frame clips them elsewhere. */
  #uncovered(changes: readonly ShapeChange[]): ShapeChange[] {
    const frames = changes.filter(({ id }) => this.#frames.contents(id).size > 0);
    if (frames.length === 0) return [];
    const changed = new Set(changes.map(({ id }) => id));
    return frames.flatMap(({ id: frame }) =>
      [...this.#frames.contents(frame)].flatMap((id) => {
        const box = changed.has(id) ? undefined : this.#index.box(id);
        return box ? [{ id, shape: this.#index.get(id), before: box, after: box, onTop: false }] : [];
      })
    );
  }

  /** The shape as stored in the document: not fitted to its text, and not tied. */
  #asRead(id: ShapeId): Shape | undefined {
    const shape = this.#index.get(id);
    return isConnector(shape) ? this.#ties.get(id) : shape && unfitted(shape);
  }

  #read(ids: Iterable<ShapeId>): Map<ShapeId, Shape | undefined> {
    const read = new Map<ShapeId, Shape | undefined>();
    for (const id of ids) read.set(id, this.#board.read(id));
    return read;
  }

  /** @returns the previous extent */
  #put(shape: Shape, extent: Box): Box | undefined {
    this.#frames.set(shape);
    if (this.#top === undefined || shape.order > this.#top) this.#top = shape.order;
    return this.#index.set(shape, extent);
  }

  /** @returns the previous extent */
  #remove(id: ShapeId): Box | undefined {
    this.#ties.delete(id);
    this.#frames.delete(id);
    return this.#index.delete(id);
  }
}

/** The move of both shapes at the ends of an arrow; undefined when they did not move alike. */
function commonMove(arrow: ArrowShape, moves: ReadonlyMap<ShapeId, Point>): Point | undefined {
  const [a, b] = targetsOf(arrow).map((id) => moves.get(id));
  return a && b && isSameMove(a, b) ? a : undefined;
}
