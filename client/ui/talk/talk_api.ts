import { type Signal, signal } from "@preact/signals";
import { type CommentThread, readCommentThread } from "../../../board/comment_thread.ts";
import { readTalkEvent, type TalkAction, type TalkEvent } from "../../../board/talk.ts";
import type { TalkImportItem } from "../../../board/talk/talk_import.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { errorCodeOf } from "../links/error_code.ts";

export interface TalkPage {
  readonly events: readonly TalkEvent[];
  /** Number of the newest event of the board. */
  readonly last: number;
}

export interface CommentPage {
  readonly comments: readonly CommentThread[];
  /** Number of the newest event of the board. */
  readonly last: number;
}

export interface TalkFound {
  /** The newest first. */
  readonly found: readonly TalkEvent[];
  /** Numbers of what this part edits or removes. */
  readonly changed: readonly number[];
  /** Where to go on; undefined at the beginning of the talk. */
  readonly before: number | undefined;
}

/** Why a request had no effect. */
export interface TalkFailure {
  /** Undefined without an answer of our server. */
  readonly code: ErrorCode | undefined;
  /** True when the same request may succeed later. */
  readonly isTemporary: boolean;
  /** ms to wait before the next attempt, when the server states it. */
  readonly waitMs?: number;
}

const NO_ANSWER: TalkFailure = { code: undefined, isTemporary: true };
const TEMPORARY = [408, 425, 429];

/** The requests about the talk on one board. */
export class TalkApi {
  /** Under what author this device's events appear. */
  readonly you: Signal<string> = signal("");
  /** All authors that the person is here. */
  readonly mine: Signal<readonly string[]> = signal<readonly string[]>([]);
  readonly #slug: () => string;
  readonly #key: string;
  readonly #request: typeof fetch;
  #isSignedIn = false;

  /** @param key the secret that makes this device the author of what it sends */
  constructor(slug: () => string, key: string, request: typeof fetch = (...args) => fetch(...args)) {
    this.#slug = slug;
    this.#key = key;
    this.#request = request;
  }

  async read(query: Readonly<Record<string, number>>): Promise<TalkPage | TalkFailure> {
    const answer = await this.#ask(`?${parametersOf(query).slice(1)}`, this.#read);
    if ("isTemporary" in answer) return answer;
    const { events, last, you, formerly } = answer.body;
    if (!Array.isArray(events)) return NO_ANSWER;
    // What was said here before signing in belongs to the same person.
    const former = new Set<unknown>(Array.isArray(formerly) ? formerly : []);
    const read = events.map(readTalkEvent).filter((event) => event !== undefined)
      .map((event) => former.has(event.author) ? { ...event, author: String(you) } : event);
    return { events: read, last: Number(last) };
  }

  /** The threads of comments, newest first, that are resolved or not. */
  async comments(
    isResolved: boolean,
    query: Readonly<Record<string, number>>,
  ): Promise<CommentPage | TalkFailure> {
    const state = isResolved ? "resolved" : "open";
    const answer = await this.#ask(`/comments?state=${state}${parametersOf(query)}`, this.#read);
    if ("isTemporary" in answer) return answer;
    const { comments, last } = answer.body;
    if (!Array.isArray(comments)) return NO_ANSWER;
    return { comments: comments.map(readCommentThread).filter((thread) => thread !== undefined), last: Number(last) };
  }

  /** Looks for words in a part of the talk, from the newest event or from `before` back. */
  async find(words: string, before?: number): Promise<TalkFound | TalkFailure> {
    const from = before === undefined ? "" : `&before=${before}`;
    const answer = await this.#ask(`/found?words=${encodeURIComponent(words)}${from}`, {});
    if ("isTemporary" in answer) return answer;
    const { found, changed, before: next } = answer.body;
    return {
      found: (Array.isArray(found) ? found : []).map(readTalkEvent).filter((event) => event !== undefined),
      changed: Array.isArray(changed) ? changed.map(Number) : [],
      before: typeof next === "number" ? next : undefined,
    };
  }

  /** The tokens of the pictures of authors that have one. Undefined without an answer. */
  async pictures(authors: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
    const answer = await this.#ask(`/pictures?of=${authors.join()}`, {});
    if ("isTemporary" in answer) return undefined;
    return new Map(Object.entries(answer.body.pictures ?? {}).map(([author, token]) => [author, String(token)]));
  }

  /** Notes on the server how far the person has read, where the person has an account. */
  async noteRead(number: number): Promise<void> {
    if (this.#isSignedIn) await this.#ask("/read", { method: "POST", body: JSON.stringify({ number }) });
  }

  /** @param id the same for every attempt, so that a repeated attempt has no further effect */
  async send(action: TalkAction, { name, id }: { name: string; id: string }): Promise<TalkEvent | TalkFailure> {
    const answer = await this.#ask("", {
      method: "POST",
      body: JSON.stringify({ ...action, name, id, key: this.#key }),
    });
    if ("isTemporary" in answer) return answer;
    return readTalkEvent(answer.body) ?? NO_ANSWER;
  }

  /** Adds words from a file. `id` as in `send`. @returns the number of each */
  async import(
    items: readonly TalkImportItem[],
    { name, id }: { name: string; id: string },
  ): Promise<{ readonly numbers: readonly number[] } | TalkFailure> {
    const written = items.map(({ action, imported }) => ({ ...action, ...imported }));
    const answer = await this.#ask("/import", {
      method: "POST",
      body: JSON.stringify({ items: written, name, id, key: this.#key }),
    });
    if ("isTemporary" in answer) return answer;
    const { numbers } = answer.body;
    return Array.isArray(numbers) ? { numbers: numbers.map(Number) } : NO_ANSWER;
  }

  get #read(): RequestInit {
    return { headers: { "drawbridge-key": this.#key } };
  }

  async #ask(query: string, init: RequestInit): Promise<{ body: Record<string, unknown> } | TalkFailure> {
    const response = await this.#request(`/api/boards/${this.#slug()}/talk${query}`, init).catch(() => undefined);
    if (response === undefined) return NO_ANSWER;
    if (response.ok) {
      const body = await response.json().catch(() => undefined);
      if (typeof body?.read === "number") this.#isSignedIn = true;
      if (typeof body?.you === "string") {
        this.you.value = body.you;
        const mine = [body.you, ...Array.isArray(body.formerly) ? body.formerly : []];
        if (mine.join() !== this.mine.peek().join()) this.mine.value = mine;
      }
      return body ? { body } : NO_ANSWER;
    }
    const seconds = Number(response.headers.get("retry-after"));
    return {
      code: await errorCodeOf(response),
      isTemporary: response.status >= 500 || TEMPORARY.includes(response.status),
      ...(seconds > 0 && { waitMs: seconds * 1_000 }),
    };
  }
}

function parametersOf(query: Readonly<Record<string, number>>): string {
  return Object.entries(query).map(([name, value]) => `&${name}=${value}`).join("");
}
