import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { CommentThread } from "../../../board/comment_thread.ts";
import type { Editor, OpenComment } from "../../editor/editor.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { Icon } from "../controls/icon.tsx";
import { Composer } from "../talk/composer/composer.tsx";
import { OutboundItem } from "../talk/outbound_item.tsx";
import { authorName } from "../talk/said.ts";
import { wordsOf } from "../talk/talk_words.ts";
import type { BoardComments } from "./board_comments.ts";
import { COMMENT_ICONS } from "./comment_icons.ts";
import { ThreadLog } from "./thread_log.ts";
import { ThreadWords } from "./thread_words.tsx";

interface ThreadCardProps {
  readonly editor: Editor;
  readonly all: BoardComments;
  readonly open: OpenComment;
  readonly close: () => void;
  /** Called when the size of the card may have changed. */
  readonly resized: () => void;
}

/** The open comment: a new one, one that waits to be sent, or a thread. */
export function ThreadCard({ editor, all, open, close, resized }: ThreadCardProps) {
  const { comments } = all;
  useLayoutEffect(resized);
  if ("at" in open) {
    return (
      <Card title={COMMENTS.newComment} close={close}>
        <Composer
          label={COMMENTS.write}
          action={COMMENTS.post}
          {...comments.desk.typed.get("new")}
          typing={(text, mentions) => comments.desk.typed.set("new", { text, mentions })}
          people={() => all.people()}
          send={(text, mentions) => all.begin(open.at, { text, mentions })}
        />
      </Card>
    );
  }
  if ("pending" in open) {
    const outbound = comments.pending.value.find(({ id }) => id === open.pending);
    return (
      <Card title={COMMENTS.newComment} close={close} takesFocus>
        {outbound && (
          <OutboundItem outbound={outbound} drop={() => (comments.desk.outbound.drop(outbound.id), close())} />
        )}
        {outbound?.refused === undefined && <p class="note talk-note">{COMMENTS.pending}</p>}
      </Card>
    );
  }
  return <Thread {...{ editor, all, close, resized }} number={open.thread} wanted={open.words} />;
}

interface ThreadProps extends Omit<ThreadCardProps, "open"> {
  readonly number: number;
  /** The number of the words that the person looks for. */
  readonly wanted: number | undefined;
}

function Thread({ editor, all, number, wanted, close, resized }: ThreadProps) {
  const { comments } = all;
  const isGone = useSignal(false);
  const log = useMemo(() => new ThreadLog(comments, number), [comments, number]);
  useEffect(() => () => log.close(), [log]);
  const thread = comments.get(number);
  const isKnown = thread !== undefined;
  const isReady = comments.state.value === "ready";
  useEffect(() => {
    if (!isKnown && isReady) void comments.find(number).then((isFound) => isGone.value = !isFound);
  }, [isKnown, isReady]);
  void log.events.value;
  useLayoutEffect(resized);
  if (thread === undefined) {
    return (
      <Card title={COMMENTS.title} close={close} takesFocus>
        <p class="note talk-note" aria-live="polite" aria-atomic>{isGone.value ? COMMENTS.gone : COMMENTS.loading}</p>
      </Card>
    );
  }
  return <Known {...{ editor, all, thread, wanted, log, close }} />;
}

interface KnownProps {
  readonly editor: Editor;
  readonly all: BoardComments;
  readonly thread: CommentThread;
  readonly wanted: number | undefined;
  readonly log: ThreadLog;
  readonly close: () => void;
}

function Known({ editor, all, thread, wanted, log, close }: KnownProps) {
  const { comments } = all;
  const { number, isResolved } = thread, name = authorName(thread);
  const people = () => all.people(log.events.peek());
  const canWrite = editor.canComment.value;
  const body = useRef<HTMLDivElement>(null);
  const last = useComputed(() => log.events.value.length + comments.desk.outbound.list.value.length).value;
  useLayoutEffect(() => {
    if (wanted === undefined) body.current!.scrollTop = body.current!.scrollHeight;
  }, [last, wanted]);
  useEffect(() => comments.noteSeen(thread), [thread]);
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const problem = comments.problem.value;
  return (
    <Card
      title={COMMENTS.thread({ name })}
      close={close}
      takesFocus={!canWrite || isTouch}
      actions={
        <>
          <Steps all={all} thread={thread} />
          {canWrite && (
            <button
              type="button"
              class="button"
              aria-label={isResolved ? COMMENTS.reopen : COMMENTS.resolve}
              data-tip={isResolved ? COMMENTS.reopen : COMMENTS.resolve}
              onClick={() => void all.send({ kind: isResolved ? "reopen" : "resolve", of: number })}
            >
              <Icon name="check" />
            </button>
          )}
        </>
      }
    >
      <div
        class="thread-body"
        ref={body}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={COMMENTS.thread({ name })}
      >
        <ThreadWords {...{ editor, all, log, canWrite, wanted, people }} />
      </div>
      <p class="problem talk-note" aria-live="assertive" aria-atomic>{problem && wordsOf(problem)}</p>
      {canWrite
        ? (
          <Composer
            label={COMMENTS.writeReply}
            action={COMMENTS.reply}
            {...comments.desk.typed.get(number)}
            typing={(text, mentions) => comments.desk.typed.set(number, { text, mentions })}
            takesFocus={!isTouch && wanted === undefined}
            people={people}
            send={(text, mentions) => all.reply(number, { text, mentions })}
          />
        )
        : <p class="note talk-note">{COMMENTS.readOnly}</p>}
    </Card>
  );
}

/** Buttons to the comments before and after, among the open ones. */
function Steps({ all, thread }: { all: BoardComments; thread: CommentThread }) {
  const others = all.comments.threads.value.filter(({ isResolved, number }) => !isResolved || number === thread.number);
  const at = others.findIndex(({ number }) => number === thread.number);
  if (others.length < 2) return null;
  const step = (by: number, label: string, icon: keyof typeof COMMENT_ICONS) => (
    <button
      type="button"
      class="button"
      aria-label={label}
      data-tip={label}
      onClick={() => all.goTo(others[(at + by + others.length) % others.length])}
    >
      <Icon name={COMMENT_ICONS[icon]} />
    </button>
  );
  return (
    <>
      {step(-1, COMMENTS.previous, "previous")}
      {step(1, COMMENTS.next, "next")}
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly close: () => void;
  /** The title takes the focus, where no field does. */
  readonly takesFocus?: boolean;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Card({ title, close, takesFocus = false, actions, children }: CardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section
      class="thread"
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <header class="thread-head">
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        {actions}
        <button type="button" class="button" aria-label={CONTROLS.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </section>
  );
}
