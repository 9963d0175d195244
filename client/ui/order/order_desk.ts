import { type Signal, signal } from "@preact/signals";
import type { ModerationEntry, VisitorAction } from "../../../board/moderation.ts";
import type { Role } from "../../../board/role.ts";
import { errorCodeOf } from "../links/error_code.ts";
import { actorHeaders } from "../links/actor_headers.ts";
import { ORDER } from "../../messages/en/people/order.ts";
import { SpokenWords } from "../controls/spoken_words.ts";

export interface PersonHere {
  readonly ids: readonly number[];
  readonly visitor: string;
  readonly name: string;
  readonly link?: string;
  readonly role: Role;
  readonly isMuted: boolean;
}

export interface Restricted {
  readonly visitor: string;
  readonly name: string;
  readonly isMuted?: boolean;
  readonly removedUntil?: number;
}

export interface Order {
  readonly isFrozen: boolean;
  readonly hasLobby: boolean;
  readonly isLaserOpen: boolean;
  readonly people: readonly PersonHere[];
  /** Who has left. An earlier server does not say it. */
  readonly left?: readonly PersonHere[];
  readonly restricted: readonly Restricted[];
  readonly waiting: readonly { readonly visitor: string; readonly name: string }[];
  readonly done: readonly ModerationEntry[];
}

/** An owner's requests to keep order. */
export class OrderDesk {
  readonly order: Signal<Order | undefined> = signal<Order | undefined>(undefined);
  /** What was done last by this desk, as the server lists it. */
  readonly outcome: Signal<ModerationEntry | undefined> = signal<ModerationEntry | undefined>(undefined);
  readonly isBusy: Signal<boolean> = signal(false);
  readonly problem: SpokenWords = new SpokenWords("");
  readonly #base: string;
  readonly #name: () => string;
  readonly #request: typeof fetch;

  /** @param name the name of the owner, for the list of what was done */
  constructor(slug: string, name: () => string, request: typeof fetch = (...given) => fetch(...given)) {
    this.#base = `/api/boards/${slug}`;
    [this.#name, this.#request] = [name, request];
  }

  async load(): Promise<void> {
    const answers = await Promise.all([this.#ask("GET", "/moderation"), this.#ask("GET", "/moderation/done")]);
    const [state, list] = await Promise.all(answers.map((answer) => answer?.ok ? answer.json() : undefined));
    if (state && list) this.order.value = { ...state, done: list.entries };
    else this.problem.value = ORDER.noServer;
  }

  freeze(isFrozen: boolean): Promise<void> {
    return this.#moderate({ action: isFrozen ? "freeze" : "thaw" });
  }

  useLobby(hasLobby: boolean): Promise<void> {
    return this.#moderate({ action: hasLobby ? "openLobby" : "closeLobby" });
  }

  openLaser(isOpen: boolean): Promise<void> {
    return this.#moderate({ action: isOpen ? "openLaser" : "closeLaser" });
  }

  visitor(action: VisitorAction, visitor: string): Promise<void> {
    return this.#moderate({ action, visitor });
  }

  /** Ends the link that a person came with, or the role of the person's account. */
  async revoke(link: string): Promise<void> {
    await this.#change(async () => {
      const answer = await this.#ask("DELETE", `/links/${link}`);
      return answer?.status === 404 ? await this.#ask("DELETE", `/people/${link}`) : answer;
    });
  }

  #moderate(body: object): Promise<void> {
    return this.#change(() => this.#ask("POST", "/moderation", body));
  }

  async #change(ask: () => Promise<Response | undefined>): Promise<void> {
    this.isBusy.value = true;
    const before = this.order.peek()?.done[0]?.number;
    this.outcome.value = undefined;
    const answer = await ask();
    this.problem.value = answer?.ok ? "" : await problemOf(answer);
    await this.load();
    const newest = this.order.peek()?.done[0];
    if (answer?.ok && newest?.number !== before) this.outcome.value = newest;
    this.isBusy.value = false;
  }

  async #ask(method: string, path: string, body?: object): Promise<Response | undefined> {
    const init = { method, headers: actorHeaders(this.#name()), ...(body && { body: JSON.stringify(body) }) };
    return await this.#request(this.#base + path, init).catch(() => undefined);
  }
}

async function problemOf(answer: Response | undefined): Promise<string> {
  if (answer === undefined) return ORDER.noServer;
  return await errorCodeOf(answer) === "noSuchPerson" ? ORDER.gone : ORDER.notNow;
}
