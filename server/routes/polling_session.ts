import type { Clock } from "../../board/clock.ts";
import { encodePollAnswer, type Poll } from "../../board/wire/polling.ts";
import {
  POLL_ANSWER_BYTES,
  POLL_GATHER_MS,
  POLL_REQUEST_FRAMES,
  UPDATES_SAVE_MS,
} from "../../board/wire/polling_limits.ts";
import { encodeQueryAwareness, KIND, SYNC } from "../../board/wire/protocol.ts";
import { receive } from "../relay/message_validation.ts";
import type { Room } from "../relay/room.ts";
import type { PolledSocket } from "../session/polled_socket.ts";
import type { Session } from "../session/session.ts";

/** Interval between checks whether updates were decided about, ms. Most are decided about at once. */
const CHECK_MS = 100;

type Bytes = Uint8Array<ArrayBuffer>;

export type PollOutcome = { readonly answer: Bytes } | "nothing new" | "stale" | "closed" | "unsaved";

export type UpdatesOutcome = "durable" | "full" | "gap" | "closed" | "unsaved";

export interface PollingSessionOptions {
  readonly socket: PolledSocket;
  readonly session: Session;
  readonly room: Room;
  readonly clock: Clock;
  /** Sends everything that the log contains after an entry. See `sendLogAfter`. */
  readonly sendLogAfter: (after: number) => Promise<boolean>;
}

/** A session whose peer polls: turns its requests into the messages of a connection, and what is queued into answers. */
export class PollingSession {
  readonly #options: PollingSessionOptions;
  /** True when the peer continued from a number in the log. */
  #hasContinued = false;
  /** True when the peer asked here what it lacks. */
  #hasAsked = false;
  #syncing: Promise<boolean> | undefined;
  /** The log number in the last answer that left nothing out. */
  #after: number | undefined;
  /** Number of update frames received, and of those that are durable. */
  #received = 0;
  #saved = 0;
  /** Number of polls so far. */
  #polls = 0;
  /** When the oldest frame was queued that no answer contains; undefined when there is none. */
  #newsSince: number | undefined;
  #endHold: (() => void) | undefined;
  readonly #wake = new Set<() => void>();

  constructor(options: PollingSessionOptions) {
    this.#options = options;
  }

  /** True once the peer was sent what it lacked: from then on it gets every change. */
  get isSynced(): boolean {
    return this.#hasContinued || this.#options.socket.hasDifference;
  }

