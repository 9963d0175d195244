import type { Editor } from "../editor/editor.ts";
import { problemText } from "../editor/problem.ts";
import { FILES } from "../messages/en/export.ts";

const OURS = /\.(drawbridge|json|svg)$/i;
const FOREIGN = /\.(excalidraw|excalidrawlib|tldr|csv|tsv|md|txt)$/i;

/** Opens files of Drawbridge and of other drawing programs one after another and reports the first other file. */
export async function importFiles(editor: Editor, files: readonly File[]): Promise<void> {
  const { problem } = editor;
  if (files.length === 0) return void (problem.value = FILES.noFolders);
  if (!editor.canDraw.peek()) return void (problem.value = FILES.noFilesByView);
  const known = await Promise.all(files.map(isDrawing));
  const drawings = files.filter((_, i) => known[i]);
  const refused = refusalOf(files.filter((_, i) => !known[i]));
  if (refused !== undefined) problem.value = refused;
  for (const file of drawings) {
    await editor.outlet().then((outlet) => outlet.openFile(file)).catch((error) => problem.value = problemText(error));
  }
}

/** A PNG is one when it carries the drawing that it shows. */
async function isDrawing(file: File): Promise<boolean> {
  if (OURS.test(file.name) || FOREIGN.test(file.name)) return true;
  if (file.type !== "image/png" || file.size > PNG_BYTES_MAX) return false;
  return carriesDrawing(new Uint8Array(await file.arrayBuffer()));
}

/** Larger pictures are not searched for a drawing, bytes. */
const PNG_BYTES_MAX = 64 * 1024 * 1024;

/** Searches the chunks of a PNG for the name under which Excalidraw keeps a drawing (PNG 1.2, tEXt). */
function carriesDrawing(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 12 <= bytes.length; at += view.getUint32(at) + 12) {
    const start = String.fromCharCode(...bytes.subarray(at + 4, at + 8 + KEPT.length));
    if (start === `tEXt${KEPT}`) return true;
  }
  return false;
}

const KEPT = "application/vnd.excalidraw+json";

function refusalOf([file]: readonly File[]): string | undefined {
  if (file === undefined) return undefined;
  if (file.type.startsWith("image/")) return FILES.noImages;
  return file.type === "application/pdf" ? FILES.noPdf : FILES.noOtherFiles;
}
