import * as Y from "yjs";
import { Board, type Origin } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";

export interface ReadBackOptions {
  /** Yjs client ids under which changes were on their way when a connection was lost. */
  readonly ids: ReadonlySet<number>;
  readonly newShapeId: () => ShapeId;
}

/**
 * Somebody who knows the id of a page that lost its connection can write under it before the page is back: its own
 * changes then count as known, are confirmed, and reach nobody. Whatever of them is not in the board as the server has
 * it is drawn again, as new shapes under a new id; the old ones are removed, as nobody else can ever see them.
 *
 * @param state the whole board as the server has it, asked for after all changes were confirmed
 * @returns how many shapes were drawn again
 */
export function readBack(board: Board, state: Uint8Array, { ids, newShapeId }: ReadBackOptions): number {
  const remote: Origin = "remote";
  // What others have removed or replaced meanwhile is not missing.
  Y.applyUpdate(board.doc, state, remote);
  const there = new Board();
  Y.applyUpdate(there.doc, state);
  const lost = new Set([
    ...displaced(board.shapes, there.shapes, ids),
    ...displacedEntries(board, there, ids).flatMap((item) => board.edits.shapesIn(item)),
  ]);
  there.doc.destroy();
  const shapes = [...lost].flatMap((id) => board.read(id) ?? []);
  if (lost.size > 0) {
    board.transact(() => {
      board.remove(lost);
      const names = new Map(shapes.map(({ id }) => [id, newShapeId()]));
      for (const shape of shapes) {
        board.add({ ...shape, ...referencesOf(shape, names), id: names.get(shape.id)! } as Shape);
      }
      for (const shape of board.readAll()) {
        for (const [property, value] of Object.entries(referencesOf(shape, names))) {
          board.edit(shape.id, property, value);
        }
      }
    }, "rescue");
  }
  return shapes.length;
}

/** What a shape says of others that have new names – the frame it is in, what its ends are tied to –, as it is then. */
function referencesOf(shape: Shape, names: ReadonlyMap<ShapeId, ShapeId>): Record<string, unknown> {
  const renamed: Record<string, unknown> = {};
  const frame = names.get(shape.frame ?? "");
  if (frame !== undefined) renamed.frame = frame;
  if (shape.kind !== "arrow") return renamed;
  for (const property of ["start", "end", "startLeft", "endLeft"] as const) {
    const end = shape[property];
    const to = names.get(end?.to ?? "");
    if (to !== undefined) renamed[property] = { ...end, to };
  }
  return renamed;
}

/** Keys whose value was set under one of the ids and, on the other side, by something else. */
function displaced(here: Y.Map<unknown>, there: Y.Map<unknown>, ids: ReadonlySet<number>): string[] {
  return [...here._map].flatMap(([key, item]) => {
    if (item.deleted || !ids.has(item.id.client)) return [];
    const other = there._map.get(key);
    return other && Y.compareIDs(other.id, item.id) ? [] : [key];
  });
}

/** Entries of edits that were written under one of the ids and are another thing, or nothing, on the other side. */
function displacedEntries(here: Board, there: Board, ids: ReadonlySet<number>): Y.Item[] {
  const others = new Map([...there.edits.items].map((item) => [nameOf(item), item]));
  return [...here.edits.items].filter((item) => {
    if (!ids.has(item.id.client)) return false;
    const other = others.get(nameOf(item));
    return other === undefined || !haveSameBytes(item, other);
  });
}

function nameOf({ id }: Y.Item): string {
  return `${id.client}/${id.clock}`;
}

function haveSameBytes(a: Y.Item, b: Y.Item): boolean {
  const [one, other] = [a, b].map(({ content }) => (content as Y.ContentBinary).content);
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
