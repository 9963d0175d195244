import { setTitle, titleOf } from "../../board/title.ts";
import type { Editor } from "./editor.ts";

/** Keeps `editor.title` in step with the document. */
export function followTitle({ board, title }: Editor): { close(): void } {
  const read = () => void (title.value = titleOf(board));
  read();
  board.meta.observe(read);
  return { close: () => board.meta.unobserve(read) };
}

/** Renames the board for everybody, in one step of undo. Does nothing for people who may not draw. */
export function renameBoard({ board, canDraw }: Editor, title: string): void {
  if (canDraw.peek()) board.transact(() => setTitle(board, title), "local");
}
