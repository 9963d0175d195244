import { type Signal, signal } from "@preact/signals-core";
import type { Color } from "../../../board/palette.ts";
import type { Role } from "../../../board/role.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { actorHeaders } from "../links/actor_headers.ts";
import { roleName } from "../links/link_words.ts";
import { boardProblem } from "./board_problem.ts";
import { SpokenWords } from "../controls/spoken_words.ts";

/** A person with a role, as the server lists it for owners. */
export interface Person {
  readonly id: string;
  /** As the owner wrote it. */
  readonly name: string;
  /** The name that the person has chosen. */
  readonly known?: string;
  readonly color?: Color;
  readonly picture?: string;
  readonly role: Role;
  readonly isOwn: boolean;
}

export interface PeopleView {
  readonly people: readonly Person[];
  readonly mayInvite: boolean;
  /** The name in the short address of the board. */
  readonly name?: string;
}

/** What an owner does with the people and the short address of a board. Failures set `problem`. */
export class PeopleDesk {
  readonly view: Signal<PeopleView | undefined> = signal(undefined);
  readonly isSignedIn: Signal<boolean> = signal(false);
  readonly problem: SpokenWords = new SpokenWords("");
  readonly notice: SpokenWords = new SpokenWords("");
  readonly isBusy: Signal<boolean> = signal(false);
  readonly #slug: string;
  readonly #name: () => string;
  readonly #request: typeof fetch;

  /** @param name the name of the owner, for the list of what was done */
  constructor(slug: string, name: () => string, request: typeof fetch = (...given) => fetch(...given)) {
    [this.#slug, this.#name, this.#request] = [slug, name, request];
  }

  async load(): Promise<void> {
    // Not by `account_api.ts`: as a part of two pages it would weigh more on the start page.
    const [response, account] = await Promise.all([
      this.#send("GET", "/people"),
      this.#request("/api/account").then((response) => response.json()).catch(() => undefined),
    ]);
    this.isSignedIn.value = account?.account !== undefined;
    if (response) this.view.value = await response.json();
  }

  async invite(name: string, role: Role, title: string): Promise<boolean> {
    const isDone = await this.#send("POST", "/people", { name, role, title }) !== undefined;
    if (isDone) await this.#done(BOARDS.invited({ person: name }));
    return isDone;
  }
  async changeRole({ id, name, known, role: before }: Person, role: Role): Promise<void> {
    // At once, or what the person has chosen changes back until the server answers.
    this.#show(id, role);
    if (!await this.#send("PATCH", `/people/${id}`, { role })) return this.#show(id, before);
    await this.#done(BOARDS.roleChanged({ person: known ?? name, role: roleName(role) }));
  }

  async remove({ id, name, known }: Person): Promise<void> {
    if (await this.#send("DELETE", `/people/${id}`)) await this.#done(BOARDS.removed({ person: known ?? name }));
  }

  /** @param name empty: the board has no short address any more */
  async setName(name: string, origin: string): Promise<void> {
    const body = JSON.stringify({ slug: this.#slug, name: name === "" ? null : name });
    const response = await this.#request("/api/account/names", { method: "POST", body }).catch(() => undefined);
    if (!response?.ok) return void (this.problem.value = await problemOf(response));
    const { name: given } = await response.json();
    this.problem.value = "";
    await this.#done(given ? BOARDS.addressSaved({ address: `${origin}/docs/${given}` }) : BOARDS.addressFreed);
  }

  #show(id: string, role: Role): void {
    const view = this.view.peek();
    if (view === undefined) return;
    this.view.value = { ...view, people: view.people.map((each) => each.id === id ? { ...each, role } : each) };
  }

  async #done(notice: string): Promise<void> {
    await this.load();
    this.notice.value = notice;
  }

  async #send(method: string, path: string, body?: object): Promise<Response | undefined> {
    this.isBusy.value = true;
    const init = { method, headers: actorHeaders(this.#name()), ...(body && { body: JSON.stringify(body) }) };
    const response = await this.#request(`/api/boards/${this.#slug}${path}`, init).catch(() => undefined);
    this.isBusy.value = false;
    this.problem.value = response?.ok ? "" : await problemOf(response);
    // The same words are said again.
    this.notice.value = "";
    return response?.ok ? response : undefined;
  }
}

function problemOf(response: Response | undefined): Promise<string> {
  return boardProblem(response, {
    nameInvalid: BOARDS.addressInvalid,
    nameTaken: BOARDS.addressTaken,
    signInFirst: BOARDS.addressSignIn,
    tooManyLinks: BOARDS.full,
  });
}
