import * as Y from "yjs";
import { Edits } from "./edits/edits.ts";
import { isShapeId, type ShapeId } from "./id.ts";
import { packInk, unpackInk } from "./ink_record.ts";
import { firstLetters } from "./letters.ts";
import { TEXT_MAX } from "./limits.ts";
import { isWritten } from "./kinds/kinds.ts";
import type { Shape, ShapeRecord } from "./shape.ts";
import { propertiesOf, readShape, returnProperty, takeEdit } from "./shape_reader.ts";

/** The source of a transaction. Undo tracks only "local", and no update is sent back to its source. */
export type Origin = "local" | "rescue" | "remote" | "cache" | "session" | "bus" | "store";

/**
 * A board as a Yjs document.
 *
 *     shapes     Y.Map<ShapeId, record>     a shape as it was created, one plain value; strokes as bytes
 *     changes    Y.Array<bytes>             later changes of single properties, many in one entry
 *     edits      Y.Map<"id/prop", value>    the same as earlier versions wrote it, one key each
 *     text/<id>  Y.Text                     the text of one shape
 *     meta       Y.Map                      title
 *
 * A shape is its record overlaid with its edits. Concurrent changes of two properties of one shape both survive, and
 * creating a shape costs one item.
 */
export class Board {
  readonly doc: Y.Doc;
  readonly shapes: Y.Map<unknown>;
  readonly edits: Edits;
  readonly meta: Y.Map<unknown>;

  constructor(doc: Y.Doc = new Y.Doc()) {
    this.doc = doc;
    this.shapes = doc.getMap("shapes");
    this.edits = new Edits(doc, this.shapes);
    this.meta = doc.getMap("meta");
  }

  /** @param origin an object identifies undo and redo */
  transact(change: (transaction: Y.Transaction) => void, origin: Origin | object): void {
    this.edits.transact(change, origin);
  }

  /** Adds a shape and its text. */
  add({ id, ...rest }: Shape): void {
    const { text, trace: _, ...own } = rest as typeof rest & { text?: string; trace?: unknown };
    const record = own as ShapeRecord;
    this.shapes.set(id, record.kind === "ink" ? packInk(record) : record);
    if (text) this.textOf(id).insert(0, text);
  }

  /** Changes one property. Does nothing when the shape is gone. Null removes an optional property. */
  edit(id: ShapeId, property: string, value: unknown): void {
    if (this.shapes.has(id)) this.edits.write(id, property, value);
  }

  /** The text of a shape, to read and to edit. */
  textOf(id: ShapeId): Y.Text {
    return this.doc.getText(TEXT_ROOT + id);
  }

  /** Like `textOf`, but undefined when the shape never had text. `textOf` creates the root. */
  findText(id: ShapeId): Y.Text | undefined {
    return this.doc.share.has(TEXT_ROOT + id) ? this.textOf(id) : undefined;
  }

  /** Deletes the records, their edits and their text. */
  remove(ids: ReadonlySet<ShapeId>): void {
    this.edits.transact(() => {
      this.edits.remove(ids);
      for (const id of ids) {
        this.shapes.delete(id);
        const text = this.findText(id);
        if (text && text.length > 0) text.delete(0, text.length);
      }
    });
  }

  /** @returns undefined when there is no such shape or this version cannot read it */
  read(id: ShapeId): Shape | undefined {
    const record = this.#record(id);
    if (record === undefined) return undefined;
    const shape = readShape(id, record, this.edits.of(id, propertiesOf((Object(record) as { kind?: unknown }).kind)));
    if (shape === undefined || !isWritten(shape)) return shape;
    const written = this.findText(id);
    const text = written && plainText(written);
    return text ? { ...shape, text } : shape;
  }

  /**
   * Like `read`, for shapes of which only edits changed. It reads only the changed properties, because a gesture may
   * change two properties of ten thousand shapes.
   *
   * @param changed the shapes by property
   * @param known the shape as it was read before; undefined to read it completely
   */
  reread(
    changed: ReadonlyMap<string, Iterable<ShapeId>>,
    known: (id: ShapeId) => Shape | undefined,
  ): Map<ShapeId, Shape | undefined> {
    const read = new Map<ShapeId, Shape | undefined>();
    for (const [property, ids] of changed) {
      for (const id of ids) {
        let shape = read.get(id);
        if (shape === undefined) {
          if (read.has(id)) continue;
          const before = this.shapes.has(id) ? known(id) : undefined;
          read.set(id, shape = before ? { ...before } : this.read(id));
          if (shape === undefined) continue;
        }
        const edit = this.edits.get(id, property);
        if (takeEdit(shape, property, edit)) continue;
        returnProperty(shape, property, { edit, record: this.#record(id) });
      }
    }
    return read;
  }

  /** All readable shapes, in no particular order. */
  *readAll(): Generator<Shape> {
    for (const id of this.shapes.keys()) {
      const shape = this.read(id);
      if (shape) yield shape;
    }
  }

  /** The shapes whose text a transaction changed. */
  static *writtenIn({ changed, doc }: Y.Transaction): Generator<ShapeId> {
    // Yjs searches all roots for the name of one, which is quadratic for many changed texts.
    const names = changed.size < MANY ? undefined : new Map([...doc.share].map(([name, root]) => [root, name]));
    for (const type of changed.keys()) {
      if (type._item !== null || type instanceof Y.Map) continue;
      // Yjs replaces a root that came with an update when it is first requested as a text. Its items name the new root.
      const parent = type._start?.parent;
      const root = parent instanceof Y.AbstractType ? parent : type;
      const name = names?.get(root) ?? Y.findRootTypeKey(root);
      if (name.startsWith(TEXT_ROOT) && isShapeId(name.slice(TEXT_ROOT.length))) yield name.slice(TEXT_ROOT.length);
    }
  }

  #record(id: ShapeId): unknown {
    const record = this.shapes.get(id);
    return record instanceof Uint8Array ? unpackInk(record) : record;
  }
}

const TEXT_ROOT = "text/";

/** With this many changed texts or more, all roots are listed once. */
const MANY = 16;

/** The text as it is displayed, limited to TEXT_MAX. */
export function plainText(text: Y.Text): string {
  const plain = text.toString();
  if (plain.length === text.length) return firstLetters(plain, TEXT_MAX);
  let all = "";
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.countable) all += lettersOf(item);
  }
  return firstLetters(all, TEXT_MAX);
}

/**
 * The letters that an item adds to a text. Embedded objects, which no version of ours writes, become one character
 * each, so that indices in the string match indices in the document.
 */
export function lettersOf({ content, length }: Y.Item): string {
  return content instanceof Y.ContentString ? content.str : "\ufffc".repeat(length);
}
