import type { CommentThread } from "../../board/comment_thread.ts";
import type { TalkAction, TalkEvent } from "../../board/talk.ts";
import type { BoardId } from "./board_store.ts";
import type { TalkImportItem } from "../../board/talk/talk_import.ts";
import type { TalkReads } from "./talk/talk_reads.ts";

/**
 * The durable talk of boards.
 *
 * Guarantees of a store:
 *  - After `append` returns an event, the event is durable.
 *  - Events of a board are numbered from 1 without gaps, whoever appends at the same time.
 *  - A repeated request returns the event that it caused the first time.
 */
export interface TalkStore {
  readonly reads: TalkReads;

  append(board: BoardId, request: TalkRequest): Promise<TalkEvent | TalkRefusal>;

  /**
   * Appends words from a file, all or none of them. Nobody is told of them, and no webhook.
   *
   * @returns their events, in their order
   */
  import(board: BoardId, words: TalkImport): Promise<readonly TalkEvent[] | TalkRefusal>;

  /** Events in the order of their numbers. */
  read(board: BoardId, page: TalkPage): Promise<TalkSummary & { readonly events: readonly TalkEvent[] }>;

  /** The threads of comments, the newest comment first. Costs the same on boards with much other talk. */
  threads(
    board: BoardId,
    page: ThreadPage,
  ): Promise<TalkSummary & { readonly comments: readonly CommentThread[] }>;

  /** The number of the newest message of the chat by somebody else than these authors; 0 when there is none. */
  newestOfOthers(board: BoardId, authors: readonly string[]): Promise<number>;

  /** The numbers of the last events after a number that mention or answer one of the authors, at most `CONCERNS_MAX`. */
  concerns(board: BoardId, authors: readonly string[], after: number): Promise<number[]>;

  /** Looks for words from the newest event back, in a part of the talk. */
  find(board: BoardId, search: TalkSearch): Promise<TalkFound>;
}

export interface TalkSearch {
  /** What the text contains, in any case of letters. */
  readonly words: string;
  /** Where to go on, from an earlier answer. */
  readonly before?: number;
}

export interface TalkFound {
  /** The newest words of messages, comments and replies that were found, the newest first. */
  readonly found: readonly TalkEvent[];
  /** What was edited or removed in this part: what an earlier part contains of it is out of date. */
  readonly changed: readonly number[];
  /** Where to go on; absent at the beginning of the talk. */
  readonly before?: number;
}

/** Events that concern an author and are named at once. */
export const CONCERNS_MAX = 20;

export interface TalkSummary {
  /** Number of the newest event of the board; 0 when there is none. */
  readonly last: number;
  /** How many threads of comments there are. */
  readonly threads: ThreadCounts;
}

export interface ThreadCounts {
  readonly open: number;
  readonly resolved: number;
}

/** How long a repeated request is recognised, ms: a device may be offline for weeks. */
export const REQUEST_MS = 60 * 24 * 3_600_000;

/** Words from a file, and who imports them. */
export interface TalkImport extends Pick<TalkRequest, "author" | "name" | "id"> {
  readonly items: readonly TalkImportItem[];
}

export interface TalkRequest {
  readonly action: TalkAction;
  readonly author: string;
  /** Other authors under whom the same person has talked here. */
  readonly formerly?: readonly string[];
  readonly name: string;
  /** Identifies the request of this author; undefined: a repeated request is another event. */
  readonly id?: string;
  /** True for people who may remove messages of others. */
  readonly isModerator: boolean;
  /** True for people who may move shapes, and with them the comments of others. */
  readonly mayDraw?: boolean;
}

/**
 * "absent": there is no such message. "foreign": it is somebody else's. "full": no event fits. "long": no
 * reply fits into the thread. "gone": no such board.
 */
export type TalkRefusal = "absent" | "foreign" | "full" | "long" | "gone";

/** The first events after a number, or else the last ones before a number; of one thread, or of all talk. */
export type TalkPage =
  & { readonly limit: number; readonly thread?: number }
  & ({ readonly after: number } | { readonly before?: number; readonly after?: undefined });

/** The newest threads before a number, open or resolved ones. */
export interface ThreadPage {
  readonly limit: number;
  readonly isResolved: boolean;
  readonly before?: number;
}
