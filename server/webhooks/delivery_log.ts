import { Commit, type Database, entries } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { isDelivered, OPERATOR, type Outcome } from "./delivery.ts";
import type { Message } from "./webhook_event.ts";

/** Attempts that are kept for one webhook. */
export const LOG_MAX = { operator: 1_000, owner: 50 };

/** An attempt to deliver a message. */
export interface Attempt {
  /** ms since 1970. */
  readonly at: number;
  readonly message: Message;
  /** 1: the first. */
  readonly attempt: number;
  readonly isDelivered: boolean;
  /** Undefined when there was no answer. */
  readonly status?: number;
  /** When it is tried again, ms since 1970. */
  readonly next?: number;
}

/**
 * The newest attempts of each webhook, for the operator and in short for owners: `webhook_log` has their count, and
 * below it the attempts, of which a new one takes the place of the oldest.
 */
export class DeliveryLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds attempts to a commit. Only the process that holds the webhook's lease may do that. */
  async add(commit: Commit, webhook: string, attempts: readonly Attempt[]): Promise<void> {
    const key = KEY.webhookLog(webhook);
    const count = (await this.#database.get<number>(key)).value ?? 0;
    const max = LOG_MAX[webhook === OPERATOR ? "operator" : "owner"];
    attempts.forEach((attempt, i) => commit.set(KEY.webhookLogEntry(webhook, (count + i) % max), attempt));
    commit.set(key, count + attempts.length);
  }

  async newest(webhook: string): Promise<Attempt | undefined> {
    const count = (await this.#database.get<number>(KEY.webhookLog(webhook))).value ?? 0;
    const max = LOG_MAX[webhook === OPERATOR ? "operator" : "owner"];
    const slot = KEY.webhookLogEntry(webhook, Math.max(0, count - 1) % max);
    return (await this.#database.get<Attempt>(slot)).value ?? undefined;
  }

  /** All attempts, oldest first. */
  async list(webhook: string): Promise<Attempt[]> {
    const all: Attempt[] = [];
    for await (const { value } of entries<Attempt>(this.#database, { prefix: KEY.webhookLog(webhook) })) {
      all.push(value);
    }
    return all.sort((a, b) => a.at - b.at);
  }
}

export function attemptOf(
  message: Message,
  { outcome, attempt, at, next }: { outcome: Outcome; attempt: number; at: number; next?: number },
): Attempt {
  return {
    at,
    message,
    attempt,
    isDelivered: isDelivered(outcome),
    ...(outcome.status !== undefined && { status: outcome.status }),
    ...(next !== undefined && { next }),
  };
}
