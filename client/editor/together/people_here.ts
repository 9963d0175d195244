import type { Color } from "../../../board/palette.ts";
import { languageTag } from "../../messages/messages.ts";
import type { Peer } from "../people/peer.ts";
import { togetherOf } from "./company.ts";

/** Whether a person looks at the board: does something, does nothing on it, or has another window in front. */
export const STATES = ["here", "idle", "away"] as const;
export type PersonState = typeof STATES[number];

/** A person as the list of people shows them. */
export interface PersonHere {
  readonly id: number;
  readonly name: string;
  readonly color: Color;
  readonly state: PersonState;
  readonly followsMe: boolean;
  readonly brings: boolean;
}

/** Everybody else by name, so that nobody changes place while people come and go. @param me the local awareness id */
export function peopleHere(peers: readonly Peer[], me: number): readonly PersonHere[] {
  const { compare } = new Intl.Collator(languageTag(), { numeric: true });
  return peers.map((peer): PersonHere => {
    const { id, user, isAway } = peer, { isIdle, follows, brings } = togetherOf(peer);
    const state = isAway ? "away" : isIdle ? "idle" : "here";
    return { id, ...user, state, followsMe: follows === me, brings: brings !== undefined };
  }).sort((a, b) => compare(a.name, b.name) || a.id - b.id);
}

/** A person in the list while it is open. */
export interface ListedPerson extends PersonHere {
  /** The group does not change with the state. "new": the person came after the list was opened. */
  readonly group: PersonState | "new";
  readonly hasLeft: boolean;
}

/**
 * The list of people while it is open. Rows do not move under the pointer: new people are added at the end, and people
 * who leave stay in their place until the list closes.
 */
export class ListedPeople {
  readonly #all = new Map<number, ListedPerson>();
  #isOpen = false;

  /** @returns everybody who is here or was here since the list was opened */
  update(people: readonly PersonHere[]): readonly ListedPerson[] {
    for (const [id, person] of this.#all) {
      this.#all.set(id, { ...person, hasLeft: true, followsMe: false, brings: false });
    }
    for (const person of people) {
      const { id, state } = person, { group = this.#isOpen ? "new" : state } = this.#all.get(id) ?? {};
      this.#all.set(id, { ...person, group, hasLeft: false });
    }
    this.#isOpen = true;
    return [...this.#all.values()];
  }
}

/** Those with these letters in their name, whatever the case and accents. */
export function findPeople<Person extends { readonly name: string }>(
  people: readonly Person[],
  words: string,
): readonly Person[] {
  const wanted = plain(words.trim());
  return people.filter(({ name }) => plain(name).includes(wanted));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
