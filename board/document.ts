import * as Y from "yjs";
import { isShapeId, type ShapeId } from "./id.ts";
import { packInk, unpackInk } from "./ink_record.ts";
import { readShape, type Shape, type ShapeRecord } from "./shape.ts";

/** Who made a transaction; undo follows "local" alone, and nothing is sent back to where it came from. */
export type Origin = "local" | "rescue" | "remote" | "cache" | "session" | "bus" | "store";

/**
 * A board as a Yjs document.
 *
 *     shapes  Y.Map<ShapeId, record>     a shape as it was created, one plain value; strokes as bytes (`ink_record.ts`)
 *     edits   Y.Map<"id/prop", value>    every later change of one property of one shape
 *     meta    Y.Map                      title
 *
 * A shape is its record overlaid with its edits: concurrent changes of two properties of one shape both survive, and
 * creating a shape costs one item.
 */
export class Board {
  readonly doc: Y.Doc;
  readonly shapes: Y.Map<unknown>;
  readonly edits: Y.Map<unknown>;
  readonly meta: Y.Map<unknown>;

  constructor(doc: Y.Doc = new Y.Doc()) {
    this.doc = doc;
    this.shapes = doc.getMap("shapes");
    this.edits = doc.getMap("edits");
    this.meta = doc.getMap("meta");
  }

  transact(change: () => void, origin: Origin): void {
    this.doc.transact(change, origin);
  }

  add({ id, ...record }: Shape): void {
    const whole: ShapeRecord = record;
    this.shapes.set(id, whole.kind === "ink" ? packInk(whole) : whole);
  }

  /** Changes one property; ignored when the shape is gone. */
  edit(id: ShapeId, property: string, value: unknown): void {
    if (this.shapes.has(id)) this.edits.set(editKey(id, property), value);
  }

  /** Deletes the records and all their edits. */
  remove(ids: ReadonlySet<ShapeId>): void {
    for (const id of ids) this.shapes.delete(id);
    for (const key of [...this.edits.keys()]) {
      const id = parseEditKey(key)?.id;
      if (id !== undefined && ids.has(id)) this.edits.delete(key);
    }
  }

  /** @returns undefined when there is no such shape or this version cannot read it. */
  read(id: ShapeId): Shape | undefined {
    const record = this.#record(id);
    return record === undefined ? undefined : readShape(id, record, this.#editsOf(id, record));
  }

  /** All readable shapes, in no order. */
  *readAll(): Generator<Shape> {
    for (const [, shape] of this.readMany(this.shapes.keys())) if (shape) yield shape;
  }

  /** As `read`, for many: one pass over the edits instead of a look-up for every property of every shape. */
  *readMany(ids: Iterable<ShapeId>): Generator<[ShapeId, Shape | undefined]> {
    const edits = new Map<ShapeId, [string, unknown][]>();
    for (const [key, value] of this.edits.entries()) {
      const edit = parseEditKey(key);
      if (edit === undefined) continue;
      const known = edits.get(edit.id);
      if (known) known.push([edit.property, value]);
      else edits.set(edit.id, [[edit.property, value]]);
    }
    for (const id of ids) yield [id, readShape(id, this.#record(id), edits.get(id))];
  }

  #record(id: ShapeId): unknown {
    const record = this.shapes.get(id);
    return record instanceof Uint8Array ? unpackInk(record) : record;
  }

  *#editsOf(id: ShapeId, record: unknown): Generator<[string, unknown]> {
    for (const property of Object.keys(record as object)) {
      const key = editKey(id, property);
      if (this.edits.has(key)) yield [property, this.edits.get(key)];
    }
  }
}

function editKey(id: ShapeId, property: string): string {
  return `${id}/${property}`;
}

/** Which shape and property an edit's key names; undefined for keys this version does not understand. */
export function parseEditKey(key: string): { id: ShapeId; property: string } | undefined {
  const slash = key.indexOf("/");
  const id = key.slice(0, slash);
  return slash > 0 && isShapeId(id) ? { id, property: key.slice(slash + 1) } : undefined;
}
