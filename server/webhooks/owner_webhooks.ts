import { newSecret } from "../../board/id.ts";
import type { WebhookType } from "../../board/wire/webhook_types.ts";
import { Commit, type Database } from "../database/database.ts";
import { type Attempt, attemptOf } from "./delivery_log.ts";
import type { DeliveryQueue } from "./delivery_queue.ts";
import { isDelivered } from "./delivery.ts";
import type { Receivers } from "./receivers.ts";
import { readWebhookUrl, type Registration, WEBHOOKS_MAX } from "./registration.ts";
import type { Registrations } from "./registrations.ts";
import { newMessageId } from "./webhook_event.ts";
import { newWebhookSecret } from "./webhook_secret.ts";

/** What owners see of a webhook. */
export interface ListedWebhook {
  readonly id: string;
  readonly url: string;
  readonly created: number;
  readonly waiting: number;
  /** Its receiver answered 410: it gets nothing more. */
  readonly isEnded: boolean;
  readonly isPaused: boolean;
  /** What it is told of. Absent: of everything. */
  readonly events?: readonly WebhookType[];
  readonly last?: ListedAttempt;
}

/** What owners see of an attempt to deliver a message. */
export interface ListedAttempt extends Pick<Attempt, "at" | "attempt" | "isDelivered" | "status" | "next"> {
  readonly type: string;
}

/** What owners change of a webhook. */
export interface WebhookWishes {
  /** Null: it is told of everything. */
  readonly events?: readonly WebhookType[] | null | undefined;
  readonly isPaused?: boolean | undefined;
}

export interface OwnerWebhooksOptions {
  readonly registrations: Registrations;
  readonly queue: DeliveryQueue;
  readonly receivers: Receivers;
  readonly today: () => number;
  /** Looks for something to deliver. */
  readonly wake: () => void;
}

/** The webhooks of owners of boards. */
export class OwnerWebhooks {
  readonly #database: Database;
  readonly #options: OwnerWebhooksOptions;

  constructor(database: Database, options: OwnerWebhooksOptions) {
    [this.#database, this.#options] = [database, options];
  }

  async list(board: string): Promise<ListedWebhook[]> {
    const { registrations, queue } = this.#options;
    return await Promise.all((await registrations.list(board)).map(async ({ id, url, created, events, ...one }) => {
      const webhook = `${board}.${id}`;
      const [state, last] = await Promise.all([queue.state(webhook), queue.log.newest(webhook)]);
      return {
        id,
        url,
        created,
        waiting: state?.waiting ?? 0,
        isEnded: state?.ended === url,
        isPaused: one.isPaused ?? false,
        ...(events && { events }),
        ...(last && { last: listed(last) }),
      };
    }));
  }

  /** The newest attempts, newest first; undefined when there is no such webhook. */
  async deliveries(board: string, id: string): Promise<ListedAttempt[] | undefined> {
    if (await this.#find(board, id) === undefined) return undefined;
    return (await this.#options.queue.log.list(`${board}.${id}`)).map(listed).reverse();
  }

  /**
   * Registers an address, if its receiver wants that: it has to return the challenge.
   *
   * @param events what it is told of; undefined: of everything
   * @returns the webhook with its secret, which is shown only this once, or why it is refused
   */
  async add(
    board: string,
    address: unknown,
    events?: readonly WebhookType[],
  ): Promise<Registration | "address" | "silent" | "full" | "gone"> {
    const { registrations, receivers, today } = this.#options;
    const url = readWebhookUrl(address);
    if (url === undefined) return "address";
    if ((await registrations.list(board)).length >= WEBHOOKS_MAX) return "full";
    const made: Registration = {
      id: newSecret(),
      url,
      created: today(),
      secret: newWebhookSecret(),
      ...(events && { events }),
    };
    const challenge = newSecret();
    const message = { id: newMessageId(), type: "webhook.challenge", at: today(), data: { board, challenge } };
    const answer = await receivers.answer(receivers.ofOwner(made), message);
    if (!answer || !isDelivered(answer) || !contains(answer.text, challenge)) return "silent";
    return await registrations.add(board, made);
  }

  /** @returns false when there is no such webhook */
  async change(board: string, id: string, { events, isPaused }: WebhookWishes): Promise<boolean> {
    const { registrations, queue, wake } = this.#options;
    const changed = await registrations.change(board, id, ({ events: oldEvents, isPaused: wasPaused, ...old }) => {
      const nextEvents = events === undefined ? oldEvents : events ?? undefined;
      return {
        ...old,
        ...(nextEvents && { events: nextEvents }),
        ...((isPaused ?? wasPaused) && { isPaused: true }),
      };
    });
    if (changed !== undefined && isPaused === false) {
      await queue.hurry(`${board}.${id}`);
      wake();
    }
    return changed !== undefined;
  }

  async remove(board: string, id: string): Promise<boolean> {
    if (!await this.#options.registrations.remove(board, id)) return false;
    await this.#options.queue.clear(`${board}.${id}`, { forget: true });
    return true;
  }

  /** @returns the new secret, which is shown only this once */
  async renewSecret(board: string, id: string): Promise<string | undefined> {
    return (await this.#options.registrations.renewSecret(board, id))?.secret;
  }

  /** Sends a message that tells of nothing. @returns what came of it; undefined when there is no such webhook */
  async test(board: string, id: string): Promise<Pick<Attempt, "isDelivered" | "status"> | undefined> {
    const { receivers, queue, today } = this.#options;
    const known = await this.#find(board, id);
    if (known === undefined) return undefined;
    const message = { id: newMessageId(), type: "webhook.test", at: today(), data: { board } };
    const outcome = await receivers.send(receivers.ofOwner(known), message);
    const attempt = attemptOf(message, { outcome, attempt: 1, at: today() });
    const commit = new Commit();
    await queue.log.add(commit, `${board}.${id}`, [attempt]);
    await this.#database.commit(commit);
    if (attempt.isDelivered) await queue.resume(`${board}.${id}`);
    return { isDelivered: attempt.isDelivered, ...(attempt.status !== undefined && { status: attempt.status }) };
  }

  async #find(board: string, id: string): Promise<Registration | undefined> {
    return (await this.#options.registrations.list(board)).find((one) => one.id === id);
  }
}

function listed({ message: { type }, at, attempt, isDelivered, status, next }: Attempt): ListedAttempt {
  return {
    at,
    type,
    attempt,
    isDelivered,
    ...(status !== undefined && { status }),
    ...(next !== undefined && { next }),
  };
}

/** Whether the text is JSON with this challenge. */
function contains(text: string | undefined, challenge: string): boolean {
  try {
    return JSON.parse(text ?? "").challenge === challenge;
  } catch {
    return false;
  }
}
