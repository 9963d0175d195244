import { signal, useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { CommentThread } from "../../../board/comment_thread.ts";
import type { Editor, OpenComment } from "../../editor/editor.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { focusLater } from "../controls/focus/focus_later.ts";
import { Icon } from "../controls/icon.tsx";
import { Composer } from "../talk/composer/composer.tsx";
import { OutboundItem } from "../talk/outbound_item.tsx";
import { authorName } from "../talk/said.ts";
import { wordsOf } from "../talk/talk_words.ts";
import type { BoardComments } from "./board_comments.ts";
import { COMMENT_ICONS } from "./comment_icons.ts";
import { openedWords } from "./comment_words.ts";
import type { ThreadLog } from "./thread_log.ts";
import { ThreadWords } from "./thread_words.tsx";

interface ThreadCardProps {
  readonly editor: Editor;
  readonly all: BoardComments;
  readonly open: OpenComment;
  readonly close: () => void;
  /** True for a thread that the person has just begun, and knows. */
  readonly isSent: boolean;
  /** Called when the size of the card may have changed. */
  readonly resized: () => void;
}

/** The open comment: a new one, one that waits to be sent, or a thread. */
export function ThreadCard({ editor, all, open, close, isSent, resized }: ThreadCardProps) {
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
  return <Thread {...{ editor, all, open, close, isSent, resized }} />;
}

type OpenThread = Extract<OpenComment, { readonly thread: number }>;

interface ThreadProps extends ThreadCardProps {
  readonly open: OpenThread;
}

function Thread({ editor, all, open, close, isSent, resized }: ThreadProps) {
  const { comments } = all, { thread: number } = open;
  const isGone = useMemo(() => signal(false), [number]);
  const log = useMemo(() => all.logs.take(number), [all, number]);
  useEffect(() => () => log.close(), [log]);
  const thread = comments.get(number);
  const isKnown = thread !== undefined, known = useRef<number | undefined>(undefined);
  const isReady = comments.state.value === "ready";
  useEffect(() => {
    if (isKnown) known.current = number;
    else if (known.current === number) {
      isGone.value = true;
      const isOwn = comments.desk.outbound.list.peek().some(({ action }) => action.kind === "remove");
      if (!isOwn) editor.said.value = COMMENTS.gone;
    } else if (isReady) void comments.find(number).then((isFound) => isGone.value = !isFound);
  }, [number, isKnown, isReady]);
  void log.events.value;
  useLayoutEffect(resized);
  if (thread === undefined) {
    return (
      <Card title={COMMENTS.title} close={close} takesFocus>
        <p class="note talk-note" aria-live="polite" aria-atomic>{isGone.value ? COMMENTS.gone : COMMENTS.loading}</p>
      </Card>
    );
  }
  return <Known {...{ editor, all, thread, open, log, close, isSent }} />;
}

interface KnownProps {
  readonly editor: Editor;
  readonly all: BoardComments;
  readonly thread: CommentThread;
  readonly open: OpenThread;
  readonly log: ThreadLog;
  readonly close: () => void;
  readonly isSent: boolean;
}

function Known({ editor, all, thread, open, log, close, isSent }: KnownProps) {
  const { comments } = all, { words: wanted } = open;
  const { number, isResolved } = thread, name = authorName(thread);
  const people = () => all.people(log.events.peek());
  const canWrite = editor.canComment.value, { muted } = editor.moderation.value;
  const body = useRef<HTMLDivElement>(null);
  const last = useComputed(() => log.events.value.length + comments.desk.outbound.list.value.length).value;
  useLayoutEffect(() => {
    if (wanted === undefined) body.current!.scrollTop = body.current!.scrollHeight;
  }, [number, last, wanted]);
  useEffect(() => comments.noteSeen(thread), [thread]);
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const others = comments.threads.value.filter((each) => !each.isResolved || each.number === number);
  const at = others.findIndex((each) => each.number === number);
  useEffect(() => {
    // The words that the person looks for take the focus, and say themselves what they are.
    if (wanted === undefined && !isSent) editor.said.value = openedWords(thread, at, others.length);
  }, [number]);
  /** The thread that was reached by a button of the card, which keeps the focus. */
  const reached = useRef<number | undefined>(undefined);
  const isReached = reached.current === number;
  const step = (by: number, isByKeys: boolean) => {
    const next = others[(at + by + others.length) % others.length];
    if (isByKeys || isTouch) reached.current = next.number;
    all.goTo(next, { ...(open.isListed && { isListed: true }) });
  };
  const problem = comments.problem.value;
  return (
    <Card
      title={COMMENTS.thread({ name })}
      close={close}
      subject={number}
      takesFocus={(!canWrite || isTouch) && !isReached}
      actions={
        <>
          {others.length > 1 && <Steps step={step} />}
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
      {canWrite || muted
        ? (
          <Composer
            key={number}
            label={COMMENTS.writeReply}
            action={COMMENTS.reply}
            {...comments.desk.typed.get(number)}
            typing={(text, mentions) => comments.desk.typed.set(number, { text, mentions })}
            takesFocus={!isTouch && wanted === undefined && !isReached}
            people={people}
            isMuted={muted}
            send={(text, mentions) => all.reply(number, { text, mentions })}
          />
        )
        : <p class="note talk-note">{COMMENTS.readOnly}</p>}
    </Card>
  );
}

/** Buttons to the comments before and after, among the open ones. */
function Steps({ step }: { step: (by: number, isByKeys: boolean) => void }) {
  const button = (by: number, label: string, icon: keyof typeof COMMENT_ICONS) => (
    <button
      type="button"
      class="button"
      aria-label={label}
      data-tip={label}
      onClick={({ detail }) => step(by, detail === 0)}
    >
      <Icon name={COMMENT_ICONS[icon]} />
    </button>
  );
  return (
    <>
      {button(-1, COMMENTS.previous, "previous")}
      {button(1, COMMENTS.next, "next")}
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly close: () => void;
  /** The title takes the focus, where no field does: when the card opens, and when it shows another thread. */
  readonly takesFocus?: boolean;
  readonly subject?: number;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Card({ title, close, takesFocus = false, subject, actions, children }: CardProps) {
  const card = useRef<HTMLElement>(null), heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) return focusLater(() => heading.current, card.current!);
  }, [subject]);
  return (
    <section
      ref={card}
      tabIndex={-1}
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
