import type { TalkEvent } from "../../../board/talk.ts";

/** A message with everything that was done to it. */
export interface Message {
  readonly number: number;
  /** ms since 1970, by the server's clock. */
  readonly at: number;
  readonly author: string;
  readonly name: string;
  /** Empty once the message was removed. */
  readonly text: string;
  readonly isEdited: boolean;
  readonly isRemoved: boolean;
  /** The authors of each reaction, in the order of the first one. */
  readonly reactions: ReadonlyMap<string, ReadonlySet<string>>;
}

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

  /** The messages in the order in which they were sent. */
  messages(): Message[] {
    const messages = new Map<number, Message>();
    for (const event of this.#events) {
      if (event.kind === "post") messages.set(event.number, messageOf(event));
      // What concerns a message that is not loaded is applied when it is.
      else if (messages.has(event.of)) messages.set(event.of, changed(messages.get(event.of)!, event));
    }
    return [...messages.values()];
  }
}

function messageOf({ number, at, author, name, text }: TalkEvent & { kind: "post" }): Message {
  return { number, at, author, name, text, isEdited: false, isRemoved: false, reactions: new Map() };
}

function changed(message: Message, event: Exclude<TalkEvent, { kind: "post" }>): Message {
  if (message.isRemoved) return message;
  switch (event.kind) {
    case "edit":
      return { ...message, text: event.text, isEdited: true };
    case "remove":
      return { ...message, text: "", isRemoved: true, reactions: new Map() };
    default: {
      const authors = new Set(message.reactions.get(event.emoji));
      if (event.kind === "react") authors.add(event.author);
      else authors.delete(event.author);
      const reactions = new Map(message.reactions).set(event.emoji, authors);
      if (authors.size === 0) reactions.delete(event.emoji);
      return { ...message, reactions };
    }
  }
}
