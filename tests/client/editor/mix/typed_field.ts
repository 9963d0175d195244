import assert from "node:assert/strict";
import { type Replacement, shifted } from "../../../../client/editor/text/replacement.ts";
import { replacementBetween } from "../../../../client/editor/text/text_difference.ts";
import type { TextNews, Writing } from "../../../../client/editor/text/text_editing.ts";

/** A text field and its caret, like `client/input/text_field.ts` but without a page. */
export class TypedField {
  readonly writing: Writing;
  #shown: string;
  #caret: number;
  readonly #stop: () => void;

  constructor(writing: Writing) {
    this.writing = writing;
    this.#shown = writing.text;
    this.#caret = this.#shown.length;
    this.#stop = writing.onNews((news) => this.#hear(news));
    this.#report();
  }

  get caret(): number {
    return this.#caret;
  }

  get length(): number {
    return this.#shown.length;
  }

  /** @param time ms */
  type({ at, removed, inserted }: Replacement, time: number): void {
    this.#caret = at + inserted.length;
    const now = this.#shown.slice(0, at) + inserted + this.#shown.slice(at + removed);
    const typed = replacementBetween(this.#shown, now, this.#caret);
    this.#shown = now;
    if (typed) this.writing.replace(typed, time);
    this.#report();
    this.check();
  }

  moveCaret(to: number): void {
    this.#caret = to;
    this.#report();
  }

  /** Asserts that the field shows the text on the board. */
  check(): void {
    assert.equal(this.#shown, this.writing.text, "the field shows something else than is written");
  }

  close(): void {
    this.#stop();
  }

  #hear({ replacements }: TextNews): void {
    for (const news of replacements) {
      const { at, removed, inserted } = news;
      this.#shown = this.#shown.slice(0, at) + inserted + this.#shown.slice(at + removed);
      this.#caret = shifted(this.#caret, news);
    }
    this.#report();
  }

  #report(): void {
    this.writing.select(this.#caret, this.#caret);
  }
}
