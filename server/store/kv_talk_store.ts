import { type CommentThread, REPLIES_MAX } from "../../board/comment_thread.ts";
import { CONCERNED_MAX, isTalkWords, TALK_CHARS_MAX, TALK_EVENTS_MAX, type TalkEvent } from "../../board/talk.ts";
import { newestOfOthers } from "../../board/talk/newest_words.ts";
import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { Events } from "../events/events.ts";
import type { BoardId } from "./board_store.ts";
import { TalkReads } from "./talk/talk_reads.ts";
import { addTalkEvent, findThread, NO_TALK, postsOf, summaryOf, type TalkHead } from "./talk_head.ts";
import { importTalk } from "./talk/talk_import.ts";
import { findTalk } from "./talk/talk_search.ts";
import {
  CONCERNS_MAX,
  REQUEST_MS,
  type TalkFound,
  type TalkImport,
  type TalkPage,
  type TalkRefusal,
  type TalkRequest,
  type TalkSearch,
  type TalkStore,
  type TalkSummary,
  type ThreadPage,
} from "./talk_store.ts";

/**
 * Talk in a key-value database: `talk_head` has a `TalkHead`, `talk` each event by its number, `talk_threads` each
 * `CommentThread` by its number, `talk_thread_events` the events of each thread, `talk_concerns` the numbers of those
 * that concern an author, and `talk_requests` the number of the event that a request caused.
 */
export class KvTalkStore implements TalkStore {
  readonly reads: TalkReads;
  readonly #database: Database;
  readonly #events: Events;
  readonly #now: () => number;

  constructor(database: Database, { events, now = Date.now }: { events: Events; now?: () => number }) {
    this.#database = database;
    this.reads = new TalkReads(database);
    this.#events = events;
    this.#now = now;
  }

