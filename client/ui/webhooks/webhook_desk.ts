import { type Signal, signal } from "@preact/signals";
import type { WebhookType } from "../../../board/wire/webhook_types.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { actorHeaders } from "../links/actor_headers.ts";
import { errorCodeOf } from "../links/error_code.ts";
import type { ListedDelivery, ListedWebhook } from "./listed_webhook.ts";
import { resultWords } from "./webhook_words.ts";
import { SpokenWords } from "../controls/spoken_words.ts";

/** The owner's operations on the webhooks of a board. Failures set `problem`, successes `notice`. */
export class WebhookDesk {
  /** Undefined until loaded. */
  readonly webhooks: Signal<readonly ListedWebhook[] | undefined> = signal(undefined);
  /** The last deliveries of the webhooks whose details are open. */
  readonly deliveries: Signal<ReadonlyMap<string, readonly ListedDelivery[]>> = signal(new Map());
  /** A secret that was made just now. It is shown only this once. */
  readonly secret: Signal<{ readonly id: string; readonly text: string } | undefined> = signal(undefined);
  readonly problem: SpokenWords = new SpokenWords("");
  readonly notice: SpokenWords = new SpokenWords("");
  readonly isBusy: Signal<boolean> = signal(false);
  readonly #base: string;
  readonly #name: () => string;

  /** @param name the name of the owner, for the list of what was done */
  constructor(slug: string, name: () => string) {
    [this.#base, this.#name] = [`/api/boards/${slug}/webhooks`, name];
  }

  async load(): Promise<void> {
    const answer = await this.#ask("GET", "");
    if (answer) this.webhooks.value = (await answer.json()).webhooks;
  }

  async loadDeliveries(id: string): Promise<void> {
    const answer = await this.#ask("GET", `/${id}/deliveries`);
    if (!answer) return;
    const { deliveries } = await answer.json();
    this.deliveries.value = new Map(this.deliveries.peek()).set(id, deliveries);
  }

  /** @param events undefined: everything. @returns whether it was added */
  async add(url: string, events: readonly WebhookType[] | undefined): Promise<boolean> {
    const answer = await this.#ask("POST", "", { url, events });
    if (!answer) return false;
    const { id, secret } = await answer.json();
    this.secret.value = { id, text: secret };
    await this.#done(WEBHOOKS.added);
    return true;
  }

  /** @param events undefined: everything */
  async tellOf(id: string, events: readonly WebhookType[] | undefined): Promise<void> {
    if (await this.#ask("PATCH", `/${id}`, { events: events ?? null })) await this.#done("");
  }

  async pause(id: string, isPaused: boolean): Promise<void> {
    const words = isPaused ? WEBHOOKS.pausedNote : WEBHOOKS.goesOn;
    if (await this.#ask("PATCH", `/${id}`, { isPaused })) await this.#done(words);
  }

  async renewSecret(id: string): Promise<void> {
    const answer = await this.#ask("POST", `/${id}/secret`);
    if (!answer) return;
    this.secret.value = { id, text: (await answer.json()).secret };
    await this.#done(WEBHOOKS.newSecretNote);
  }

  async test(id: string): Promise<void> {
    const answer = await this.#ask("POST", `/${id}/test`);
    if (!answer) return;
    const result = await answer.json();
    await this.loadDeliveries(id);
    await this.#done(result.isDelivered ? WEBHOOKS.tested : WEBHOOKS.notTested({ result: resultWords(result) }));
  }

  /** @param gone moves the focus from what vanished: a screen reader drops words that come before that */
  async remove(id: string, gone: () => void): Promise<void> {
    if (!await this.#ask("DELETE", `/${id}`)) return;
    await this.load();
    gone();
    this.notice.value = WEBHOOKS.removed;
  }

  async #done(notice: string): Promise<void> {
    await this.load();
    this.notice.value = notice;
  }

  async #ask(method: string, path: string, body?: object): Promise<Response | undefined> {
    this.isBusy.value = true;
    const init = { method, headers: actorHeaders(this.#name()), ...(body && { body: JSON.stringify(body) }) };
    const answer = await fetch(this.#base + path, init).catch(() => undefined);
    this.isBusy.value = false;
    this.problem.value = answer?.ok ? "" : await problemOf(answer);
    this.notice.value = "";
    return answer?.ok ? answer : undefined;
  }
}

async function problemOf(answer: Response | undefined): Promise<string> {
  if (answer === undefined) return WEBHOOKS.noServer;
  switch (await errorCodeOf(answer)) {
    case "badWebhook":
      return WEBHOOKS.badAddress;
    case "webhookSilent":
      return WEBHOOKS.silentAddress;
    case "tooManyWebhooks":
      return WEBHOOKS.tooMany;
    case "tooManyTries":
      return WEBHOOKS.tooOften;
    case "noSuchWebhook":
      return WEBHOOKS.gone;
    default:
      return WEBHOOKS.notNow;
  }
}
