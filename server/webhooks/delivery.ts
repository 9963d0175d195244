import type { Registration } from "./registration.ts";
import type { Message } from "./webhook_event.ts";

/** The id of the operator's webhook. Those of owners have the board's id, a dot and their own. */
export const OPERATOR = "operator";

/** Deliveries that may wait for one webhook. Later ones are dropped, which its receiver notices by the numbers. */
export const WAITING_MAX = { operator: 100_000, owner: 1_000 };

export interface Recipient {
  readonly id: string;
  readonly url: string;
  readonly board?: string;
  /** What it is told of. Undefined: of everything. */
  readonly events?: Registration["events"];
  /** The registration of a board that was deleted. */
  readonly last?: Registration;
}

/** A message that waits for its next attempt. */
export interface Delivery {
  readonly message: Message;
  /** Attempts that have failed. */
  readonly attempts: number;
}

/** The state of a webhook for which something waits, or that was ended by its receiver. */
export interface QueueState {
  /** When its first message is due, ms since 1970. */
  readonly next: number;
  /** It gets nothing before this, ms since 1970. */
  readonly pausedUntil?: number;
  readonly waiting: number;
  /** Attempts that have failed since the last one that succeeded. */
  readonly failures: number;
  /** Who delivers, and until when nobody else may, ms since 1970. */
  readonly lease?: { readonly instance: string; readonly until: number };
  readonly board?: string;
  readonly last?: Registration;
  /** The address whose receiver answered 410: it gets nothing more. */
  readonly ended?: string;
}

/** Standard Webhooks: delays after each failed attempt, ms. */
const SECOND = 1_000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;
const RETRIES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)];
const RETRY_AFTER_MAX = 24 * HOUR;

const PAUSE_FIRST = 5 * SECOND;
const PAUSE_MAX = 5 * MINUTE;

/** The delay until the next attempt of a message, ms; undefined when there is none. */
export function retryDelay(attempts: number, { retryAfter = 0 } = {}): number | undefined {
  const delay = RETRIES[attempts - 1];
  return delay === undefined ? undefined : Math.max(delay, retryAfter);
}

/** How long a webhook gets nothing after failures in a row, ms. At most as long as its first message has to wait. */
export function pauseAfter(failures: number, { retryAfter = 0 } = {}): number {
  return Math.max(retryAfter, Math.min(PAUSE_MAX, PAUSE_FIRST * 2 ** (failures - 1)));
}

/** The value of `retry-after` in ms: seconds, or a date. 0 when there is none that makes sense. */
export function readRetryAfter(text: string | undefined, now: number): number {
  if (text === undefined) return 0;
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - now;
  return ms > 0 ? Math.min(ms, RETRY_AFTER_MAX) : 0;
}

/** What came of an attempt. */
export interface Outcome {
  /** Undefined when there was no answer. */
  readonly status?: number;
  readonly retryAfter?: number;
}

export function isDelivered({ status = 0 }: Pick<Outcome, "status">): boolean {
  return status >= 200 && status < 300;
}

export function isEnded({ status }: Outcome): boolean {
  return status === 410;
}
