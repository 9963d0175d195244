import type { Mention } from "../../../board/talk/mention.ts";
import type { Imported } from "../../../board/talk/imported.ts";
import { isTalkWords, type TalkEvent, type TalkWords } from "../../../board/talk.ts";

/** A message, comment or reply with everything that was done to it. */
export interface Message {
  readonly number: number;
  /** ms since 1970, by the server's clock. */
  readonly at: number;
  readonly author: string;
  readonly name: string;
  readonly imported?: Imported;
  /** Empty once the message was removed. */
  readonly text: string;
  readonly mentions?: readonly Mention[];
  readonly isEdited: boolean;
  readonly isRemoved: boolean;
  /** The authors of each reaction, in the order of the first one. */
  readonly reactions: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The messages that result from events, in the order in which they were sent. */
export function messagesOf(events: readonly TalkEvent[]): Message[] {
  const messages = new Map<number, Message>();
  for (const event of events) {
    if (isTalkWords(event)) messages.set(event.number, messageOf(event));
    else {
      const message = messages.get(event.of);
      if (message) messages.set(event.of, changed(message, event));
    }
  }
  return [...messages.values()];
}

function messageOf({ number, at, author, name, text, mentions, imported }: TalkWords): Message {
  return {
    number,
    at,
    author,
    name,
    text,
    mentions,
    isEdited: false,
    isRemoved: false,
    reactions: new Map(),
    ...(imported && { imported }),
  };
}

function changed(message: Message, event: TalkEvent): Message {
  if (message.isRemoved) return message;
  switch (event.kind) {
    case "edit":
      return { ...message, text: event.text, mentions: event.mentions, isEdited: true };
    case "remove":
      return { ...message, text: "", isRemoved: true, reactions: new Map() };
    case "react":
    case "unreact": {
      const authors = new Set(message.reactions.get(event.emoji));
      if (event.kind === "react") authors.add(event.author);
      else authors.delete(event.author);
      const reactions = new Map(message.reactions).set(event.emoji, authors);
      if (authors.size === 0) reactions.delete(event.emoji);
      return { ...message, reactions };
    }
  }
  return message;
}
