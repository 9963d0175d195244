import * as Y from "yjs";
import { PIECE_BYTES } from "../../board/limits.ts";
import { encodeSync, SYNC } from "../../board/wire/protocol.ts";
import { release } from "../../board/bytes/release.ts";
import { pieces } from "../../board/wire/update_merge.ts";
import { scanOwnUpdate } from "../../board/wire/update.ts";
import { bytesOf } from "./stored_document.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** The state vector of a peer that has nothing. */
const NOTHING_KNOWN = new Uint8Array([0]);

/** The whole board as frames, followed by the changes since it was encoded. */
export class BoardEncoding {
  static readonly TAIL_FRAMES_MAX = 256;
  /** A longer tail would cost each joining peer more than it costs the room to encode the board again. */
  static readonly TAIL_BYTES_MAX = PIECE_BYTES;

  readonly frames: Frame[];
  /** Size of the whole board when it was encoded. */
  readonly bytes: number;
  #tailFrames = 0;
  #tailBytes = 0;

  /** @param updates that say what the whole board says */
  constructor(updates: readonly Uint8Array[]) {
    this.bytes = bytesOf(updates);
    this.frames = updates.map((update) => encodeSync(SYNC.update, update));
  }

  /** Encodes a whole board, and frees everything but the frames at once: it takes four times their memory. */
  static of(doc: Y.Doc): BoardEncoding {
    const encoder = new Y.UpdateEncoderV1();
    const whole = Y.encodeStateAsUpdateV2(doc, NOTHING_KNOWN, encoder);
    const parts = cut(whole);
    const encoding = new BoardEncoding(parts);
    const { bufs, cbuf } = encoder.restEncoder;
    [whole, ...parts, ...bufs, cbuf].forEach(release);
    return encoding;
  }

  /** @returns false when the board must be encoded again */
  add(update: Uint8Array): boolean {
    this.#tailFrames++;
    this.#tailBytes += update.length;
    if (this.#tailFrames > BoardEncoding.TAIL_FRAMES_MAX || this.#tailBytes > BoardEncoding.TAIL_BYTES_MAX) {
      return false;
    }
    this.frames.push(encodeSync(SYNC.update, update));
    return true;
  }
}

/** Splits an update into pieces of about `PIECE_BYTES` that together are equivalent to it. */
export function cut(update: Uint8Array): Uint8Array[] {
  if (update.length <= PIECE_BYTES) return [update];
  return pieces(scanOwnUpdate(update, { cutBytes: PIECE_BYTES / 4 }), PIECE_BYTES);
}
