import { isConnector, isContainer } from "../../../board/kinds/kinds.ts";
import type { Board } from "../../../board/document.ts";
import type { ShapeId } from "../../../board/id.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { ArrowEnd, FrameShape, Shape } from "../../../board/shape.ts";
import { holds } from "./frames.ts";
import type { ShapeTable } from "./shape_table.ts";

/** New property values by shape; null removes an optional property. */
export type Changes = ReadonlyMap<ShapeId, Readonly<Record<string, unknown>>>;

/**
 * Writes the local user's changes to the document. Each call is one transaction and one undo step. Only the changed
 * properties are written, so that two people who edit one shape both keep their work. Does nothing for people who may
 * not draw.
 *
 * Locks are enforced only here: of a locked shape only `locked` can change. Other checks of `locked` decide what the
 * interface offers.
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

  /** Adds shapes. A shape that lies in a frame whole belongs to it, whether the shape or the frame is new. */
  add(shapes: readonly Shape[]): void {
    this.#transact(() => {
      for (const shape of shapes) {
        const frame = shape.frame ?? this.#shapes.frames.aroundAll(shape)?.id;
        this.#board.add(frame === undefined ? shape : { ...shape, frame });
        if (isContainer(shape)) { for (const id of this.#takenBy(shape)) this.#board.edit(id, "frame", shape.id); }
      }
    });
  }

  change(changes: Changes): void {
    const allowed = this.#allowed(changes);
    if (allowed.size > 0) this.#transact(() => this.#edit(allowed));
  }

  remove(ids: ReadonlySet<ShapeId>): void {
    const free = new Set([...ids].filter((id) => !this.#isLocked(id)));
    if (free.size === 0) return;
    this.#transact(() => {
      this.#leave(free);
      this.#board.remove(free);
    });
  }

  /** Runs a function that changes the text of a shape. @returns false when the text may not be changed */
  writeIn(id: ShapeId, write: () => void): boolean {
    if (!this.#mayDraw() || this.#isLocked(id)) return false;
    this.#transact(write);
    return true;
  }

  #isLocked(id: ShapeId): boolean {
    return this.#shapes.get(id)?.locked === true;
  }

  #allowed(changes: Changes): Changes {
    const allowed = new Map<ShapeId, Readonly<Record<string, unknown>>>();
    for (const [id, properties] of changes) {
      if (!this.#isLocked(id)) allowed.set(id, properties);
      else if ("locked" in properties) allowed.set(id, { locked: properties.locked });
    }
    return allowed;
  }

  #edit(changes: Changes): void {
    for (const [id, properties] of changes) {
      for (const property in properties) this.#board.edit(id, property, properties[property]);
    }
  }

  /** Before shapes are removed, stores the visible end points of arrows tied to them. */
  #leave(ids: ReadonlySet<ShapeId>): void {
    for (const id of this.#shapes.tiedTo(ids)) {
      const arrow = this.#shapes.get(id);
      if (ids.has(id) || !isConnector(arrow) || arrow.trace === undefined) continue;
      const { start, end, trace } = arrow;
      const left = (property: string, { to, ...end }: ArrowEnd, x: number, y: number) => {
        if (to !== undefined && ids.has(to)) this.#board.edit(id, property, { ...end, to, x, y });
      };
      left("startLeft", start, trace[0], trace[1]);
      left("endLeft", end, trace[trace.length - 2], trace[trace.length - 1]);
    }
  }

  /** The shapes that a new frame takes in: unlocked, wholly inside it, and in no other frame. */
  #takenBy(frame: FrameShape): ShapeId[] {
    return this.#shapes.search(uprightOf(frame))
      .filter((shape) => !shape.locked && this.#shapes.frames.get(shape.frame) === undefined && holds(frame, shape))
      .map(({ id }) => id);
  }

  #transact(write: () => void): void {
    if (this.#mayDraw()) this.#board.transact(write, "local");
  }
}
