import { type CommentThread, threadAfter } from "../../../board/comment_thread.ts";
import type { TalkAction, TalkEvent } from "../../../board/talk.ts";
import type { OutboundAction } from "../talk/outbound_actions.ts";

/** Above the numbers of all events. */
const FIRST = 2 ** 50;

/** What this device has not sent yet, as events that come after all others. Words of its own are not among them. */
export function pendingEvents(list: readonly OutboundAction[], author: string): readonly TalkEvent[] {
  return list.flatMap(({ action, name, refused }, i) =>
    refused === undefined && isChange(action) ? [{ ...action, number: FIRST + i, at: 0, author, name }] : []
  );
}

/** The threads as they are once everything has been sent. */
export function withPending(
  threads: ReadonlyMap<number, CommentThread>,
  list: readonly OutboundAction[],
): ReadonlyMap<number, CommentThread> {
  const events = pendingEvents(list, "");
  if (events.length === 0) return threads;
  const changed = new Map(threads);
  for (const event of events) {
    const of = (event as { of: number }).of;
    const thread = changed.get(of) ?? [...changed.values()].find(({ replies }) => replies.includes(of));
    if (thread === undefined) continue;
    const after = threadAfter(thread, event);
    if (after) changed.set(thread.number, { ...after, last: thread.last });
    else changed.delete(thread.number);
  }
  return changed;
}

function isChange({ kind }: TalkAction): boolean {
  return kind !== "post" && kind !== "comment" && kind !== "reply";
}
