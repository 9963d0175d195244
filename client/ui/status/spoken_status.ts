import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { StatusWords } from "./status_words.ts";

/**
 * A shorter time without a connection is not announced, ms: the page reconnects when an owner changes what a link lets
 * do, and that is announced.
 */
export const OFFLINE_MS = 2_000;

/**
 * Chooses what of the status is announced: trouble, and that it is over. *Saving…* and *Saved* after every stroke would
 * drown out everything else, and so would the count of changes that wait.
 */
export class SpokenStatus {
  /** The text of the live region. */
  readonly text: Signal<string> = signal("");
  readonly #clock: Clock;
  #kind = "";
  #isTrouble = false;
  #sayLast = () => {};
  #cancel: (() => void) | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  see(kind: string, words: StatusWords): void {
    this.#sayLast = () => this.#say(kind, words);
    if (kind === "offline") this.#cancel ??= this.#clock.after(OFFLINE_MS, () => this.#sayLast());
    else {
      this.close();
      this.#sayLast();
    }
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #say(kind: string, { tone, text }: StatusWords): void {
    // With a view-only link, the words are the same during and after saving.
    const isPassing = tone === "quiet" || kind === "saving";
    if (isPassing) this.text.value = "";
    // If only the words differ, the role of the link has changed. A notice announces that.
    if (isPassing || kind === this.#kind) return;
    const isFirst = this.#kind === "", isTrouble = tone !== "good";
    this.#kind = kind;
    this.text.value = isTrouble && !(isFirst && tone === "view") || this.#isTrouble ? text : "";
    this.#isTrouble = isTrouble;
  }
}
