import type { Awareness } from "y-protocols/awareness";
import { type Presence, readPresence } from "../../board/wire/presence.ts";

export interface Peer {
  readonly id: number;
  readonly presence: Presence;
}

/** The other pages that look at the board. */
export function peersOf(awareness: Awareness): Peer[] {
  const peers: Peer[] = [];
  for (const [id, state] of awareness.getStates()) {
    const presence = id === awareness.clientID ? undefined : readPresence(state);
    if (presence) peers.push({ id, presence });
  }
  return peers;
}
