import * as Y from "yjs";
import { Board } from "../../board/document.ts";
import { tie } from "../../board/figure/line/tie.ts";
import { fitted } from "../../board/figure/text/shape_text.ts";
import type { ShapeId } from "../../board/id.ts";
import { comparePaint } from "../../board/order.ts";
import type { Shape } from "../../board/shape.ts";

/**
 * A copy of a live board for requests of programs: it reads and changes shapes as a page does. It knows no room; what
 * it lacks is applied before each request.
 */
export class BoardCopy implements Disposable {
  readonly board = new Board();
  readonly #shapes = new Map<ShapeId, Shape>();
  readonly #changed = new Set<ShapeId>();
  #scene: ReadonlyMap<ShapeId, Shape> | undefined;

  constructor() {
    this.board.doc.on("afterTransaction", (transaction: Y.Transaction) => this.#note(transaction));
  }

  get doc(): Y.Doc {
    return this.board.doc;
  }

  /** A shape as it is stored. */
  stored(id: ShapeId): Shape | undefined {
    this.#settle();
    return this.#shapes.get(id);
  }

  /** All shapes as they are seen, bottom first: fitted to their texts, with arrows tied. */
  get scene(): ReadonlyMap<ShapeId, Shape> {
    this.#settle();
    return this.#scene ??= this.#drawn();
  }

  /**
   * Changes the board here.
   *
   * @returns the change as an update for the room; undefined when nothing changed
   */
  change(change: () => void): Uint8Array | undefined {
    const updates: Uint8Array[] = [];
    const note = (update: Uint8Array) => void updates.push(update);
    this.doc.on("update", note);
    try {
      this.board.transact(change, "local");
    } finally {
      this.doc.off("update", note);
    }
    return updates.length > 1 ? Y.mergeUpdates(updates) : updates[0];
  }

  [Symbol.dispose](): void {
    this.doc.destroy();
  }

  #note(transaction: Y.Transaction): void {
    const { board } = this;
    const keys = transaction.changed.get(board.shapes as unknown as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>);
    for (const id of keys ?? []) if (id !== null) this.#changed.add(id);
    for (const ids of board.edits.newsOf(transaction).changed.values()) for (const id of ids) this.#changed.add(id);
    for (const id of Board.writtenIn(transaction)) this.#changed.add(id);
  }

  #settle(): void {
    if (this.#changed.size === 0) return;
    for (const id of this.#changed) {
      const shape = this.board.read(id);
      if (shape) this.#shapes.set(id, shape);
      else this.#shapes.delete(id);
    }
    this.#changed.clear();
    this.#scene = undefined;
  }

  #drawn(): ReadonlyMap<ShapeId, Shape> {
    const drawn = new Map<ShapeId, Shape>();
    for (const [id, shape] of this.#shapes) drawn.set(id, fitted(shape));
    const lookUp = (id: ShapeId) => drawn.get(id);
    for (const [id, shape] of drawn) if (shape.kind === "arrow") drawn.set(id, tie(shape, lookUp));
    return new Map([...drawn.values()].sort(comparePaint).map((shape) => [shape.id, shape]));
  }
}
