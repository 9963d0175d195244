import * as Y from "yjs";
import { isShapeId, type ShapeId } from "./id.ts";
import { packInk, unpackInk } from "./ink_record.ts";
import { firstLetters } from "./letters.ts";
import { TEXT_MAX } from "./limits.ts";
import { isWritten, type Shape, type ShapeRecord } from "./shape.ts";
import { propertiesOf, readShape, returnProperty, takeEdit } from "./shape_reader.ts";

/** Who made a transaction; undo follows "local" alone, and nothing is sent back to where it came from. */
export type Origin = "local" | "rescue" | "remote" | "cache" | "session" | "bus" | "store";

/** What the document says of one property of a shape, beyond its record. */
type Edit = readonly [property: string, value: unknown];

/**
 * A board as a Yjs document.
 *
 *     shapes     Y.Map<ShapeId, record>     a shape as it was created, one plain value; strokes as bytes
 *     edits      Y.Map<"id/prop", value>    every later change of one property of one shape
 *     text/<id>  Y.Text                     what is written in one shape
 *     meta       Y.Map                      title
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

  /** Adds a shape, and the text it brings along. */
  add({ id, ...rest }: Shape): void {
    const { text, trace: _, ...own } = rest as typeof rest & { text?: string; trace?: unknown };
    const record = own as ShapeRecord;
    this.shapes.set(id, record.kind === "ink" ? packInk(record) : record);
    if (text) this.textOf(id).insert(0, text);
  }

  /** Changes one property; ignored when the shape is gone. Null takes an optional property away. */
  edit(id: ShapeId, property: string, value: unknown): void {
    if (this.shapes.has(id)) this.edits.set(editKey(id, property), value);
  }

  /** What is written in a shape, to be read and typed in. */
  textOf(id: ShapeId): Y.Text {
    return this.doc.getText(TEXT_ROOT + id);
  }

  /** As `textOf`, where something was ever written: asking for a root makes one. */
  findText(id: ShapeId): Y.Text | undefined {
    return this.doc.share.has(TEXT_ROOT + id) ? this.textOf(id) : undefined;
  }

  /** Deletes the records with their edits and their text. */
  remove(ids: ReadonlySet<ShapeId>): void {
    const edits = [...this.#editKeysOf(ids)];
    for (const id of ids) {
      this.shapes.delete(id);
      const text = this.findText(id);
      if (text && text.length > 0) text.delete(0, text.length);
    }
    for (const key of edits) this.edits.delete(key);
  }

  /** @returns undefined when there is no such shape or this version cannot read it. */
  read(id: ShapeId): Shape | undefined {
    const record = this.#record(id);
    return record === undefined ? undefined : this.#read(id, this.#editsOf(id, record));
  }

  /**
   * As `read`, of the shapes that these keys of edits speak of, when nothing else came or went. A gesture may write two
   * properties of ten thousand: what else is said of them is not looked at.
   *
   * @param known shapes as they were read before; undefined to read one whole
   */
  reread(keys: Iterable<string>, known: (id: ShapeId) => Shape | undefined): Map<ShapeId, Shape | undefined> {
    const read = new Map<ShapeId, Shape | undefined>();
    let id: ShapeId | undefined, shape: Shape | undefined;
    for (const key of keys) {
      // What is written of one shape comes together, mostly: it is looked up once.
      if (id === undefined || key[id.length] !== "/" || !key.startsWith(id)) {
        id = key.slice(0, key.indexOf("/"));
        shape = read.get(id);
        if (shape === undefined) {
          const before = known(id);
          read.set(id, shape = before ? { ...before } : this.read(id));
        }
      }
      if (shape === undefined) continue;
      const property = key.slice(id.length + 1), edit = this.edits.get(key);
      if (takeEdit(shape, property, edit)) continue;
      const record = this.#record(id);
      if (record === undefined) read.set(id, shape = undefined);
      else returnProperty(shape, property, { edit, record });
    }
    return read;
  }

  /** All readable shapes, in no order. */
  *readAll(): Generator<Shape> {
    for (const [, shape] of this.readMany(this.shapes.keys())) if (shape) yield shape;
  }

  /** As `read`, for many: one pass over the edits instead of a look-up for every property of every shape. */
  *readMany(ids: Iterable<ShapeId>): Generator<[ShapeId, Shape | undefined]> {
    const edits = new Map<ShapeId, Edit[]>();
    for (const [key, value] of this.edits.entries()) {
      const edit = parseEditKey(key);
      if (edit === undefined) continue;
      const known = edits.get(edit.id);
      if (known) known.push([edit.property, value]);
      else edits.set(edit.id, [[edit.property, value]]);
    }
    for (const id of ids) yield [id, this.#read(id, edits.get(id))];
  }

  /** Which shapes' texts a transaction changed. */
  static *writtenIn(transaction: Y.Transaction): Generator<ShapeId> {
    for (const type of transaction.changed.keys()) {
      if (type._item !== null || type instanceof Y.Map) continue;
      // A root that came with an update is made anew when it is first asked for as a text: what it held says so.
      const parent = type._start?.parent;
      const root = Y.findRootTypeKey(parent instanceof Y.AbstractType ? parent : type);
      if (root.startsWith(TEXT_ROOT) && isShapeId(root.slice(TEXT_ROOT.length))) yield root.slice(TEXT_ROOT.length);
    }
  }

  #read(id: ShapeId, edits: Iterable<Edit> | undefined): Shape | undefined {
    const shape = readShape(id, this.#record(id), edits);
    if (shape === undefined || !isWritten(shape)) return shape;
    const written = this.findText(id);
    const text = written && plainText(written);
    return text ? { ...shape, text } : shape;
  }

  #record(id: ShapeId): unknown {
    const record = this.shapes.get(id);
    return record instanceof Uint8Array ? unpackInk(record) : record;
  }

  /**
   * Of a few shapes each property is looked up, as all edits of a large board take a third of a second to go through.
   * What a later version edited that this one does not know is left, and changes nothing.
   */
  *#editKeysOf(ids: ReadonlySet<ShapeId>): Generator<string> {
    if (ids.size < MANY) {
      for (const id of ids) for (const [property] of this.#editsOf(id, this.#record(id))) yield editKey(id, property);
      return;
    }
    for (const key of this.edits.keys()) {
      const id = parseEditKey(key)?.id;
      if (id !== undefined && ids.has(id)) yield key;
    }
  }

  *#editsOf(id: ShapeId, record: unknown): Generator<Edit> {
    for (const property of propertiesOf((Object(record) as { kind?: unknown }).kind)) {
      const key = editKey(id, property);
      if (this.edits.has(key)) yield [property, this.edits.get(key)];
    }
  }
}

const TEXT_ROOT = "text/";

/** From so many shapes on, all edits are gone through once instead of looking up each property of each shape. */
const MANY = 256;

/**
 * What is written, as far as it is shown. Things that are no text, which no version of ours writes, stand as one
 * character each, so that places in the string are places in the document.
 */
export function plainText(text: Y.Text): string {
  const plain = text.toString();
  if (plain.length === text.length) return firstLetters(plain, TEXT_MAX);
  const parts = text.toDelta() as { insert: unknown }[];
  return firstLetters(parts.map(({ insert }) => typeof insert === "string" ? insert : "\ufffc").join(""), TEXT_MAX);
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
