import type { Presence } from "../../board/presence.ts";

/** Somebody else on the board; the id is their awareness id. */
export interface Peer extends Presence {
  readonly id: number;
}
