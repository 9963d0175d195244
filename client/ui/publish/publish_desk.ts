import { type Signal, signal } from "@preact/signals";
import { PUBLISHING } from "../../messages/en/people/publishing.ts";
import { actorHeaders } from "../links/actor_headers.ts";
import { errorCodeOf } from "../links/error_code.ts";
import { SpokenWords } from "../controls/spoken_words.ts";

/** What is published of a board. */
export interface Published {
  readonly id: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly mayIndex: boolean;
}

/** The owner's operations on the published page. Every failure sets `problem` to a text for the person. */
export class PublishDesk {
  /** Null when nothing is published; undefined until loaded. */
  readonly published: Signal<Published | null | undefined> = signal(undefined);
  readonly problem: SpokenWords = new SpokenWords("");
  readonly isBusy: Signal<boolean> = signal(false);
  readonly #address: string;
  readonly #name: () => string;
  readonly #request: typeof fetch;

  constructor(slug: string, name: () => string, request: typeof fetch = (...given) => fetch(...given)) {
    this.#address = `/api/boards/${slug}/publication`;
    this.#name = name;
    this.#request = request;
  }

  async load(): Promise<void> {
    const response = await this.#ask("GET");
    if (response) this.published.value = (await response.json()).publication;
  }

  /** @returns whether the page shows the board as it is now */
  async publish(choice: { readonly title: string; readonly mayIndex: boolean }): Promise<boolean> {
    const response = await this.#ask("PUT", choice);
    if (response) this.published.value = (await response.json()).publication;
    return response !== undefined;
  }

  /** @returns whether there is no page any more */
  async withdraw(): Promise<boolean> {
    const response = await this.#ask("DELETE");
    if (response) this.published.value = null;
    return response !== undefined;
  }

  async #ask(method: string, body?: object): Promise<Response | undefined> {
    const init = { method, headers: actorHeaders(this.#name()), ...(body && { body: JSON.stringify(body) }) };
    this.isBusy.value = true;
    const response = await this.#request(this.#address, init).catch(() => undefined);
    this.isBusy.value = false;
    this.problem.value = response?.ok ? "" : await problemOf(response);
    return response?.ok ? response : undefined;
  }
}

async function problemOf(response: Response | undefined): Promise<string> {
  if (response === undefined) return PUBLISHING.noServer;
  switch (await errorCodeOf(response)) {
    case "noSuchLink":
      return PUBLISHING.notOwner;
    case "boardTooLarge":
      return PUBLISHING.tooLarge;
    default:
      return PUBLISHING.notNow;
  }
}
