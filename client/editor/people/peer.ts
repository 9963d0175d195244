import type { Presence } from "../../../board/wire/presence.ts";

/** Another person on the board. `id` is their awareness id. */
export interface Peer extends Presence {
  readonly id: number;
}
