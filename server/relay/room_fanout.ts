import type { Clock } from "../../board/clock.ts";
import type { Scan } from "../../board/wire/update.ts";
import type { Session } from "../session/session.ts";
import { type Arrival, Fanout, type FanoutOptions, type InkArrival } from "./fanout.ts";

/**
 * Frames to sessions that other instances forward leave at this interval, ms, the first one at once. Each frame costs
 * both instances, so they get fewer and larger frames. This adds 20 ms of latency on average.
 */
const FORWARDED_TICK_MS = 40;

/** Sends to all sessions of a room: to those that are connected to this instance, and to those that are forwarded. */
export class RoomFanout {
  readonly #direct = new Set<Session>();
  readonly #forwarded = new Set<Session>();
  readonly #toDirect: Fanout;
  readonly #toForwarded: Fanout;

  constructor(clock: Clock, options: FanoutOptions = {}) {
    this.#toDirect = new Fanout(this.#direct, clock, options);
    this.#toForwarded = new Fanout(this.#forwarded, clock, { ...options, alwaysEveryMs: FORWARDED_TICK_MS });
  }

  add(session: Session): void {
    (session.isForwarded ? this.#forwarded : this.#direct).add(session);
  }

  delete(session: Session): void {
    this.#direct.delete(session);
    this.#forwarded.delete(session);
  }

  update(from: Session | undefined, scan: Scan, arrival?: Arrival): void {
    if (this.#direct.size > 0) this.#toDirect.update(from, scan, arrival);
    if (this.#forwarded.size > 0) this.#toForwarded.update(from, scan, arrival);
  }

  ink(from: Session | undefined, entries: readonly Uint8Array[], arrival: InkArrival): void {
    if (this.#direct.size > 0) this.#toDirect.ink(from, entries, arrival);
    if (this.#forwarded.size > 0) this.#toForwarded.ink(from, entries, arrival);
  }

  presence(entries: readonly Uint8Array[], now?: number): void {
    if (this.#direct.size > 0) this.#toDirect.presence(entries, now);
    if (this.#forwarded.size > 0) this.#toForwarded.presence(entries, now);
  }

  talk(frame: Uint8Array<ArrayBuffer>): void {
    this.#toDirect.talk(frame);
    this.#toForwarded.talk(frame);
  }

  /** True while updates wait for a tick. */
  get hasUntold(): boolean {
    return this.#toDirect.hasUntold || this.#toForwarded.hasUntold;
  }

  /** Updates that have not been sent to all sessions yet. */
  *untold(): Generator<Scan> {
    yield* this.#toDirect.untold();
    yield* this.#toForwarded.untold();
  }

  /** Drops everything that waits for a tick. */
  reset(): void {
    this.#toDirect.reset();
    this.#toForwarded.reset();
  }

  close(): void {
    this.#toDirect.close();
    this.#toForwarded.close();
  }
}
