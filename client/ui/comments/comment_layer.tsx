import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor, OpenComment } from "../../editor/editor.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { focusLater } from "../controls/focus/focus_later.ts";
import { focusBoard } from "../page/page_parts.ts";
import { WIDE } from "../page/use_media.ts";
import type { Talk } from "../talk/talk.ts";
import { type BoardComments, closeComments, openComments } from "./board_comments.ts";
import { cardPlace } from "./card_place.ts";
import { MarkerLayer } from "./marker_layer.ts";
import { markersOf } from "./markers.ts";
import { ThreadCard } from "./thread_card.tsx";

/** Selectors: a part of the panel that lists the comments, and the row of the open comment. */
const LIST = ".comment-filter", ROW = ".comment-open[aria-current=true]";

interface CommentLayerProps {
  readonly editor: Editor;
  readonly talk: Talk;
}

/** The comments on the board: their markers, and the open one. */
export function CommentLayer({ editor, talk }: CommentLayerProps) {
  const all = useSignal<BoardComments | undefined>(undefined);
  // An effect would wait for a frame first, and the person waits with it.
  useLayoutEffect(() => {
    openComments(talk, editor).then((opened) => all.value = opened, () => editor.comment.value = undefined);
    return () => closeComments(talk);
  }, [talk]);
  return all.value ? <Loaded editor={editor} all={all.value} /> : null;
}

function Loaded({ editor, all }: { editor: Editor; all: BoardComments }) {
  const root = useRef<HTMLDivElement>(null), card = useRef<HTMLDivElement>(null);
  const layer = useRef<MarkerLayer | undefined>(undefined);
  const { comments, pins } = all;
  useLayoutEffect(() => {
    const place = (open: Point | undefined) => open && card.current && placeCard(card.current, open);
    const markers = layer.current = new MarkerLayer(root.current!, editor, place);
    return () => markers.close();
  }, [editor]);
  useSignalEffect(() => {
    pins.follow(comments.threads.value);
    layer.current?.show(markersOf(editor, all));
  });
  /** The thread that the person has just begun. */
  const sent = useRef<number | undefined>(undefined);
  useEffect(() =>
    comments.desk.onEvent(({ id, number }) => {
      if (followSent(editor, id, number)) sent.current = number;
    }), [all]);
  useEffect(() => {
    const board = document.getElementById("canvas")!;
    const close = () => editor.comment.value = undefined;
    board.addEventListener("pointerdown", close);
    return () => board.removeEventListener("pointerdown", close);
  }, [editor]);
  const open = editor.comment.value;
  const showNow = () => {
    layer.current!.show(markersOf(editor, all));
    layer.current!.paint();
  };
  useLayoutEffect(() => {
    // At once: in the next frame, the card would be seen in the corner of the window.
    pins.follow(comments.threads.peek());
    showNow();
  }, [open]);
  useEffect(() => {
    if (card.current === null) return;
    // A person may choose a larger text while it is open.
    const observer = new ResizeObserver(() => layer.current?.request());
    observer.observe(card.current);
    return () => observer.disconnect();
  }, [open]);
  const close = () => {
    const key = open && keyOf(open), marker = () => key && layer.current?.button(key) || undefined;
    const list = open && "isListed" in open ? document.querySelector<HTMLElement>(LIST) : undefined;
    const row = document.querySelector<HTMLElement>(ROW);
    editor.comment.value = undefined;
    // The marker of a comment that is resolved goes away.
    showNow();
    if (list) {
      // Not earlier: Orca reads an element that can have the focus as soon as it appears.
      list.tabIndex = -1;
      focusLater(() => row?.isConnected ? row : list.querySelector<HTMLElement>("input:checked"), list);
    } else if (marker()) {
      focusLater(marker, root.current!);
      // A screen reader may say of it only that it is collapsed.
      editor.said.value = marker()!.ariaLabel!;
    } else focusBoard();
  };
  return (
    <>
      <div class="comment-markers" dir="ltr" role="group" tabIndex={-1} aria-label={COMMENTS.title} ref={root} />
      {open && (
        <div class="thread-card panel" ref={card}>
          {/* The card of a thread stays when it shows another one: its buttons keep the focus. */}
          <ThreadCard
            key={"thread" in open ? "thread" : keyOf(open)}
            {...{ editor, all, open, close }}
            isSent={"thread" in open && open.thread === sent.current}
            resized={() => layer.current?.request()}
          />
        </div>
      )}
    </>
  );
}

/** Identifies an open comment and its marker. */
export function keyOf(open: OpenComment): string {
  if ("thread" in open) return `t${open.thread}`;
  return "pending" in open ? `p${open.pending}` : "new";
}

/** A comment that was sent while it is open stays open. @returns whether it was this one */
function followSent({ comment }: Editor, id: string | undefined, thread: number): boolean {
  const open = comment.peek();
  const isOpen = id !== undefined && open !== undefined && "pending" in open && open.pending === id;
  if (isOpen) comment.value = { thread };
  return isOpen;
}

/** On narrow screens the style sheet places it. */
function placeCard(card: HTMLElement, at: Point): void {
  if (!matchMedia(WIDE).matches) return;
  const panel = document.querySelector(".side-panel")?.getBoundingClientRect();
  const isRight = panel !== undefined && panel.left > innerWidth / 2;
  const view = { width: isRight ? panel.left : innerWidth, height: innerHeight };
  const { x, y } = cardPlace(at, { card: { width: card.offsetWidth, height: card.offsetHeight }, view });
  card.style.left = `${Math.round(x)}px`;
  card.style.top = `${Math.round(y)}px`;
}
