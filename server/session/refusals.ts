import type { Clock } from "../../board/clock.ts";
import type { Log } from "../process/log.ts";

/** Why something was refused. Always a fixed name and never a text from a peer, because it is logged. */
export type Cause = MessageCause | ConnectionCause;

type MessageCause =
  | "flood"
  | "not binary"
  | "too large"
  | "malformed"
  | "role"
  | "foreign id"
  | "gaps"
  | "not applicable"
  | "late"
  | "moderation"
  | "board is too large";

type ConnectionCause =
  | "wrong link"
  | "origin"
  | "address is full"
  | "board is full"
  | "banned"
  | "evicted"
  | "too many requests"
  | "too many boards"
  | "too many uploads"
  | "too many links"
  | "too many accounts"
  | "too many sign-ins"
  | "sign-in failed"
  | "untrusted proxy"
  | "bad request"
  | "host"
  | "instance"
  | "instance is full"
  | "memory is short"
  | "slow reader"
  | "silent";

/** Shortest interval between two lines of the log, ms. */
const LINE_MS = 1_000;

/** Counts refusals by cause and logs them in at most one line a second. */
export class Refusals {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #counts = new Map<Cause, number>();
  #unlogged = new Map<Cause, number>();
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Counts since the start, for metrics. */
  get counts(): ReadonlyMap<Cause, number> {
    return this.#counts;
  }

  count(cause: Cause): void {
    this.#counts.set(cause, (this.#counts.get(cause) ?? 0) + 1);
    this.#unlogged.set(cause, (this.#unlogged.get(cause) ?? 0) + 1);
    this.#cancel ??= this.#clock.after(LINE_MS, () => this.#write());
  }

  /** Logs the remaining counts. Safe to call twice. */
  close(): void {
    this.#cancel?.();
    if (this.#unlogged.size > 0) this.#write();
  }

  #write(): void {
    this.#cancel = undefined;
    this.#log("info", "refused", Object.fromEntries(this.#unlogged));
    this.#unlogged = new Map();
  }
}
