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
