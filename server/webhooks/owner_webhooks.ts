import { newSecret } from "../../board/id.ts";
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
  readonly last?: Pick<Attempt, "at" | "isDelivered" | "status"> & { readonly type: string };
}

export interface OwnerWebhooksOptions {
  readonly registrations: Registrations;
  readonly queue: DeliveryQueue;
  readonly receivers: Receivers;
  readonly today: () => number;
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
    return await Promise.all((await registrations.list(board)).map(async ({ id, url, created }) => {
      const webhook = `${board}.${id}`;
      const [state, last] = await Promise.all([queue.state(webhook), queue.log.newest(webhook)]);
      return {
        ...{ id, url, created, waiting: state?.waiting ?? 0, isEnded: state?.ended === url },
        ...(last && { last: { at: last.at, type: last.message.type, ...resultOf(last) } }),
      };
    }));
  }

  /**
   * Registers an address, if its receiver wants that: it has to return the challenge.
   *
   * @returns the webhook with its secret, which is shown only this once, or why it is refused
   */
  async add(board: string, address: unknown): Promise<Registration | "address" | "silent" | "full" | "gone"> {
    const { registrations, receivers, today } = this.#options;
    const url = readWebhookUrl(address);
    if (url === undefined) return "address";
    if ((await registrations.list(board)).length >= WEBHOOKS_MAX) return "full";
    const made: Registration = { id: newSecret(), url, created: today(), secret: newWebhookSecret() };
    const challenge = newSecret();
    const message = { id: newMessageId(), type: "webhook.challenge", at: today(), data: { board, challenge } };
    const answer = await receivers.answer(receivers.ofOwner(made), message);
    if (!answer || !isDelivered(answer) || !contains(answer.text, challenge)) return "silent";
    return await registrations.add(board, made);
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
    const { registrations, receivers, queue, today } = this.#options;
    const known = (await registrations.list(board)).find((one) => one.id === id);
    if (known === undefined) return undefined;
    const message = { id: newMessageId(), type: "webhook.test", at: today(), data: { board } };
    const outcome = await receivers.send(receivers.ofOwner(known), message);
    const attempt = attemptOf(message, { outcome, attempt: 1, at: today() });
    const commit = new Commit();
    await queue.log.add(commit, `${board}.${id}`, [attempt]);
    await this.#database.commit(commit);
    if (attempt.isDelivered) await queue.resume(`${board}.${id}`);
    return resultOf(attempt);
  }
}

function resultOf({ isDelivered, status }: Attempt): Pick<Attempt, "isDelivered" | "status"> {
  return { isDelivered, ...(status !== undefined && { status }) };
}

/** Whether the text is JSON with this challenge. */
function contains(text: string | undefined, challenge: string): boolean {
  try {
    return JSON.parse(text ?? "").challenge === challenge;
  } catch {
    return false;
  }
}
