import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type CommentThread, newestIn, threadAfter } from "../../../board/comment_thread.ts";
import type { TalkAction, TalkEvent } from "../../../board/talk.ts";
import { newestOfOthers } from "../../../board/talk/newest_words.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { OutboundAction } from "../talk/outbound_actions.ts";
import type { TalkDesk } from "../talk/talk_desk.ts";
import type { SeenComments } from "../talk/talk_memory.ts";
import { withPending } from "./pending_changes.ts";

const PAGE = 100;
/** Open comments that are loaded at once. */
const OPEN_MAX = 500;

type Threads = ReadonlyMap<number, CommentThread>;

/** The comments on the board, once it is known that there are any: the newest open ones, and others when asked for. */
export class Comments {
  readonly state: Signal<"loading" | "ready" | "failed"> = signal<"loading" | "ready" | "failed">("loading");
  /** How often the open comments were read: after each time, events of a thread may be missing. */
  readonly loads: Signal<number> = signal(0);
  /** Which comments the server has more of, by whether they are resolved. */
  readonly hasOlder: { readonly open: Signal<boolean>; readonly resolved: Signal<boolean> } = {
    open: signal(false),
    resolved: signal(false),
  };
  /** The comments with what this device has not sent yet, newest first. */
  readonly threads: ReadonlySignal<readonly CommentThread[]>;
  /** Comments that this device has not sent yet. */
  readonly pending: ReadonlySignal<readonly OutboundAction[]>;
  /** Why the last action had no effect. */
  readonly problem: Signal<ErrorCode | "unknown" | undefined> = signal<ErrorCode | "unknown" | undefined>(undefined);
  readonly desk: TalkDesk;
  readonly #known: Signal<Threads> = signal<Threads>(new Map());
  readonly #seen: Signal<SeenComments | undefined> = signal<SeenComments | undefined>(undefined);
  readonly #listeners = new Set<(event: TalkEvent) => void>();
  readonly #stops: readonly (() => void)[];
  /** Events that arrived during a request. */
  #heard: TalkEvent[] = [];
  #last = 0;
  #hasResolved = false;
  #reading: Promise<void> | undefined;

