import type * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import { EDIT_ENTRY_BYTES, EDIT_ENTRY_SHAPES } from "../limits.ts";
import type { Stamp } from "./edit_entry.ts";
import type { EditSource } from "./edit_index.ts";

/** The entries that one transaction writes. */
export class EditBatch {
  readonly transaction: Y.Transaction;
  readonly entries: EditSource[] = [];
  /** Entries of which something was overwritten. */
  readonly touched = new Set<EditSource>();
  /** Something of which edits remain in entries may be gone. */
  hasRemoved = false;
  /** Undefined until something is written. */
  stamp: Stamp | undefined;
  #shapes = 0;
  #bytes = 0;
  #lastId: ShapeId | undefined;

  constructor(transaction: Y.Transaction) {
    this.transaction = transaction;
  }

  /** @returns the entry that takes the value */
  add(id: ShapeId, property: string, value: unknown, stamp: Stamp): EditSource {
    if (id !== this.#lastId) {
      this.#lastId = id;
      this.#shapes++;
    }
    let entry = this.entries.at(-1);
    if (entry === undefined || this.#shapes > EDIT_ENTRY_SHAPES || this.#bytes > EDIT_ENTRY_BYTES) {
      this.entries.push(entry = emptyEntry(stamp));
      this.#shapes = 1;
      this.#bytes = 0;
    }
    this.#bytes += roughBytes(value);
    addPair(entry, id, property);
    return entry;
  }
}

export function emptyEntry(stamp: Stamp): EditSource {
  return { stamp, item: undefined, pairs: new Map(), counting: 0 };
}

export function addPair({ pairs }: EditSource, id: ShapeId, property: string): void {
  const ids = pairs.get(property);
  if (ids) ids.push(id);
  else pairs.set(property, [id]);
}

/** About as many bytes as the value takes with its name. */
function roughBytes(value: unknown): number {
  if (typeof value === "string") return 12 + value.length;
  if (value instanceof Uint8Array) return 12 + value.length;
  if (Array.isArray(value)) return 12 + 9 * value.length;
  return typeof value === "object" && value !== null ? 100 : 16;
}
