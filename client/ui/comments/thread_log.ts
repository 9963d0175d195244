import { effect, type Signal, signal } from "@preact/signals";
import type { TalkEvent } from "../../../board/talk.ts";
import type { Comments } from "./comments.ts";

const PAGE = 100;

/** The events of one thread. It loads them and follows new ones until it is closed. */
export class ThreadLog {
  readonly events: Signal<readonly TalkEvent[]> = signal<readonly TalkEvent[]>([]);
  readonly state: Signal<"loading" | "ready" | "failed"> = signal<"loading" | "ready" | "failed">("loading");
  readonly number: number;
  readonly #comments: Comments;
  readonly #stops: readonly (() => void)[];
  #reading: Promise<void> | undefined;
  /** All events up to this number have been read. */
  #upTo = 0;

  constructor(comments: Comments, number: number) {
    this.#comments = comments;
    this.number = number;
    this.#stops = [
      comments.onEvent((event) => event.thread === number && this.#add([event])),
      effect(() => {
        void comments.loads.value;
        void this.load();
      }),
    ];
  }

  /** Reads what is missing. Calls during a read wait for it. */
  load(): Promise<void> {
    return this.#reading ??= this.#load().finally(() => this.#reading = undefined);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  async #load(): Promise<void> {
    if (this.state.peek() === "failed") this.state.value = "loading";
    for (;;) {
      const page = await this.#comments.desk.api.read({ thread: this.number, after: this.#upTo, limit: PAGE });
      if ("isTemporary" in page) {
        if (this.state.peek() === "loading") this.state.value = "failed";
        return;
      }
      this.#add(page.events);
      this.#upTo = page.events.at(-1)?.number ?? this.#upTo;
      if (page.events.length < PAGE) break;
    }
    this.state.value = "ready";
  }

  #add(events: readonly TalkEvent[]): void {
    const known = new Map([...this.events.peek(), ...events].map((event) => [event.number, event]));
    if (known.size === this.events.peek().length) return;
    this.events.value = [...known.values()].sort((a, b) => a.number - b.number);
  }
}
