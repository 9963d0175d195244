import { TALK } from "../../messages/en/people/talk.ts";
import type { OutboundMessage } from "./outbound_messages.ts";
import { wordsOf } from "./talk_words.ts";

/** A message that the server has not acknowledged, or has refused. */
export function OutboundItem({ message, drop }: { message: OutboundMessage; drop: () => void }) {
  const { text, refused } = message;
  return (
    <div class="message is-pending">
      <p class="message-text" dir="auto">{text}</p>
      {refused === undefined ? <p class="note">{TALK.pending}</p> : (
        <p class="problem" role="alert">
          {wordsOf(refused)} <button type="button" class="link-button" onClick={drop}>{TALK.drop}</button>
        </p>
      )}
    </div>
  );
}
