import { type Signal, signal } from "@preact/signals";
import { newSecret } from "../../../board/id.ts";
import type { TalkAction, TalkEvent } from "../../../board/talk.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { Message } from "./message.ts";
import { MessageLog } from "./message_log.ts";
import type { TalkDesk } from "./talk_desk.ts";

const PAGE = 50;
/** Events read at once after a reconnect, or on the way to an earlier message. */
const CATCH_UP_PAGE = 100;
/** How far back a message is shown: some 50 requests, and as much as a browser lays out in a second. */
const REACH = 5_000;

/** The conversation of a board, once somebody looks at it: its newest messages, and what is on its way. */
export class Conversation {
  readonly messages: Signal<readonly Message[]> = signal<readonly Message[]>([]);
  readonly state: Signal<"loading" | "ready" | "failed"> = signal<"loading" | "ready" | "failed">("loading");
  readonly hasOlder: Signal<boolean> = signal(false);
  /** Why the last action had no effect. */
  readonly problem: Signal<ErrorCode | "unknown" | undefined> = signal<ErrorCode | "unknown" | undefined>(undefined);
  readonly desk: TalkDesk;
  readonly #log = new MessageLog();
  readonly #onRead: (number: number) => void;
  #reading: Promise<void> | undefined;

  /** @param onRead called with the number of the newest event that the person has seen */
  constructor(desk: TalkDesk, onRead: (number: number) => void = () => {}) {
    this.desk = desk;
    this.#onRead = onRead;
    desk.onEvent((event) => this.hear(event));
  }

  /** Number of the newest event that is loaded. */
  get last(): number {
    return this.#log.last;
  }

  /** The person sees all that is loaded. */
  noteRead(): void {
    this.desk.noteRead(this.last);
    this.#onRead(this.last);
  }

  /** An event arrived. If others are missing before it, they are read. */
  hear(event: TalkEvent): void {
    if (this.state.peek() !== "ready") return;
    const isNext = event.number === this.#log.last + 1;
    if (isNext) this.#add([event]);
    else if (event.number > this.#log.last) void this.catchUp();
  }

  /** Reads what is new, as after a reconnect. Calls during a read wait for it. */
  catchUp(): Promise<void> {
    return this.#reading ??= this.#catchUp().finally(() => this.#reading = undefined);
  }

  /** Reads until there are older messages to see: the events of comments are between them. */
  async loadOlder(): Promise<void> {
    const [first] = this.messages.peek();
    while (this.hasOlder.peek() && this.messages.peek()[0] === first) {
      const page = await this.desk.api.read({ before: this.#log.first, limit: PAGE });
      if ("isTemporary" in page) return void (this.problem.value = page.code ?? "unknown");
      if (page.events.length === 0) return;
      this.#add(page.events);
    }
  }

  /** Reads back to a message, so that it is among `messages`. @returns false when it is too far back, or no answer */
  async reach(number: number): Promise<boolean> {
    if (this.last - number > REACH) return false;
    while (this.#log.first > number) {
      const page = await this.desk.api.read({ before: this.#log.first, limit: CATCH_UP_PAGE });
      if ("isTemporary" in page || page.events.length === 0 || !this.#log.add(page.events)) return false;
    }
    this.#add([]);
    return true;
  }

  /** Edits or removes a message, or reacts to one. @returns false when it had no effect */
  async act(action: TalkAction, name: string): Promise<boolean> {
    this.problem.value = undefined;
    const answer = await this.desk.api.send(action, { name, id: newSecret() });
    if ("isTemporary" in answer) {
      this.problem.value = answer.code ?? "unknown";
      return false;
    }
    this.desk.hearSent(answer);
    return true;
  }

  async #catchUp(): Promise<void> {
    const isFirst = this.state.peek() !== "ready";
    if (isFirst) this.state.value = "loading";
    for (;;) {
      const isEmpty = this.#log.last === 0;
      const page = await this.desk.api.read(
        isFirst && isEmpty ? { limit: PAGE } : { after: this.#log.last, limit: CATCH_UP_PAGE },
      );
      if ("isTemporary" in page) {
        if (isFirst) this.state.value = "failed";
        return;
      }
      this.state.value = "ready";
      this.#add(page.events);
      if (this.#log.last >= page.last || page.events.length === 0) return;
    }
  }

  #add(events: readonly TalkEvent[]): void {
    this.#log.add(events);
    this.messages.value = this.#log.messages();
    this.hasOlder.value = this.#log.first > 1;
  }
}
