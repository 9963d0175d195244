import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { type LinkNotice, readLinkNotice } from "../../../board/moderation.ts";
import type { News } from "../../editor/news.ts";
import type { Notice } from "./notice.ts";
import { coming, isGrouped, linksChanged, noticeOf, type Single } from "./notice_words.ts";

/** News of one kind that arrive within this time become one notice, ms. People who only load the page again are none. */
export const GROUPED_MS = 4_000;
/** How long a notice stays, ms. */
export const SHOWN_MS = 7_000, CONCERNED_MS = 20_000;
/** Notices of this time are spoken together, ms. The first waits until screen readers know where they are spoken. */
export const SAID_MS = 150;
/** Notices at a time; the oldest give way. */
const NOTICES_MAX = 3;

/** The notices on the page. Who comes and goes, and changes of links, are grouped; everything else is shown at once. */
export class Notices {
  readonly shown: Signal<readonly Notice[]> = signal<readonly Notice[]>([]);
  /** The words for screen readers. The number changes each time, so that the same words are spoken again. */
  readonly said: Signal<{ readonly number: number; readonly text: string }> = signal({ number: 0, text: "" });
  #unsaid: string[] = [];
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #came: string[] = [];
  #left: string[] = [];
  #links: LinkNotice[] = [];
  #isGrouping = false;
  #count = 0;
  #held: number | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  tell(news: News): void {
    if (!isGrouped(news)) return this.#show(noticeOf(news));
    if (news.kind === "link") {
      const change = readLinkNotice(news.json);
      if (change === undefined) return;
      this.#links.push(change);
      return this.#group();
    }
    const [to, against] = news.kind === "came" ? [this.#came, this.#left] : [this.#left, this.#came];
    const at = against.indexOf(news.name);
    if (at >= 0) against.splice(at, 1);
    else to.push(news.name);
    this.#group();
  }

  /** Speaks of something that is not shown. */
  say(news: Single): void {
    this.#say(noticeOf(news).text);
  }

  /** The notice that has the keyboard stays until the keyboard has left it. Undefined: none has it. */
  hold(id: number | undefined): void {
    const before = this.#held;
    this.#held = id;
    if (before !== undefined) this.#dropAfter(SHOWN_MS, before);
  }

  drop(id: number): void {
    this.shown.value = this.shown.peek().filter((notice) => notice.id !== id);
  }

  /** Safe to call twice. */
  close(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  #group(): void {
    if (this.#isGrouping) return;
    this.#isGrouping = true;
    this.#after(GROUPED_MS, () => this.#showGroups());
  }

  #showGroups(): void {
    this.#isGrouping = false;
    for (const [kind, names] of [["came", this.#came], ["left", this.#left]] as const) {
      if (names.length > 0) this.#show({ text: coming(kind, names), concernsMe: false });
    }
    if (this.#links.length > 0) this.#show({ text: linksChanged(this.#links), concernsMe: false });
    [this.#came, this.#left, this.#links] = [[], [], []];
  }

  #show(notice: Omit<Notice, "id">): void {
    const id = ++this.#count;
    const all = [...this.shown.peek(), { ...notice, id }];
    const old = all.filter(({ id }) => id !== this.#held).slice(0, Math.max(0, all.length - NOTICES_MAX));
    this.shown.value = all.filter((each) => !old.includes(each));
    this.#dropAfter(notice.concernsMe ? CONCERNED_MS : SHOWN_MS, id);
    this.#say(notice.text);
  }

  #say(text: string): void {
    if (this.#unsaid.push(text) > 1) return;
    this.#after(SAID_MS, () => {
      this.said.value = { number: ++this.#count, text: this.#unsaid.join(". ") };
      this.#unsaid = [];
    });
  }

  #dropAfter(ms: number, id: number): void {
    this.#after(ms, () => this.#held !== id && this.drop(id));
  }

  #after(ms: number, run: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
  }
}
