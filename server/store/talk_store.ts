import type { TalkAction, TalkEvent } from "../../board/talk.ts";
import type { BoardId } from "./board_store.ts";

/**
 * The durable talk of boards.
 *
 * Guarantees of a store:
 *  - After `append` returns an event, the event is durable.
 *  - Events of a board are numbered from 1 without gaps, whoever appends at the same time.
 *  - A repeated request returns the event that it caused the first time.
 */
export interface TalkStore {
  append(board: BoardId, request: TalkRequest): Promise<TalkEvent | TalkRefusal>;

  /** Events in the order of their numbers, and the number of the newest event of the board; 0 when there is none. */
  read(board: BoardId, page: TalkPage): Promise<{ readonly events: readonly TalkEvent[]; readonly last: number }>;
}

export interface TalkRequest {
  readonly action: TalkAction;
  readonly author: string;
  readonly name: string;
  /** Identifies the request of this author; undefined: a repeated request is another event. */
  readonly id?: string;
  /** True for people who may remove messages of others. */
  readonly isModerator: boolean;
}

/** "absent": there is no such message. "foreign": it is somebody else's. "full": no event fits. "gone": no such board. */
export type TalkRefusal = "absent" | "foreign" | "full" | "gone";

/** The first events after a number, or else the last ones before a number. */
export type TalkPage =
  & { readonly limit: number }
  & ({ readonly after: number } | { readonly before?: number; readonly after?: undefined });
