import type { Editor } from "../editor/editor.ts";
import { takeFiles } from "../input/files.ts";
import { FILES_HASH, takeFromInbox } from "../offline/inbox.ts";

/** Puts the files onto the board that were opened with or shared to the app, if this page is to take them. */
export async function takeArrivals(editor: Editor): Promise<void> {
  if (location.hash !== FILES_HASH) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const files = await takeFromInbox(caches);
  if (files.length > 0) await takeFiles(editor, files);
}
