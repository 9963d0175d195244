import * as Y from "yjs";
import {
  BOARD_BYTES_MAX,
  BOARD_CHARACTERS_MAX,
  BOARD_RESERVE,
  BOARD_SHAPES_MAX,
  BOARD_STRUCTS_MAX,
  LIVE_BYTES_PER_STORED,
  LIVE_BYTES_PER_STRUCT,
} from "../../board/limits.ts";
import type { Scan } from "../../board/wire/update.ts";
import { memoryOf, VALUES_PER_STRUCT_MEMORY } from "../../board/wire/update_struct.ts";

/** The size of a board, or the growth that an update causes. */
export interface Size {
  readonly shapes: number;
  readonly characters: number;
  readonly bytes: number;
  readonly structs: number;
  /** Estimated memory of values beyond what a struct usually has, bytes. */
  readonly valueMemory: number;
}

/** Prefix of roots that contain text: see PROTOCOL.md 9.1. */
const TEXT_ROOT = "text/";

export const NO_SIZE: Size = { shapes: 0, characters: 0, bytes: 0, structs: 0, valueMemory: 0 };

/** The size of a board. It is exact after a measurement; after that, additions count and deletions do not. */
export class BoardSize {
  #shapes: number;
  #characters: number;
  #bytes: number;
  #structs: number;
  #valueMemory: number;

  constructor({ shapes, characters, bytes, structs, valueMemory }: Size) {
    this.#shapes = shapes;
    this.#characters = characters;
    this.#bytes = bytes;
    this.#structs = structs;
    this.#valueMemory = valueMemory;
  }

  /** Estimated memory of the live board, bytes. The structs of its document are exact: Yjs merges many that were added. */
  memoryBytes(doc: Y.Doc, storedBytes: number): number {
    return storedBytes * LIVE_BYTES_PER_STORED + structsOf(doc) * LIVE_BYTES_PER_STRUCT + this.#valueMemory;
  }

  add({ shapes, characters, bytes, structs, valueMemory }: Scan): void {
    this.#shapes += shapes;
    this.#characters += characters;
    this.#bytes += bytes.length;
    this.#structs += structs;
    this.#valueMemory += valueMemory;
  }

  /**
   * True when the update may be accepted. Deletions always fit. Changes that accompany them fit up to the reserve: the
   * ends of arrows whose shape is deleted, or a new value that replaces an old one.
   */
  fits(scan: Scan): boolean {
    if (scan.structs === 0) return true;
    const isTidying = scan.deletes.clients > 0 && scan.shapes === 0 && scan.characters === 0;
    return this.#fits(scan, scan.bytes.length, isTidying ? 1 + BOARD_RESERVE : 1);
  }

  /** True when the board may grow by `more`. */
  fitsMore(more: Size): boolean {
    return this.#fits(more, more.bytes, 1);
  }

  #fits({ shapes, characters, structs, valueMemory }: Omit<Size, "bytes">, bytes: number, factor: number): boolean {
    // Values count as the structs that take as much memory.
    const values = (this.#valueMemory + valueMemory) / LIVE_BYTES_PER_STRUCT;
    return this.#bytes + bytes <= BOARD_BYTES_MAX * factor &&
      this.#structs + structs + values <= BOARD_STRUCTS_MAX * factor &&
      (shapes === 0 || this.#shapes + shapes <= BOARD_SHAPES_MAX) &&
      (characters === 0 || this.#characters + characters <= BOARD_CHARACTERS_MAX);
  }
}

export function sizeOf({ shapes, characters, bytes, structs, valueMemory }: Scan): Size {
  return { shapes, characters, bytes: bytes.length, structs, valueMemory };
}

/** @param bytes size of the encoded document */
export function measured(doc: Y.Doc, bytes: number): Size {
  let characters = 0, shapes = 0;
  for (const [name, type] of doc.share) if (name.startsWith(TEXT_ROOT)) characters += type._length;
  for (const item of doc.share.get("shapes")?._map.values() ?? []) if (!item.deleted) shapes++;
  return { shapes, characters, bytes, structs: structsOf(doc), valueMemory: valueMemoryOf(doc) };
}

export function structsOf(doc: Y.Doc): number {
  let structs = 0;
  for (const list of doc.store.clients.values()) structs += list.length;
  return structs;
}

function valueMemoryOf(doc: Y.Doc): number {
  let memory = 0;
  for (const list of doc.store.clients.values()) {
    for (const struct of list) {
      if (!(struct instanceof Y.Item) || struct.deleted) continue;
      let own = 0;
      for (const value of valuesIn(struct.content)) own += memoryOf(value);
      memory += Math.max(0, own - VALUES_PER_STRUCT_MEMORY);
    }
  }
  return memory;
}

function valuesIn(content: Y.Item["content"]): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return [content.embed];
  return content instanceof Y.ContentFormat ? [content.value] : [];
}
