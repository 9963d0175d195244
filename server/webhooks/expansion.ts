import { Commit, type Database, type Entry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { Log } from "../process/log.ts";
import { type Delivery, OPERATOR, type QueueState, type Recipient, WAITING_MAX } from "./delivery.ts";
import { type Registration, wants } from "./registration.ts";
import { type Message, newMessageId, type StoredEvent } from "./webhook_event.ts";

/** Events of one board that one commit handles: each is a check, a deletion, and a delivery for each webhook. */
const EVENTS_PER_COMMIT = 50;
const PAGE = 200;

export interface ExpansionOptions {
  /** The operator's address, if it has one. */
  readonly operatorUrl: string | undefined;
  /** Whether owners may register webhooks. */
  readonly hasOwners: boolean;
  readonly today: () => number;
  readonly log: Log;
}

/**
 * Hands stored events to the webhooks of their boards: gives each the board's next number and puts a delivery into each
 * queue. That is one commit, which removes the event, so that of several instances one does it.
 */
export class Expansion {
  readonly #database: Database;
  readonly #options: ExpansionOptions;

  constructor(database: Database, options: ExpansionOptions) {
    [this.#database, this.#options] = [database, options];
  }

  /** @returns the time from which the next event may be sent, ms since 1970; Infinity when there is none */
  async run(): Promise<number> {
    for (;;) {
      const end = KEY.webhookEvent(this.#options.today() + 1, "");
      const range = { start: KEY.webhookEvents(), end };
      const page = await this.#database.list<StoredEvent>(range, { limit: PAGE });
      const boards = Map.groupBy(page, ({ value }) => value.board);
      for (const [board, events] of boards) await this.#expand(board, events.slice(0, EVENTS_PER_COMMIT));
      if (page.length > 0) continue;
      const [next] = await this.#database.list({ prefix: KEY.webhookEvents() }, { limit: 1 });
      return next === undefined ? Infinity : next.key[1] as number;
    }
  }

  async #expand(board: string, events: readonly Entry<StoredEvent>[]): Promise<void> {
    const keys = [KEY.webhookNumber(board), KEY.deletion(board), KEY.webhooks(board), KEY.head(board)];
    const [number, deletion, stored, head] = await this.#database.getMany<unknown>(keys);
    const seq = (head.value as { readonly seq: number } | null)?.seq;
    const commit = new Commit().check(number, deletion, stored);
    const last = events.find(({ value }) => value.last)?.value.last;
    const from = last?.number ?? (number.value as number | null ?? 0);
    const messages: Message[] = [];
    for (const { key, version, value: { type, data, at } } of events) {
      commit.check({ key, version }).delete(key);
      // Nothing follows the deletion of a board, and of what came just before only the deletion is told.
      if (deletion.value !== null && type !== "board.deleted") continue;
      const changed = type === "board.changed" && seq !== undefined && { entry: seq };
      const all = { board, number: from + messages.length + 1, ...data, ...changed };
      messages.push({ id: newMessageId(), type, at, data: all });
    }
    const webhooks = last?.webhooks ?? stored.value as Registration[] | null ?? [];
    const recipients = this.#recipients(board, { webhooks, isLast: last !== undefined });
    await this.#enqueue(commit, recipients, messages);
    // A deleted board needs no number any more.
    if (messages.length > 0 && deletion.value === null) commit.set(number.key, from + messages.length);
    await this.#database.commit(commit);
  }

  #recipients(
    board: string,
    { webhooks, isLast }: { webhooks: readonly Registration[]; isLast: boolean },
  ): Recipient[] {
    const { operatorUrl, hasOwners } = this.#options;
    const owned = webhooks.map((webhook) => ({
      id: `${board}.${webhook.id}`,
      board,
      url: webhook.url,
      events: webhook.events,
      ...(isLast && { last: webhook }),
    }));
    const operator = operatorUrl === undefined ? [] : [{ id: OPERATOR, url: operatorUrl }];
    return [...operator, ...(hasOwners ? owned : [])];
  }

  async #enqueue(commit: Commit, recipients: readonly Recipient[], messages: readonly Message[]): Promise<void> {
    if (recipients.length === 0 || messages.length === 0) return;
    const now = this.#options.today();
    const states = await this.#database.getMany<QueueState>(recipients.map(({ id }) => KEY.webhookQueue(id)));
    for (const [i, { id, url, board, last, ...recipient }] of recipients.entries()) {
      const wanted = messages.filter(({ type }) => wants(recipient, type));
      if (wanted.length === 0 && !last) continue;
      const { key, version, value } = states[i];
      commit.check({ key, version });
      if (value?.ended === url) {
        // The dispatcher forgets it.
        if (last) commit.set(key, { ...value, last, next: now } satisfies QueueState);
        continue;
      }
      const { ended: _, ...before } = value ?? { waiting: 0, failures: 0, next: Infinity };
      const room = Math.max(0, WAITING_MAX[id === OPERATOR ? "operator" : "owner"] - before.waiting);
      if (room < wanted.length) this.#options.log("warn", "webhook queue full", { webhook: id });
      for (const message of wanted.slice(0, room)) {
        const delivery: Delivery = { message, attempts: 0 };
        commit.set(KEY.webhookDelivery(id, now, message.data.number as number, message.id), delivery);
      }
      const waiting = before.waiting + Math.min(room, wanted.length);
      const next = Math.min(before.next, now);
      const state: QueueState = { ...before, waiting, next, ...(board && { board }), ...(last && { last }) };
      commit.set(key, state);
    }
  }
}
