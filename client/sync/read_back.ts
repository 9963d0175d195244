import { isConnector } from "../../board/kinds/kinds.ts";
import * as Y from "yjs";
import { applyUpdate } from "../../board/wire/apply_update.ts";
import { Board, type Origin } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";

export interface ReadBackOptions {
  /** Yjs client ids whose changes were in flight when a connection was lost. */
  readonly ids: ReadonlySet<number>;
  readonly newShapeId: () => ShapeId;
}

/**
 * Restores changes that were lost to a reused client id. A peer that knows the id of a disconnected page can write
 * under it before the page reconnects. Yjs then considers the page's own changes known: the server acknowledges them,
 * but no peer receives them. Shapes with such changes are added again under new ids, and the old shapes are removed,
 * because no peer can ever see them.
 *
 * @param state the whole board from the server, fetched after all changes were acknowledged
 * @returns the number of shapes that were added again
 */
export function readBack(board: Board, state: Uint8Array, { ids, newShapeId }: ReadBackOptions): number {
  const remote: Origin = "remote";
  // Changes that peers removed or replaced meanwhile are not lost.
  applyUpdate(board.doc, state, remote);
  const there = new Board();
  applyUpdate(there.doc, state);
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

/** The references of a shape to renamed shapes (its frame, the shapes at its ends), with the new names. */
function referencesOf(shape: Shape, names: ReadonlyMap<ShapeId, ShapeId>): Record<string, unknown> {
  const renamed: Record<string, unknown> = {};
  const frame = names.get(shape.frame ?? "");
  if (frame !== undefined) renamed.frame = frame;
  if (!isConnector(shape)) return renamed;
  for (const property of ["start", "end", "startLeft", "endLeft"] as const) {
    const end = shape[property];
    const to = names.get(end?.to ?? "");
    if (to !== undefined) renamed[property] = { ...end, to };
  }
  return renamed;
}

/** Keys that were set here under one of the ids and that have another value, or none, on the other side. */
function displaced(here: Y.Map<unknown>, there: Y.Map<unknown>, ids: ReadonlySet<number>): string[] {
  return [...here._map].flatMap(([key, item]) => {
    if (item.deleted || !ids.has(item.id.client)) return [];
    const other = there._map.get(key);
    return other && Y.compareIDs(other.id, item.id) ? [] : [key];
  });
}

/** Entries of edits that were written here under one of the ids and that differ or are missing on the other side. */
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
