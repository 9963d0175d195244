import { SOURCE_BYTES } from "../../board/wire/polling.ts";
import { POLL_ANSWER_BYTES } from "../../board/wire/polling_limits.ts";
import { encodeHex } from "../../board/bytes/hex.ts";
import { decodeFrame, KIND, SYNC } from "../../board/wire/protocol.ts";
import type { Socket } from "./socket.ts";

type Frame = Uint8Array<ArrayBuffer>;

const OPEN = 1;
const CLOSED = 3;

/** Frames for one answer. */
export interface Batch {
  /** Number of the first frame, from 1. */
  readonly first: number;
  readonly frames: readonly Frame[];
  /** False when more frames wait. */
  readonly isAll: boolean;
}

/** Receives the events of a polled socket. */
export interface PolledSocketDelegate {
  /** A frame was added. */
  added(): void;
  /** The first `count` update frames of the peer are durable. */
  saved(count: number): void;
  /** Called once, in a later microtask, as for a WebSocket. */
  closed(): void;
}

/**
 * The server side of a connection whose peer polls. It numbers the frames and keeps each until the peer confirms it,
 * because an answer may be lost on its way.
 *
 * Acknowledgements are not queued: the answer to the request with the updates is the acknowledgement.
 */
export class PolledSocket implements Socket {
  /** Identifies this queue: another instance, or this one after a restart, numbers its frames from 1 again. */
  readonly source = encodeHex(crypto.getRandomValues(new Uint8Array(SOURCE_BYTES)));
  readonly #delegate: PolledSocketDelegate;
  #frames: Frame[] = [];
  /** Number of frames confirmed so far. */
  #confirmed = 0;
  /** Number of frames that were taken for an answer so far. */
  #taken = 0;
  #bytes = 0;
  #hasDifference = false;
  #closing: { readonly code: number; readonly reason: string } | undefined;

  constructor(delegate: PolledSocketDelegate) {
    this.#delegate = delegate;
  }

  get readyState(): number {
    return this.#closing ? CLOSED : OPEN;
  }

  get bufferedAmount(): number {
    return this.#bytes;
  }

  /** Why it was closed; undefined while it is open. */
  get closing(): { readonly code: number; readonly reason: string } | undefined {
    return this.#closing;
  }

  /** True once the peer was sent everything that it lacked. */
  get hasDifference(): boolean {
    return this.#hasDifference;
  }

  /** Bytes that no answer contains yet. */
  get waitingBytes(): number {
    return this.#waiting().reduce((bytes, frame) => bytes + frame.length, 0);
  }

  get hasWaiting(): boolean {
    return this.#taken < this.#confirmed + this.#frames.length;
  }

  send(frame: Frame): void {
    if (this.#closing) return;
    if (frame[0] === KIND.saved) {
      const saved = decodeFrame(frame);
      if (saved.kind === "saved") this.#delegate.saved(saved.count);
      return;
    }
    if (frame[0] === KIND.sync && frame[1] === SYNC.step2) this.#hasDifference = true;
    this.#frames.push(frame);
    this.#bytes += frame.length;
    this.#delegate.added();
  }

  close(code: number, reason: string): void {
    if (this.#closing) return;
    this.#closing = { code, reason };
    this.#frames = [];
    this.#bytes = 0;
    queueMicrotask(() => this.#delegate.closed());
  }

  /** The peer has received the first `count` frames. @returns false when it cannot have */
  confirm(count: number): boolean {
    if (count > this.#taken) return false;
    for (; this.#confirmed < count && this.#frames.length > 0; this.#confirmed++) {
      this.#bytes -= this.#frames.shift()!.length;
    }
    return true;
  }

  /** The next answer contains everything that is not confirmed again. */
  rewind(): void {
    this.#taken = this.#confirmed;
  }

  /** Takes frames for an answer: at least one if any waits. */
  take(): Batch {
    const first = this.#taken + 1;
    const waiting = this.#waiting();
    let count = 0;
    for (let bytes = 0; count < waiting.length; count++) {
      bytes += waiting[count].length;
      if (count > 0 && bytes > POLL_ANSWER_BYTES) break;
    }
    this.#taken += count;
    return { first, frames: waiting.slice(0, count), isAll: count === waiting.length };
  }

  #waiting(): Frame[] {
    return this.#frames.slice(this.#taken - this.#confirmed);
  }
}
