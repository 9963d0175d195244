import { PIECE_BYTES } from "../../board/limits.ts";
import { encodeSync, SYNC } from "../../board/protocol.ts";
import { pieces } from "../../board/splice.ts";
import { scanOwnUpdate } from "../../board/update.ts";
import { bytesOf } from "./stored_document.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** The whole board as frames, with the changes since it was encoded behind. */
export class Encoding {
  static readonly TAIL_FRAMES_MAX = 256;
  /** Beyond it a joiner would pay more for the tail than the room pays for encoding anew. */
  static readonly TAIL_BYTES_MAX = PIECE_BYTES;

  readonly frames: Frame[];
  /** Of the whole board when it was encoded. */
  readonly bytes: number;
  #tailFrames = 0;
  #tailBytes = 0;

  /** @param updates that say what the whole board says */
  constructor(updates: readonly Uint8Array[]) {
    this.bytes = bytesOf(updates);
    this.frames = updates.map((update) => encodeSync(SYNC.update, update));
  }

  /** @returns false when it is time to encode anew */
  add(update: Uint8Array): boolean {
    this.#tailFrames++;
    this.#tailBytes += update.length;
    if (this.#tailFrames > Encoding.TAIL_FRAMES_MAX || this.#tailBytes > Encoding.TAIL_BYTES_MAX) return false;
    this.frames.push(encodeSync(SYNC.update, update));
    return true;
  }
}

/** One update, or several that together say the same. */
export function cut(update: Uint8Array): Uint8Array[] {
  if (update.length <= PIECE_BYTES) return [update];
  return pieces(scanOwnUpdate(update, { cutBytes: PIECE_BYTES / 4 }), PIECE_BYTES);
}
