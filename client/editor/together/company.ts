import { readTogether, type TogetherPresence } from "../../../board/wire/together_presence.ts";
import type { Peer } from "../people/peer.ts";

const read = new WeakMap<object, TogetherPresence>();

/** What a person's presence says about looking together, validated. Each state is read once. */
export function togetherOf({ together }: Pick<Peer, "together">): TogetherPresence {
  if (typeof together !== "object" || together === null) return {};
  let known = read.get(together);
  if (known === undefined) read.set(together, known = readTogether(together));
  return known;
}

/**
 * The circle of people that would look at each other's views for ever if the local user followed somebody: those from
 * that person on, each followed by the one before, until the local user.
 *
 * @param me the awareness id of the local user
 * @param first the person whom the local user follows
 * @returns the ids of all of them, with `me`; empty when there is no circle
 */
export function circleOf(me: number, first: number, peers: readonly Peer[]): ReadonlySet<number> {
  const passed = new Set([me]);
  const followed = new Map(peers.map((peer) => [peer.id, togetherOf(peer).follows]));
  for (let at: number | undefined = first; at !== undefined; at = followed.get(at)) {
    if (at === me) return passed;
    if (passed.has(at)) break;
    passed.add(at);
  }
  return new Set();
}
