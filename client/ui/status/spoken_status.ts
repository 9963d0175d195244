import type { StatusWords } from "./status_words.ts";

/**
 * Chooses what of the status is announced: trouble, and that it is over. *Saving…* and *Saved* after every stroke would
 * drown out everything else, and so would the count of changes that wait.
 */
export class SpokenStatus {
  #kind = "";
  #isTrouble = false;
  #text = "";

  /** @returns the text of the live region */
  next(kind: string, { tone, text }: StatusWords): string {
    if (kind === this.#kind) return this.#text;
    const isFirst = this.#kind === "";
    this.#kind = kind;
    if (tone === "quiet") return this.#text = "";
    const isTrouble = tone !== "good";
    this.#text = isTrouble && !(isFirst && tone === "view") || this.#isTrouble ? text : "";
    this.#isTrouble = isTrouble;
    return this.#text;
  }
}
