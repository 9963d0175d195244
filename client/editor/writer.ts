import type { Board } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ArrowEnd, Shape } from "../../board/shape.ts";
import type { ShapeTable } from "./shape_table.ts";

/** New values of single properties, by shape; null takes an optional one away. */
export type Changes = ReadonlyMap<ShapeId, Readonly<Record<string, unknown>>>;

/**
 * Writes what a person does into the document: each call one transaction, which is one undo step. Single properties are
 * written, so that two people who work on one shape both keep their work. Does nothing for who may not draw.
 */
export class Writer {
  readonly #board: Board;
  readonly #shapes: ShapeTable;
  readonly #mayDraw: () => boolean;

  constructor(board: Board, shapes: ShapeTable, mayDraw: () => boolean) {
    this.#board = board;
    this.#shapes = shapes;
    this.#mayDraw = mayDraw;
  }

  /** Adds shapes; others change with them in the same step. */
  add(shapes: readonly Shape[], changes: Changes = new Map()): void {
    this.#transact(() => {
      for (const shape of shapes) this.#board.add(shape);
      this.#edit(changes);
    });
  }

  change(changes: Changes): void {
    if (changes.size > 0) this.#transact(() => this.#edit(changes));
  }

  remove(ids: ReadonlySet<ShapeId>): void {
    if (ids.size === 0) return;
    this.#transact(() => {
      this.#leave(ids);
      this.#board.remove(ids);
    });
  }

  #edit(changes: Changes): void {
    for (const [id, properties] of changes) {
      for (const [property, value] of Object.entries(properties)) this.#board.edit(id, property, value);
    }
  }

  /** Arrows that end on what goes end from now on where they are seen to end. */
  #leave(ids: ReadonlySet<ShapeId>): void {
    for (const id of this.#shapes.tiedTo(ids)) {
      const arrow = this.#shapes.get(id);
      if (ids.has(id) || arrow?.kind !== "arrow" || arrow.trace === undefined) continue;
      const { start, end, trace } = arrow;
      const left = (property: string, { to, u, v }: ArrowEnd, x: number, y: number) => {
        if (to !== undefined && ids.has(to)) this.#board.edit(id, property, { to, u, v, x, y });
      };
      left("startLeft", start, trace[0], trace[1]);
      left("endLeft", end, trace[trace.length - 2], trace[trace.length - 1]);
    }
  }

  #transact(write: () => void): void {
    if (this.#mayDraw()) this.#board.transact(write, "local");
  }
}
