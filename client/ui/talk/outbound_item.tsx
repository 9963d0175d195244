import { TALK } from "../../messages/en/people/talk.ts";
import type { OutboundAction } from "./outbound_actions.ts";
import { wordsOf } from "./talk_words.ts";

/** Words that the server has not acknowledged, or has refused. */
export function OutboundItem({ outbound, drop }: { outbound: OutboundAction; drop: () => void }) {
  const { action, refused } = outbound;
  return (
    <div class="message is-pending">
      <p class="message-text" dir="auto">{"text" in action && action.text}</p>
      <p class={refused ? "problem" : "note"} aria-live="assertive" aria-atomic>
        {refused ? wordsOf(refused) : TALK.pending}{" "}
        {refused && <button type="button" class="link-button" onClick={drop}>{TALK.drop}</button>}
      </p>
    </div>
  );
}
