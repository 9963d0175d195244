import type { Editor } from "../editor/editor.ts";
import { takeFiles } from "../input/files.ts";
import { takeFromInbox } from "../offline/inbox.ts";

/** Puts the files that wait in the inbox onto the board. */
export async function takeArrivals(editor: Editor): Promise<void> {
  history.replaceState(history.state, "", location.pathname + location.search);
  const files = await takeFromInbox(caches);
  if (files.length > 0) await takeFiles(editor, files);
}
