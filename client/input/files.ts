import type { Editor } from "../editor/editor.ts";
import { problemText } from "../editor/problem.ts";
import { NOTICES } from "../messages/en/notices.ts";

const OURS = /\.(drawbridge|json|svg)$/i;

/**
 * Handles files that are dropped on the page or pasted. Opens Drawbridge files and reports others. Without a handler
 * the browser would open a dropped file instead of the board.
 */
export function attachFiles(editor: Editor): { close(): void } {
  const ended = new AbortController();
  const { signal } = ended;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = "copy";
  }, { signal });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    takeFiles(editor, [...event.dataTransfer!.files]);
  }, { signal });
  return { close: () => ended.abort() };
}

/** Opens Drawbridge files one after another and reports the first other file. */
export async function takeFiles(editor: Editor, files: readonly File[]): Promise<void> {
  const { problem } = editor;
  if (files.length === 0) return void (problem.value = NOTICES.noFolders);
  if (!editor.canDraw.peek()) {
    return void (problem.value = NOTICES.noFilesByView);
  }
  const ours = files.filter(({ name }) => OURS.test(name));
  const refused = refusalOf(files.filter((file) => !ours.includes(file)));
  if (refused !== undefined) problem.value = refused;
  for (const file of ours) {
    await editor.outlet.openFile(file).catch((error) => problem.value = problemText(error));
  }
}

function refusalOf([file]: readonly File[]): string | undefined {
  if (file === undefined) return undefined;
  if (file.type.startsWith("image/")) return NOTICES.noImages;
  return NOTICES.noOtherFiles;
}
