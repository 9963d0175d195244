import * as Y from "yjs";
import {
  BOARD_BYTES_MAX,
  BOARD_CHARACTERS_MAX,
  BOARD_RESERVE,
  BOARD_SHAPES_MAX,
  BOARD_STRUCTS_MAX,
} from "../../board/limits.ts";
import type { Scan } from "../../board/update.ts";

/** The size of a board, or the growth that an update causes. */
export interface Size {
  readonly shapes: number;
  readonly characters: number;
  readonly bytes: number;
  readonly structs: number;
}

/** Prefix of roots that contain text: see PROTOCOL.md 9.1. */
const TEXT_ROOT = "text/";

export const NO_SIZE: Size = { shapes: 0, characters: 0, bytes: 0, structs: 0 };

/** The size of a board. It is exact after a measurement; after that, additions count and deletions do not. */
export class BoardSize {
  #shapes: number;
  #characters: number;
  #bytes: number;
  #structs: number;

  constructor({ shapes, characters, bytes, structs }: Size) {
    this.#shapes = shapes;
    this.#characters = characters;
    this.#bytes = bytes;
    this.#structs = structs;
  }

  add({ shapes, characters, bytes, structs }: Scan): void {
    this.#shapes += shapes;
    this.#characters += characters;
    this.#bytes += bytes.length;
    this.#structs += structs;
  }

  /**
   * True when the update may be accepted. Deletions always fit. Changes that accompany them fit up to the reserve: the
   * ends of arrows whose shape is deleted, or a new value that replaces an old one.
   */
  fits(scan: Scan): boolean {
    if (scan.structs === 0) return true;
    const isTidying = scan.deletes.clients > 0 && scan.shapes === 0 && scan.characters === 0;
    const { shapes, characters, bytes: { length }, structs } = scan;
    return this.#fits({ shapes, characters, bytes: length, structs }, isTidying ? 1 + BOARD_RESERVE : 1);
  }

  /** True when the board may grow by `more`. */
  fitsMore(more: Size): boolean {
    return this.#fits(more, 1);
  }

  #fits({ shapes, characters, bytes, structs }: Size, factor: number): boolean {
    return this.#bytes + bytes <= BOARD_BYTES_MAX * factor &&
      this.#structs + structs <= BOARD_STRUCTS_MAX * factor &&
      (shapes === 0 || this.#shapes + shapes <= BOARD_SHAPES_MAX) &&
      (characters === 0 || this.#characters + characters <= BOARD_CHARACTERS_MAX);
  }
}

export function sizeOf({ shapes, characters, bytes, structs }: Scan): Size {
  return { shapes, characters, bytes: bytes.length, structs };
}

/** @param bytes size of the encoded document */
export function measured(doc: Y.Doc, bytes: number): Size {
  let characters = 0, shapes = 0;
  for (const [name, type] of doc.share) if (name.startsWith(TEXT_ROOT)) characters += type._length;
  for (const item of doc.share.get("shapes")?._map.values() ?? []) if (!item.deleted) shapes++;
  return { shapes, characters, bytes, structs: structsOf(doc) };
}

export function structsOf(doc: Y.Doc): number {
  let structs = 0;
  for (const list of doc.store.clients.values()) structs += list.length;
  return structs;
}
