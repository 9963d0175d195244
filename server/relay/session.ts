import { HELD_BYTES_MAX, QUEUE_HARD_BYTES, QUEUE_SOFT_BYTES } from "../../board/limits.ts";
import { CLOSE, encodeSaved } from "../../board/protocol.ts";
import { mayDraw, type Role } from "../../board/role.ts";
import type { Scan } from "../../board/update.ts";
import type { Socket } from "./socket.ts";

const OPEN = 1;

export interface Membership {
  readonly role: Role;
  /** True when the peer speaks our own frame kinds, false for a stock y-websocket client. */
  readonly extended: boolean;
}

/** One socket's membership in a room: what it may do, what it was sent, what of its work is durable. */
export class Session {
  readonly role: Role;
  readonly extended: boolean;
  readonly mayDraw: boolean;

  /** Update frames received; the number acknowledgements count in. */
  received = 0;
  /** Updates that built on what was not there. */
  gaps = 0;

  readonly #socket: Socket;
  #saved = 0;
  #lagging = false;
  #held: Scan[] | undefined;

  constructor(socket: Socket, { role, extended }: Membership) {
    this.#socket = socket;
    this.role = role;
    this.extended = extended;
    this.mayDraw = mayDraw(role);
  }

  get isOpen(): boolean {
    return this.#socket.readyState === OPEN;
  }

  /** True when frames were withheld; the room sends what is missing once the queue has drained. */
  get isLagging(): boolean {
    return this.#lagging;
  }

  get hasDrained(): boolean {
    return this.#socket.bufferedAmount === 0;
  }

  /** Bytes that may be sent before the peer has to read. */
  get room(): number {
    return QUEUE_SOFT_BYTES - this.#socket.bufferedAmount;
  }

  /**
   * Sends, unless the peer does not keep up: what is queued for it stays in memory until it reads, and there is no way
   * to take it back, so the bound must act before.
   */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (!this.isOpen) return;
    const queued = this.#socket.bufferedAmount;
    if (queued > QUEUE_HARD_BYTES) return this.close(CLOSE.tryAgain, "this connection does not keep up");
    if (this.#lagging || queued > QUEUE_SOFT_BYTES) this.#lagging = true;
    else this.#socket.send(frame);
  }

  /**
   * A difference may come in pieces (update frames, ended by a step 2), each of which may build on a later one. From
   * the first piece that cannot be used alone all are held until the end, and then used together.
   *
   * @returns what is to be used now
   */
  hold(scan: Scan, isLast: boolean): readonly Scan[] | "more" | "overflow" {
    if (this.#held === undefined) return [scan];
    this.#held.push(scan);
    if (isLast) {
      const held = this.#held;
      this.#held = undefined;
      return held;
    }
    const bytes = this.#held.reduce((sum, { bytes }) => sum + bytes.length, 0);
    return bytes > HELD_BYTES_MAX ? "overflow" : "more";
  }

  startHolding(scan: Scan): void {
    this.#held = [scan];
  }

  caughtUp(): void {
    this.#lagging = false;
  }

  /** Tells the peer that its first `count` update frames are durable. */
  acknowledge(count: number): void {
    if (!this.extended || count <= this.#saved || !this.isOpen) return;
    this.#saved = count;
    this.#socket.send(encodeSaved(count));
  }

  /** Reasons are for people; at most 123 bytes fit a close frame. */
  close(code: number, reason: string): void {
    if (this.#socket.readyState > OPEN) return;
    this.#socket.close(code, reason.slice(0, 120));
  }
}
