import { type ReadonlySignal, signal } from "@preact/signals-core";
import type * as Y from "yjs";
import { Board } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import { comparePaint, orderAbove, type OrderKey } from "../../board/order.ts";
import { isWritten, type Shape } from "../../board/shape.ts";
import { fitted, unfitted } from "../../board/figure/lettering.ts";
import { tie } from "../../board/figure/tie.ts";
import type { Box } from "../geometry/box.ts";
import { paintedExtent } from "./extent.ts";
import { SpatialIndex } from "./spatial_index.ts";
import { Frames } from "./frames.ts";
import { Ties } from "./ties.ts";

/** One shape that appeared, changed or vanished. Boxes are painted extents: the line's width is included. */
export interface ShapeChange {
  readonly id: ShapeId;
  readonly shape: Shape | undefined;
  readonly before: Box | undefined;
  readonly after: Box | undefined;
  /**
   * True when the shape is new and above all that was there and all that changed with it: a renderer may paint it over
   * what is there. Such changes come last, in paint order.
   */
  readonly onTop: boolean;
}

/** From this many shapes on, nothing is claimed to be on top: all is painted anyway. */
const BATCH = 256;

/** From so many on, what a transaction wrote is read in a task of its own: to write or merge it was long enough. */
const LATER = 2_000;

/** What was written and is still to be read. */
interface Unread {
  /** Shapes that came or went, or that something was written in. */
  readonly ids: Set<ShapeId>;
  /** Shapes by property of which an edit changed. */
  readonly edits: Map<string, readonly ShapeId[]>;
}

/**
 * The readable shapes of a board, kept in step with the document, with an index by place. Whoever asks is told what the
 * document says; who listens hears of what was much a little later.
 */
export class ShapeTable {
  readonly #board: Board;
  readonly #index = new SpatialIndex<Shape>();
  readonly #ties = new Ties();
  readonly #frames = new Frames();
  readonly #listeners = new Set<(changes: readonly ShapeChange[]) => void>();
  readonly #count = signal(0);
  /** The highest key ever seen: never lowered, as what is drawn next may as well go above what is gone. */
  #top: OrderKey | undefined;
  #unread: Unread | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** How many shapes there are. */
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

  /** The arrows that end on any of these shapes. */
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

  /** Shapes whose painted extent meets the box, in paint order (bottom first). */
  search(within: Box): Shape[] {
    this.catchUp();
    return this.#index.search(within).sort(comparePaint);
  }

  /** True when no shape's painted extent meets the box. */
  isBlank(within: Box): boolean {
    this.catchUp();
    return this.#index.isBlank(within);
  }

  /** Extent of everything on the board; undefined when it is empty. */
  bounds(): Box | undefined {
    this.catchUp();
    return this.#index.bounds();
  }

  /** The highest order key there ever was; undefined on an empty board. */
  get topOrder(): OrderKey | undefined {
    this.catchUp();
    return this.#top;
  }

  /** The order key of a shape that is to be above all others. */
  orderOnTop(): OrderKey {
    this.catchUp();
    return orderAbove(this.#top);
  }

  /** @returns what ends the subscription */
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
   * All that a transaction changed at once: who looks at the table in between would see half of it. Before any text is
   * read: a text of somebody else is made readable then, and is another object from there on.
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
    // Who opens a board waits for nothing else.
    const isFirst = this.#index.size === 0;
    if (isLarge && !isFirst) this.#later ??= setTimeout(() => this.catchUp());
    else this.catchUp();
  };

  /** Reads what was written, if that is still to be done; all who listen are told. */
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

  /** @param read what came, changed or went, as the document has it now */
  #refresh(read: ReadonlyMap<ShapeId, Shape | undefined>): void {
    const isBatch = read.size >= BATCH;
    const changes: ShapeChange[] = [];
    const fresh: ShapeChange[] = [];
    let top = this.#top;
    for (const [id, shape] of this.#tied(read)) {
      const after = shape && paintedExtent(shape);
      const before = shape && after ? this.#put(shape, after) : this.#remove(id);
      if (shape === undefined && before === undefined) continue;
      const change = { id, shape, before, after, onTop: false };
      if (before === undefined && !isBatch) {
        fresh.push(change);
      } else {
        changes.push(change);
        if (shape && (top === undefined || shape.order > top)) top = shape.order;
      }
    }
    if (this.#frames.areNamed) changes.push(...this.#uncovered([...changes, ...fresh], read));
    fresh.sort((a, b) => comparePaint(a.shape!, b.shape!));
    for (const change of fresh) changes.push({ ...change, onTop: top === undefined || change.shape!.order > top });
    if (changes.length === 0) return;
    this.#count.value = this.#index.size;
    for (const listener of this.#listeners) listener(changes);
  }

  /** The shapes, and behind them – when what they are tied to is in the table – all arrows that change with them. */
  *#tied(shapes: ReadonlyMap<ShapeId, Shape | undefined>): Generator<[ShapeId, Shape | undefined]> {
    const arrows = new Set<ShapeId>();
    for (const [id, shape] of shapes) {
      if (shape?.kind === "arrow") {
        this.#ties.set(shape);
        arrows.add(id);
      } else {
        this.#ties.delete(id);
        for (const arrow of this.#ties.of(id)) arrows.add(arrow);
        yield [id, shape && (isWritten(shape) ? fitted(shape, this.#index.get(id)) : shape)];
      }
    }
    for (const id of arrows) {
      const arrow = this.#ties.get(id);
      if (arrow) yield [id, tie(arrow, (to) => this.#index.get(to))];
    }
  }

  /** What frames that changed carry, where it did not change itself: it is cut off elsewhere now. */
  *#uncovered(
    changes: readonly ShapeChange[],
    read: ReadonlyMap<ShapeId, Shape | undefined>,
  ): Generator<ShapeChange> {
    for (const { id: frame } of changes) {
      for (const id of this.#frames.contents(frame)) {
        const box = this.#index.box(id);
        if (!read.has(id) && box) yield { id, shape: this.#index.get(id), before: box, after: box, onTop: false };
      }
    }
  }

  /** As the document has it: not as large as its text, nor tied to anything. */
  #asRead(id: ShapeId): Shape | undefined {
    const shape = this.#index.get(id);
    return shape?.kind === "arrow" ? this.#ties.get(id) : shape && unfitted(shape);
  }

  #read(ids: Iterable<ShapeId>): Map<ShapeId, Shape | undefined> {
    const read = new Map<ShapeId, Shape | undefined>();
    for (const id of ids) read.set(id, this.#board.read(id));
    return read;
  }

  /** @returns the extent before */
  #put(shape: Shape, extent: Box): Box | undefined {
    this.#frames.set(shape);
    if (this.#top === undefined || shape.order > this.#top) this.#top = shape.order;
    return this.#index.set(shape, extent);
  }

  /** @returns the extent before */
  #remove(id: ShapeId): Box | undefined {
    this.#ties.delete(id);
    this.#frames.delete(id);
    return this.#index.delete(id);
  }
}

function keysChanged({ changed }: Y.Transaction, map: Y.Map<unknown>): Set<string> {
  // What changes in a map is under some key; the index is by all types that there are.
  return (changed.get(map as unknown as Parameters<typeof changed.get>[0]) ?? new Set()) as Set<string>;
}
