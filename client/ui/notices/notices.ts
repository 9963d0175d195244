import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { News } from "../../editor/news.ts";
import type { Notice } from "./notice.ts";
import { coming, isGrouped, noticeOf } from "./notice_words.ts";

/** News of one kind that arrive within this time become one notice, ms. People who only load the page again are none. */
export const GROUPED_MS = 4_000;
/** How long a notice stays, ms. */
export const SHOWN_MS = 7_000, CONCERNED_MS = 20_000;
/** Notices at a time; the oldest give way. */
const NOTICES_MAX = 3;

/** The notices on the page. Who comes and goes is grouped; everything else is shown at once. */
export class Notices {
  readonly shown: Signal<readonly Notice[]> = signal<readonly Notice[]>([]);
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #came: string[] = [];
  #left: string[] = [];
  #isGrouping = false;
  #count = 0;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  tell(news: News): void {
    if (!isGrouped(news)) return this.#show(noticeOf(news));
    const [to, against] = news.kind === "came" ? [this.#came, this.#left] : [this.#left, this.#came];
    const at = against.indexOf(news.name);
    if (at >= 0) against.splice(at, 1);
    else to.push(news.name);
    if (this.#isGrouping) return;
    this.#isGrouping = true;
    this.#after(GROUPED_MS, () => this.#showPeople());
  }

  drop(id: number): void {
    this.shown.value = this.shown.peek().filter((notice) => notice.id !== id);
  }

  /** Safe to call twice. */
  close(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  #showPeople(): void {
    this.#isGrouping = false;
    for (const [kind, names] of [["came", this.#came], ["left", this.#left]] as const) {
      if (names.length > 0) this.#show({ text: coming(kind, names), concernsMe: false });
    }
    this.#came = [];
    this.#left = [];
  }

  #show(notice: Omit<Notice, "id">): void {
    const id = ++this.#count;
    this.shown.value = [...this.shown.peek(), { ...notice, id }].slice(-NOTICES_MAX);
    this.#after(notice.concernsMe ? CONCERNED_MS : SHOWN_MS, () => this.drop(id));
  }

  #after(ms: number, run: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
  }
}
