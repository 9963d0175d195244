import type { CommentThread } from "../../../board/comment_thread.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { authorName } from "../talk/said.ts";

/** Letters of a comment that its label and the list have. */
export const LETTERS = 80;

/** What a marker says to screen readers. */
export function labelOf(thread: CommentThread, isNew: boolean): string {
  const { text, isRemoved, replies } = thread, name = authorName(thread);
  const said = isRemoved ? COMMENTS.removedText : shortened(text);
  const count = replies.length;
  const marker = count > 0
    ? COMMENTS.markerWithReplies({ name, text: said, count })
    : COMMENTS.marker({ name, text: said });
  return isNew ? COMMENTS.markerNew({ marker }) : marker;
}

/** What is spoken when a thread opens. @param at its place among `all` comments that are open */
export function openedWords({ text, isRemoved, replies, ...thread }: CommentThread, at: number, all: number): string {
  const name = authorName(thread), said = isRemoved ? COMMENTS.removedText : inOneLine(text);
  const words = all > 1
    ? COMMENTS.ofAll({ name, number: at + 1, all, text: said })
    : COMMENTS.marker({ name, text: said });
  return replies.length > 0 ? `${words}, ${COMMENTS.replies({ count: replies.length })}` : words;
}

/** The first letters of a text, in one line. */
export function shortened(text: string): string {
  const letters = [...inOneLine(text)];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join("")}…` : letters.join("");
}

export function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
