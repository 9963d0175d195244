import type { TalkEvent } from "../../../board/talk.ts";
import { type Message, messagesOf } from "./message.ts";

/** The newest events of a conversation, without gaps, and the messages that result from them. */
export class MessageLog {
  #events: TalkEvent[] = [];

  /** Number of the first event; 0 when there is none. */
  get first(): number {
    return this.#events[0]?.number ?? 0;
  }

  /** Number of the last event; 0 when there is none. */
  get last(): number {
    return this.#events.at(-1)?.number ?? 0;
  }

  /** Adds consecutive events. @returns false when events are missing between them and the log; then nothing is added */
  add(events: readonly TalkEvent[]): boolean {
    const [before, after] = [this.first, this.last];
    const isEmpty = this.#events.length === 0;
    const older = isEmpty ? [] : events.filter(({ number }) => number < before);
    const newer = isEmpty ? events : events.filter(({ number }) => number > after);
    if (older.length > 0 && older.at(-1)!.number !== before - 1) return false;
    if (!isEmpty && newer.length > 0 && newer[0].number !== after + 1) return false;
    this.#events = [...older, ...this.#events, ...newer];
    return true;
  }

  /** The messages in the order in which they were sent. What concerns one that is not loaded is applied when it is. */
  messages(): Message[] {
    return messagesOf(this.#events.filter(({ thread }) => thread === undefined));
  }
}
