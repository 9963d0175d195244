import type { TalkEvent } from "../../../board/talk.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { TALK } from "../../messages/en/people/talk.ts";

/** What the person is told of their own event, which changed something elsewhere than at the focus. */
export function sentWords(event: TalkEvent): string | undefined {
  switch (event.kind) {
    case "post":
    case "comment":
    case "reply":
      return TALK.sent;
    case "edit":
      return TALK.changed;
    case "react":
      return TALK.reacted({ emoji: event.emoji });
    case "unreact":
      return TALK.reactionTaken({ emoji: event.emoji });
    case "resolve":
      return COMMENTS.isResolved;
    case "reopen":
      return COMMENTS.isReopened;
    // The words in its place have the focus, and Orca leaves them out: it looked there itself when the button vanished.
    // It also leaves out the same words when a region says them.
    case "remove":
      return TALK.youRemoved;
    // Comments on shapes move by themselves.
    case "move":
      return undefined;
  }
}