  /** A frame was queued, the session was closed, or the first `saved` update frames became durable. */
  changed({ saved = 0 } = {}): void {
    this.#saved = Math.max(this.#saved, saved);
    for (const wake of [...this.#wake]) wake();
  }

  /**
   * Handles a poll: takes its frames, and answers when there is news or `waitMs` have passed. A newer poll ends an older
   * one: the peer had something to tell.
   */
  async poll({ waitMs, after, received, frames }: Poll): Promise<PollOutcome> {
    const { socket, session } = this.#options;
    const turn = ++this.#polls;
    this.#endHold?.();
    if (!this.#countRequest()) return await this.#closed();
    const confirmed = received.find(({ source }) => source === socket.source)?.frames ?? 0;
    if (!socket.confirm(confirmed)) return "stale";
    // What was sent and is not confirmed may be lost. The peer ignores frames that it has, by their numbers.
    socket.rewind();
    session.liveness.heard();
    for (const frame of frames) this.#receive(frame);
    if (!this.isSynced && after !== undefined) {
      const continued = await this.#continueAfter(after);
      if (continued !== "continued") return continued;
    }
    // It asked another instance, which may have known less than this one when this session began.
    const isAnsweredElsewhere = after === undefined && received.some(({ source }) => source !== socket.source);
    if (isAnsweredElsewhere && !this.#hasAsked) return "stale";
    await this.#hold(waitMs);
    // The newer poll gets the frames: this one may have been cut.
    return turn === this.#polls ? await this.#answer() : "nothing new";
  }

  /** Handles update frames. @returns "durable" when all of them are */
  async update(frames: readonly Uint8Array[]): Promise<UpdatesOutcome> {
    const { session, clock } = this.#options;
    if (!this.#countRequest()) return await this.#closed();
    session.liveness.heard();
    const count = this.#received += frames.length;
    for (const frame of frames) this.#receive(frame);
    const deadline = clock.now() + UPDATES_SAVE_MS;
    for (;;) {
      if (!session.isOpen) return await this.#closed();
      if (this.#saved >= count) return "durable";
      if (!session.held.isEmpty) return "gap";
      if (session.received >= count && session.acknowledgements.isWithheld) return "full";
      if (clock.now() >= deadline) return "unsaved";
      await this.#nextChange();
    }
  }

  /** Ends a held poll. */
  release(): void {
    this.#endHold?.();
  }

  #countRequest(): boolean {
    const { session } = this.#options;
    if (session.isOpen && !session.rateLimiter.take(0, POLL_REQUEST_FRAMES)) session.stop();
    return session.isOpen;
  }

  /** A copy, because the room keeps frames, and these are parts of a body. */
  #receive(frame: Uint8Array): void {
    const { session, room } = this.#options;
    if (frame[0] === KIND.sync && frame[1] === SYNC.step1) this.#hasAsked = true;
    session.frameReceived();
    receive(room, session, frame.slice().buffer);
  }

  /** The peer was on another instance, or has not polled for a while. It has everything up to `after`. */
  async #continueAfter(after: number): Promise<"continued" | "stale" | "unsaved"> {
    const { session, sendLogAfter } = this.#options;
    try {
      // A second poll may come while the log is read.
      if (!await (this.#syncing ??= sendLogAfter(after))) return "stale";
    } catch {
      return "unsaved";
    } finally {
      this.#syncing = undefined;
    }
    // This session does not know the presence of its peer.
    if (!this.#hasContinued) session.sendAlways(encodeQueryAwareness());
    this.#hasContinued = true;
    this.#after ??= after;
    return "continued";
  }

  async #hold(waitMs: number): Promise<void> {
    const { socket, session, clock } = this.#options;
    if (waitMs === 0) return;
    const end = Promise.withResolvers<void>();
    const deadline = clock.now() + waitMs;
    let cancel = () => {};
    const look = () => {
      cancel();
      if (!session.isOpen || socket.waitingBytes >= POLL_ANSWER_BYTES) return end.resolve();
      if (!socket.hasWaiting) this.#newsSince = undefined;
      else this.#newsSince ??= clock.now();
      const until = Math.min(deadline, (this.#newsSince ?? Infinity) + POLL_GATHER_MS);
      if (until <= clock.now()) end.resolve();
      else cancel = clock.after(until - clock.now(), end.resolve);
    };
    this.#wake.add(look);
    this.#endHold = end.resolve;
    look();
    await end.promise;
    if (this.#endHold === end.resolve) this.#endHold = undefined;
    this.#wake.delete(look);
    cancel();
  }

  async #answer(): Promise<PollOutcome> {
    const { socket, session, room } = this.#options;
    if (!session.isOpen) return await this.#closed();
    const { first, frames, isAll } = socket.take();
    this.#newsSince = undefined;
    if (this.isSynced && isAll && room.isUpToDate(session)) this.#after = room.storedSeq;
    if (frames.length === 0) return "nothing new";
    return { answer: encodePollAnswer({ source: socket.source, first, after: this.#after, frames }) };
  }

  /** A refused session is closed once its peer is quiet. */
  async #closed(): Promise<"closed"> {
    while (!this.#options.socket.closing) await this.#nextChange();
    return "closed";
  }

  /** Resolves at the next change, or after a moment: not every decision about an update is followed by a frame. */
  async #nextChange(): Promise<void> {
    const change = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(CHECK_MS, change.resolve);
    this.#wake.add(change.resolve);
    await change.promise;
    this.#wake.delete(change.resolve);
    cancel();
  }
}
