import type * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import { EDIT_ENTRY_BYTES, EDIT_ENTRY_BYTES_MAX, EDIT_ENTRY_SHAPES } from "../limits.ts";
import type { Stamp } from "./edit_entry.ts";
import type { EditSource, IndexedEdit } from "./edit_index.ts";

/** An entry that is being written, and its edits. */
export interface OpenEntry {
  readonly source: EditSource;
  readonly edits: Map<string, IndexedEdit[]>;
}

/** The entries that one transaction writes. */
export class EditBatch {
  readonly transaction: Y.Transaction;
  readonly entries: OpenEntry[] = [];
  /** Entries with overwritten edits. */
  readonly touched = new Set<EditSource>();
  /** True when shapes were removed. Any entry may contain edits of them. */
  hasRemoved = false;
  /** Undefined until the first write. */
  stamp: Stamp | undefined;
  #shapes = 0;
  #bytes = 0;
  #lastId: ShapeId | undefined;

  constructor(transaction: Y.Transaction) {
    this.transaction = transaction;
  }

  /** @returns the entry to add the value to */
  entryFor(id: ShapeId, value: unknown, stamp: Stamp): OpenEntry {
    if (id !== this.#lastId) {
      this.#lastId = id;
      this.#shapes++;
    }
    let entry = this.entries.at(-1);
    if (entry === undefined || this.#shapes > EDIT_ENTRY_SHAPES || this.#bytes > EDIT_ENTRY_BYTES) {
      this.entries.push(entry = { source: emptyEntry(stamp), edits: new Map() });
      this.#shapes = 1;
      this.#bytes = 0;
    }
    this.#bytes += roughBytes(value);
    return entry;
  }

  /** Marks the entries of this edit and of those below it, which may be obsolete now. */
  touch(edit: IndexedEdit | undefined): void {
    if (edit?.source.item) this.touched.add(edit.source);
    for (const { source } of edit?.below ?? []) if (source.item) this.touched.add(source);
  }
}

/** @throws when the value does not fit into any entry */
export function assertFits(value: unknown): void {
  const bytes = EDIT_ENTRY_BYTES_MAX - 2 * EDIT_ENTRY_BYTES;
  if (roughBytes(value) > bytes) throw new Error(`Cannot write edit as its value takes over ${bytes} bytes`);
}

export function emptyEntry(stamp: Stamp): EditSource {
  return { stamp, item: undefined, pairs: new Map(), counting: 0 };
}

/** Approximate size of the value with its name, bytes. */
function roughBytes(value: unknown): number {
  if (typeof value === "string" || value instanceof Uint8Array) return 12 + value.length;
  if (Array.isArray(value)) return 12 + 9 * value.length;
  return typeof value === "object" && value !== null ? 100 : 16;
}