  async append(board: BoardId, request: TalkRequest): Promise<TalkEvent | TalkRefusal> {
    const { action, author, name, id } = request;
    const idKey = id === undefined ? undefined : KEY.talkRequest(board, `${author}.${id}`);
    for (;;) {
      const [stored, deletion] = await this.#database.getMany([KEY.talkHead(board), KEY.deletion(board)]);
      if (deletion.value !== null) return "gone";
      const head = stored.value as TalkHead | null ?? NO_TALK;
      if (head.number >= TALK_EVENTS_MAX || head.chars >= TALK_CHARS_MAX) return "full";
      const done = idKey && (await this.#database.get<number>(idKey)).value;
      const earlier = done && await this.#event(board, done);
      if (earlier) return earlier;
      const context = await this.#context(board, request);
      if (typeof context === "string") return context;
      const number = head.number + 1;
      const thread = action.kind === "comment" ? number : context.thread?.number;
      const event: TalkEvent = {
        ...action,
        number,
        at: this.#now(),
        author,
        name,
        ...(id && { id }),
        ...(thread && { thread }),
        ...(action.kind === "reply" && { to: context.thread!.authors.slice(0, CONCERNED_MAX) }),
      };
      const commit = new Commit().check(stored, deletion);
      const after = addTalkEvent(commit, board, { head, before: context.thread, event });
      commit.set(stored.key, after.head);
      if (idKey) commit.set(idKey, number, { expireIn: REQUEST_MS });
      const { kind } = action;
      const caused = [{ type: "talk posted", board, number, kind, ...(thread && { thread }) }] as const;
      if (await this.#events.commit(this.#database, commit, caused) !== undefined) return event;
    }
  }

  import(board: BoardId, words: TalkImport): Promise<readonly TalkEvent[] | TalkRefusal> {
    return importTalk(this.#database, board, words, this.#now);
  }

  async read(
    board: BoardId,
    { limit, thread, ...page }: TalkPage,
  ): Promise<TalkSummary & { events: readonly TalkEvent[] }> {
    const summary = await this.#summary(board);
    const prefix = thread === undefined ? KEY.talk(board) : KEY.talkThreadEvents(board, thread);
    if (limit === 0) return { events: [], ...summary };
    const found = page.after !== undefined
      ? await this.#database.list<TalkEvent>({ prefix, start: [...prefix, page.after + 1] }, { limit })
      : await this.#database.list<TalkEvent>(
        { prefix, end: [...prefix, page.before ?? summary.last + 1] },
        { limit, isReverse: true },
      );
    const events = found.map(({ value }) => value);
    return { events: page.after !== undefined ? events : events.reverse(), ...summary };
  }

  async threads(
    board: BoardId,
    { limit, isResolved, before }: ThreadPage,
  ): Promise<TalkSummary & { comments: readonly CommentThread[] }> {
    const summary = await this.#summary(board);
    const prefix = KEY.talkThreads(board, isResolved);
    const range = { prefix, end: [...prefix, before ?? summary.last + 1] };
    const found = await this.#database.list<CommentThread>(range, { limit, isReverse: true });
    return { comments: found.map(({ value }) => value), ...summary };
  }

  async newestOfOthers(board: BoardId, authors: readonly string[]): Promise<number> {
    return newestOfOthers(postsOf(await this.#head(board)), authors);
  }

  async concerns(board: BoardId, authors: readonly string[], after: number): Promise<number[]> {
    const found = await Promise.all(authors.map((author) => {
      const prefix = KEY.talkConcerns(board, author);
      return this.#database.list({ prefix, start: [...prefix, after + 1] }, { limit: CONCERNS_MAX, isReverse: true });
    }));
    const numbers = new Set(found.flat().map(({ key }) => key.at(-1) as number));
    return [...numbers].sort((a, b) => a - b).slice(-CONCERNS_MAX);
  }

  find(board: BoardId, search: TalkSearch): Promise<TalkFound> {
    return findTalk(this.#database, board, search);
  }

  /** The thread that the action belongs to, if any, or why the action is refused. */
  async #context(board: BoardId, request: TalkRequest): Promise<{ thread?: CommentThread } | TalkRefusal> {
    const { action } = request;
    if (action.kind === "post" || action.kind === "comment") return {};
    const target = await this.#event(board, action.of);
    if (target === null || !isTalkWords(target)) return "absent";
    if (target.kind === "post") return isForMessages(action.kind) ? judged(request, target, {}) : "absent";
    if (target.kind === "reply" && !isForMessages(action.kind)) return "absent";
    const thread = await findThread(this.#database, board, target.thread!);
    if (thread === undefined) return "absent";
    if (action.kind === "reply" && thread.replies.length >= REPLIES_MAX) return "long";
    return judged(request, target, { thread });
  }

  async #summary(board: BoardId): Promise<TalkSummary> {
    return summaryOf(await this.#head(board));
  }

  async #head(board: BoardId): Promise<TalkHead> {
    return (await this.#database.get<TalkHead>(KEY.talkHead(board))).value ?? NO_TALK;
  }

  async #event(board: BoardId, number: number): Promise<TalkEvent | null> {
    return (await this.#database.get<TalkEvent>(KEY.talkEvent(board, number))).value;
  }
}

/** Whether an action concerns any words, not only comments. */
function isForMessages(kind: TalkRequest["action"]["kind"]): boolean {
  return kind === "edit" || kind === "remove" || kind === "react" || kind === "unreact";
}

/**
 * People edit and remove their own words, and moderators remove any. Nobody edits words from a file, which are not
 * those of whoever imported them. A comment is moved by its author, or by people who
 * may move the shape under it.
 */
function judged<T>(
  { action, author, formerly = [], isModerator, mayDraw = false }: TalkRequest,
  target: TalkEvent,
  allowed: T,
): T | "foreign" {
  if (target.imported && action.kind === "edit") return "foreign";
  if (target.author !== "" && [author, ...formerly].includes(target.author)) return allowed;
  if (action.kind === "edit" || action.kind === "remove" && !isModerator) return "foreign";
  return action.kind === "move" && !mayDraw ? "foreign" : allowed;
}
