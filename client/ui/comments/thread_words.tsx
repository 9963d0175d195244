import type { Mention } from "../../../board/talk/mention.ts";
import type { TalkEvent } from "../../../board/talk.ts";
import type { Editor } from "../../editor/editor.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { moment } from "../page/dates.ts";
import { type Message, messagesOf } from "../talk/message.ts";
import { MessageItem } from "../talk/message_item.tsx";
import { OutboundItem } from "../talk/outbound_item.tsx";
import type { OutboundAction } from "../talk/outbound_actions.ts";
import type { BoardComments } from "./board_comments.ts";
import { pendingEvents } from "./pending_changes.ts";
import type { ThreadLog } from "./thread_log.ts";

interface ThreadWordsProps {
  readonly editor: Editor;
  readonly all: BoardComments;
  readonly log: ThreadLog;
  readonly canWrite: boolean;
  /** The number of the words that the person looks for. */
  readonly wanted: number | undefined;
  /** Whom an edit can mention. */
  readonly people: () => readonly Mention[];
}

/** What was said in a thread, and when it was resolved or reopened. */
export function ThreadWords({ editor, all, log, canWrite, wanted, people }: ThreadWordsProps) {
  const { desk } = all.comments;
  const you = desk.you.value, events = log.events.value, outbound = desk.outbound.list.value;
  if (log.state.value === "failed" && events.length === 0) {
    return (
      <p class="talk-note" aria-live="assertive" aria-atomic>
        {COMMENTS.failed}{" "}
        <button type="button" class="link-button" onClick={() => void log.load()}>{COMMENTS.retry}</button>
      </p>
    );
  }
  if (events.length === 0) {
    return <p class="late note talk-note" aria-live="assertive" aria-atomic>{COMMENTS.loading}</p>;
  }
  const messages = messagesOf([...events, ...pendingEvents(outbound, you)]);
  const isOfThread = (number: number) => messages.some((message) => message.number === number);
  const lines = [...messages, ...turnsOf(events)].sort((a, b) => a.number - b.number);
  const own = outbound.filter(({ action, refused }) =>
    action.kind === "reply" ? isOfThread(action.of) : action.kind === "edit" && refused && isOfThread(action.of)
  );
  return (
    <>
      {lines.map((line, i) =>
        "reactions" in line
          ? (
            <MessageItem
              key={line.number}
              message={line}
              before={messageAt(lines, i - 1)}
              you={you}
              pictures={desk.pictures}
              theme={editor.theme.value}
              canWrite={canWrite}
              isOwner={editor.role.value === "owner"}
              isWanted={line.number === wanted}
              people={people}
              typed={desk.typed}
              act={(action) => (all.send(action), Promise.resolve(true))}
            />
          )
          : (
            <p key={line.number} class="note thread-turn">
              {(line.kind === "resolve" ? COMMENTS.resolvedBy : COMMENTS.reopenedBy)({ name: line.name })}{" "}
              <time dateTime={new Date(line.at).toISOString()}>{moment(line.at, Date.now())}</time>
            </p>
          )
      )}
      {own.map((each: OutboundAction) => (
        <OutboundItem
          key={each.id}
          outbound={each}
          drop={() => desk.outbound.drop(each.id)}
        />
      ))}
    </>
  );
}

type Turn = TalkEvent & { readonly kind: "resolve" | "reopen" };

/** The events that changed whether the thread is resolved. Two people may have resolved it at once. */
function turnsOf(events: readonly TalkEvent[]): readonly Turn[] {
  const turns = events.filter((event): event is Turn => event.kind === "resolve" || event.kind === "reopen");
  return turns.filter(({ kind }, i) => kind !== (turns[i - 1]?.kind ?? "reopen"));
}

function messageAt(lines: readonly (Message | Turn)[], i: number): Message | undefined {
  const line = lines[i];
  return line && "reactions" in line ? line : undefined;
}
