import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect } from "preact/hooks";
import type { CommentThread } from "../../../board/comment_thread.ts";
import { saidBy } from "../../../board/talk/imported.ts";
import type { Editor } from "../../editor/editor.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import type { Talk } from "../talk/talk.ts";
import { LinkedText } from "../talk/linked_text.tsx";
import { saidTime } from "../talk/said.ts";
import { wordsOf } from "../talk/talk_words.ts";
import { type BoardComments, openComments } from "./board_comments.ts";
import { inOneLine, LETTERS } from "./comment_words.ts";

const FILTERS = ["open", "resolved", "mine"] as const;

type Filter = typeof FILTERS[number];

/** All comments on the board, in the side panel. */
export function CommentList({ editor, talk }: { editor: Editor; talk: Talk }) {
  const all = useSignal<BoardComments | undefined>(undefined);
  const isFailed = useSignal(false);
  // An effect would wait for a frame first, and the person waits with it.
  useLayoutEffect(() => {
    openComments(talk, editor).then((opened) => all.value = opened, () => isFailed.value = true);
  }, [talk]);
  if (all.value) return <Loaded editor={editor} all={all.value} />;
  return (
    <p class="late note talk-note" aria-live="assertive" aria-atomic>
      {isFailed.value ? COMMENTS.failed : COMMENTS.loading}
    </p>
  );
}

function Loaded({ editor, all }: { editor: Editor; all: BoardComments }) {
  const { comments } = all;
  const filter = useSignal<Filter>("open");
  const group = useId();
  const you = comments.desk.you.value;
  const isShown = ({ isResolved, authors }: CommentThread) =>
    filter.value === "mine" ? authors.includes(you) : isResolved === (filter.value === "resolved");
  const shown = comments.threads.value.filter(isShown);
  const choose = (next: Filter) => {
    filter.value = next;
    if (next !== "open") void comments.loadResolved();
  };
  const older = ([[false, comments.hasOlder.open], [true, comments.hasOlder.resolved]] as const).filter((
    [isResolved, has],
  ) => has.value && (filter.value === "mine" || isResolved === (filter.value === "resolved")));
  const open = editor.comment.value;
  return (
    <>
      <div class="comment-filter" role="radiogroup" aria-label={COMMENTS.filter}>
        {FILTERS.map((each) => (
          <label key={each}>
            <input type="radio" name={group} checked={each === filter.value} onChange={() => choose(each)} />
            <span>{COMMENTS[each]}</span>
          </label>
        ))}
      </div>
      <p class="talk-note" aria-live="assertive" aria-atomic>
        {comments.state.value === "failed" && (
          <>
            {COMMENTS.failed}{" "}
            <button type="button" class="link-button" onClick={() => void comments.load()}>{COMMENTS.retry}</button>
          </>
        )}
      </p>
      {comments.state.value === "loading" && <p class="late note talk-note">{COMMENTS.loading}</p>}
      <p class="problem talk-note" aria-live="assertive" aria-atomic>
        {comments.problem.value && wordsOf(comments.problem.value)}
      </p>
      {comments.state.value === "ready" && shown.length === 0 && older.length === 0 && (
        <p class="note talk-note">{emptyWords(filter.value, editor.canComment.value)}</p>
      )}
      {shown.length > 0 && (
        <ul class="comment-list">
          {shown.map((thread) => (
            <li key={thread.number}>
              <Item
                thread={thread}
                isNew={comments.isNew(thread)}
                isOpen={open !== undefined && "thread" in open && open.thread === thread.number}
                press={() => all.goTo(thread, { isListed: true })}
              />
            </li>
          ))}
        </ul>
      )}
      {older.length > 0 && (
        <button
          type="button"
          class="link-button talk-older"
          onClick={() => older.forEach(([isResolved]) => void comments.loadOlder(isResolved))}
        >
          {COMMENTS.older}
        </button>
      )}
    </>
  );
}

interface ItemProps {
  readonly thread: CommentThread;
  readonly isNew: boolean;
  readonly isOpen: boolean;
  readonly press: () => void;
}

/** The button is as large as the item, and the links of the text are above it. */
function Item({ thread, isNew, isOpen, press }: ItemProps) {
  const { text, replies, isRemoved, isResolved } = thread, { name, at } = saidBy(thread);
  const words = useId();
  return (
    <div class="comment-item" data-open={isOpen}>
      <button
        type="button"
        class="comment-open message-head"
        aria-current={isOpen}
        aria-describedby={words}
        onClick={press}
      >
        <strong class="name" dir="auto">{name}</strong>
        <time class="note" dateTime={new Date(at).toISOString()}>{saidTime(thread)}</time>
        {isNew && <span class="comment-new">{COMMENTS.isNew}</span>}
      </button>
      <p class="comment-text" dir="auto" id={words}>
        {isRemoved ? COMMENTS.gone : <LinkedText text={inOneLine(text)} lettersMax={LETTERS} />}
      </p>
      {(replies.length > 0 || isResolved) && (
        <span class="note">
          {[isResolved && COMMENTS.resolved, replies.length > 0 && COMMENTS.replies({ count: replies.length })]
            .filter(Boolean).join(" · ")}
        </span>
      )}
    </div>
  );
}

function emptyWords(filter: Filter, canComment: boolean): string {
  if (filter === "resolved") return COMMENTS.noneResolved;
  if (filter === "mine") return COMMENTS.noneMine;
  return canComment ? COMMENTS.noneOpen : COMMENTS.noneOpenReadOnly;
}
