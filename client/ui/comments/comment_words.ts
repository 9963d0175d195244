import type { CommentThread } from "../../../board/comment_thread.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";

/** Letters of a comment that its label has. */
const LETTERS = 80;

/** What a marker says to screen readers. */
export function labelOf({ name, text, isRemoved, replies }: CommentThread, isNew: boolean): string {
  const said = isRemoved ? COMMENTS.removedText : shortened(text);
  const count = replies.length;
  const marker = count > 0
    ? COMMENTS.markerWithReplies({ name, text: said, count })
    : COMMENTS.marker({ name, text: said });
  return isNew ? COMMENTS.markerNew({ marker }) : marker;
}

/** The first letters of a text, in one line. */
export function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join("")}…` : letters.join("");
}
