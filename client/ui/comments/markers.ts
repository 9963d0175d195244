import type { CommentThread } from "../../../board/comment_thread.ts";
import { saidBy } from "../../../board/talk/imported.ts";
import type { Editor } from "../../editor/editor.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { initialsOf } from "../people/initials.ts";
import type { OutboundAction } from "../talk/outbound_actions.ts";
import type { BoardComments } from "./board_comments.ts";
import { labelOf, shortened } from "./comment_words.ts";
import type { Marker } from "./marker_layer.ts";

/** The markers on the board: open threads, oldest first; resolved ones only while they are open. */
export function markersOf(editor: Editor, all: BoardComments): readonly Marker[] {
  const { comments } = all, open = editor.comment.value;
  const openThread = open && "thread" in open ? open.thread : undefined;
  const threads = comments.threads.value
    .filter(({ isResolved, number }) => !isResolved || number === openThread)
    .map((thread) => threadMarker(editor, all, thread, thread.number === openThread))
    .reverse();
  const pending = comments.pending.value
    .map((outbound) =>
      pendingMarker(editor, all, outbound, open !== undefined && "pending" in open && open.pending === outbound.id)
    );
  return [...threads, ...pending, ...open && "at" in open ? [newMarker(editor, open.at)] : []];
}

function threadMarker(editor: Editor, all: BoardComments, thread: CommentThread, isOpen: boolean): Marker {
  const { number, author, isResolved, imported } = thread, { name } = saidBy(thread);
  const isMine = author !== "" && author === all.comments.desk.you.value;
  const mayMove = isMine ? editor.canComment.value : editor.role.value !== undefined && editor.canDraw.value;
  const isNew = !isOpen && all.comments.isNew(thread);
  return {
    key: `t${number}`,
    at: () => all.pins.pointOf(thread),
    label: labelOf(thread, isNew),
    face: initialsOf(name),
    picture: imported ? undefined : all.comments.desk.pictures.of(author),
    isOpen,
    isResolved,
    isNew,
    isPending: false,
    press: () => void (editor.comment.value = isOpen ? undefined : { thread: number }),
    ...(!isOpen && { point: () => all.logs.prepare(number) }),
    ...(mayMove && { drop: (at) => all.move(thread, at) }),
  };
}

function pendingMarker(
  editor: Editor,
  all: BoardComments,
  { id, action, name }: OutboundAction,
  isOpen: boolean,
): Marker {
  const { place, text } = action as Extract<OutboundAction["action"], { kind: "comment" }>;
  return {
    key: `p${id}`,
    at: () => all.pins.pointOf({ number: 0, place }),
    label: COMMENTS.pendingMarker({ text: shortened(text) }),
    face: initialsOf(name),
    isOpen,
    isResolved: false,
    isNew: false,
    isPending: true,
    press: () => void (editor.comment.value = isOpen ? undefined : { pending: id }),
  };
}

function newMarker(editor: Editor, at: { readonly x: number; readonly y: number }): Marker {
  return {
    key: "new",
    at: () => at,
    label: COMMENTS.newComment,
    face: initialsOf(editor.me.value.name),
    isOpen: true,
    isResolved: false,
    isNew: false,
    isPending: true,
    press: () => {},
  };
}
