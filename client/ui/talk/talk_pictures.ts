import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { TalkApi } from "./talk_api.ts";

/** The server takes as many authors in one question. */
const AUTHORS_MAX = 50;
/** After this time a picture is asked for again, ms: people change theirs. */
const FRESH_MS = 5 * 60_000;
/** The same after a question without an answer, ms. */
const RETRY_MS = 10_000;

/** The tokens of the pictures of those who said something, by author. Others are shown by their initials. */
export class TalkPictures {
  readonly #api: Pick<TalkApi, "pictures">;
  readonly #clock: Clock;
  readonly #tokens: Signal<ReadonlyMap<string, string>> = signal<ReadonlyMap<string, string>>(new Map());
  /** Until when an author is not asked for again. */
  readonly #settledUntil = new Map<string, number>();
  readonly #wanted = new Set<string>();

  constructor(api: Pick<TalkApi, "pictures">, clock: Clock = systemClock) {
    [this.#api, this.#clock] = [api, clock];
  }

  /** Asks the server for a picture that is not known. Its arrival changes a signal. */
  of(author: string): string | undefined {
    if (author !== "" && this.#clock.now() > (this.#settledUntil.get(author) ?? -Infinity)) {
      // What one rendering needs is one question.
      if (this.#wanted.size === 0) queueMicrotask(() => void this.#ask());
      this.#wanted.add(author);
    }
    return this.#tokens.value.get(author);
  }

  async #ask(): Promise<void> {
    const authors = [...this.#wanted];
    this.#wanted.clear();
    this.#settle(authors, FRESH_MS);
    for (let from = 0; from < authors.length; from += AUTHORS_MAX) {
      const asked = authors.slice(from, from + AUTHORS_MAX);
      const found = await this.#api.pictures(asked);
      if (found === undefined) {
        this.#settle(asked, RETRY_MS);
        continue;
      }
      const tokens = new Map(this.#tokens.peek());
      for (const author of asked) tokens.delete(author);
      for (const [author, token] of found) tokens.set(author, token);
      this.#tokens.value = tokens;
    }
  }

  #settle(authors: readonly string[], ms: number): void {
    for (const author of authors) this.#settledUntil.set(author, this.#clock.now() + ms);
  }
}