  constructor(desk: TalkDesk) {
    this.desk = desk;
    const list = desk.outbound.list;
    this.threads = computed(() =>
      [...withPending(this.#known.value, list.value).values()].sort((a, b) => b.number - a.number)
    );
    this.pending = computed(() => list.value.filter(({ action }) => action.kind === "comment"));
    this.#stops = [
      desk.onEvent((event) => this.#hear(event)),
      desk.onConnected(() => void this.load()),
      effect(() => this.#dropRefused(list.value)),
    ];
  }

  /** Whether somebody else wrote in a thread since this person saw it. */
  isNew(thread: CommentThread): boolean {
    const { value } = this.#seen;
    return value !== undefined &&
      newestOfOthers(newestIn(thread), this.desk.mine.value) > (value.threads.get(thread.number) ?? value.newAfter);
  }

  /** The newest words of a thread that this person looked at; 0 when it was never open. */
  seenIn({ number }: CommentThread): number {
    return this.#seen.value?.threads.get(number) ?? 0;
  }

  /** The person sees all of a thread. */
  noteSeen(thread: CommentThread): void {
    const seen = this.#seen.peek(), newest = newestOf(thread);
    if (seen === undefined || seen.threads.get(thread.number) === newest) return;
    const threads = new Map(seen.threads);
    threads.delete(thread.number);
    this.#seen.value = { ...seen, threads: threads.set(thread.number, newest) };
    this.desk.keepSeen(this.#seen.value);
  }

  get(number: number): CommentThread | undefined {
    return this.threads.value.find((thread) => thread.number === number);
  }

  /** Calls `heard` with the events of comments, before `threads` changes. @returns a function that ends it */
  onEvent(heard: (event: TalkEvent) => void): () => void {
    this.#listeners.add(heard);
    return () => void this.#listeners.delete(heard);
  }

  /** Reads the open comments, as at the start and after a reconnect. Calls during a read wait for it. */
  load(): Promise<void> {
    return this.#reading ??= this.#load().finally(() => this.#reading = undefined);
  }

  /** Reads the newest resolved comments, once. */
  async loadResolved(): Promise<void> {
    if (this.#hasResolved) return;
    this.#hasResolved = true;
    this.#hasResolved = await this.#readMore(true);
  }

  loadOlder(isResolved: boolean): Promise<boolean> {
    return this.#readMore(isResolved);
  }

  /** Reads one thread that is not loaded. @returns false when there is no such thread, or no answer */
  async find(number: number): Promise<boolean> {
    let thread: CommentThread | undefined;
    for (let after = 0;;) {
      const page = await this.desk.api.read({ thread: number, after, limit: PAGE });
      if ("isTemporary" in page) return false;
      thread = page.events.reduce<CommentThread | undefined>(threadAfter, thread);
      if (page.events.length < PAGE) break;
      after = page.events.at(-1)!.number;
    }
    if (thread) this.#put([thread]);
    return thread !== undefined;
  }

  /** Sends an action, now or when the page is connected. @returns the id of its event */
  send(action: TalkAction, name: string): string {
    this.problem.value = undefined;
    return this.desk.outbound.add(action, name);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  async #load(): Promise<void> {
    if (this.state.peek() === "failed") this.state.value = "loading";
    for (let isComplete = false; !isComplete;) {
      this.#heard = [];
      const known = new Map<number, CommentThread>();
      let before: number | undefined, last: number | undefined, isLast = false;
      while (!isLast && known.size < OPEN_MAX) {
        const page = await this.desk.api.comments(false, { limit: PAGE, ...(before && { before }) });
        if ("isTemporary" in page) {
          if (this.state.peek() === "loading") this.state.value = "failed";
          return;
        }
        for (const thread of page.comments) known.set(thread.number, thread);
        // Later pages are newer than the first one, and an event counts once.
        last ??= page.last;
        before = page.comments.at(-1)?.number;
        isLast = page.comments.length < PAGE;
      }
      for (const thread of this.#known.peek().values()) {
        if (thread.isResolved && !known.has(thread.number)) known.set(thread.number, thread);
      }
      this.hasOlder.open.value = !isLast;
      this.#last = last!;
      this.#known.value = known;
      if (this.#seen.peek() === undefined) this.desk.keepSeen(this.#seen.value = this.desk.seen(last!));
      this.state.value = "ready";
      this.loads.value = this.loads.peek() + 1;
      isComplete = this.#heard.sort((a, b) => a.number - b.number).every((event) => this.#apply(event));
    }
    if (this.#hasResolved) await this.#readMore(true, { isAgain: true });
  }

  async #readMore(isResolved: boolean, { isAgain = false } = {}): Promise<boolean> {
    const known = [...this.#known.peek().values()].filter((thread) => thread.isResolved === isResolved);
    const before = isAgain ? Infinity : Math.min(...known.map(({ number }) => number));
    const page = await this.desk.api.comments(isResolved, { limit: PAGE, ...(before < Infinity && { before }) });
    if ("isTemporary" in page) {
      this.problem.value = page.code ?? "unknown";
      return false;
    }
    this.hasOlder[isResolved ? "resolved" : "open"].value = page.comments.length === PAGE;
    this.#put(page.comments);
    return true;
  }

  /** Adds threads, unless a newer state of them is known. */
  #put(threads: readonly CommentThread[]): void {
    const known = new Map(this.#known.peek());
    for (const thread of threads) {
      if ((known.get(thread.number)?.last ?? 0) <= thread.last) known.set(thread.number, thread);
    }
    this.#known.value = known;
  }

  #hear(event: TalkEvent): void {
    if (this.#reading) this.#heard.push(event);
    if (this.state.peek() === "ready" && !this.#apply(event)) void this.load();
  }

  /** @returns false when events are missing before it */
  #apply(event: TalkEvent): boolean {
    if (event.number > this.#last + 1) return false;
    this.#last = Math.max(this.#last, event.number);
    const { thread: number } = event;
    if (number === undefined) return true;
    for (const listener of this.#listeners) listener(event);
    const known = this.#known.peek(), before = known.get(number);
    // A thread that is not loaded is only needed when somebody goes on with it.
    if (before === undefined && event.kind !== "comment") {
      if (event.kind === "reply" || event.kind === "reopen") void this.find(number);
      return true;
    }
    const after = threadAfter(before, event);
    if (after === before || before && event.kind === "comment") return true;
    const next = new Map(known);
    if (after) next.set(number, after);
    else next.delete(number);
    this.#known.value = next;
    return true;
  }

  /** What has words stays, so that the person can copy them. */
  #dropRefused(list: readonly OutboundAction[]): void {
    for (const { id, action, refused } of list) {
      if (refused === undefined || action.kind === "post" || "text" in action) continue;
      if (action.kind !== "move") this.problem.value = refused;
      queueMicrotask(() => this.desk.outbound.drop(id));
    }
  }
}

/** The number of the newest words of a thread. */
function newestOf({ number, replies }: CommentThread): number {
  return replies.at(-1) ?? number;
}
