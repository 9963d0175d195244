import type { Editor } from "../editor/editor.ts";
import { problemText } from "../editor/problem.ts";
import { FILES } from "../messages/en/export.ts";

const OURS = /\.(drawbridge|json|svg)$/i;

/** Opens Drawbridge files one after another and reports the first other file. */
export async function importFiles(editor: Editor, files: readonly File[]): Promise<void> {
  const { problem } = editor;
  if (files.length === 0) return void (problem.value = FILES.noFolders);
  if (!editor.canDraw.peek()) return void (problem.value = FILES.noFilesByView);
  const ours = files.filter(({ name }) => OURS.test(name));
  const refused = refusalOf(files.filter((file) => !ours.includes(file)));
  if (refused !== undefined) problem.value = refused;
  for (const file of ours) {
    await editor.outlet().then((outlet) => outlet.openFile(file)).catch((error) => problem.value = problemText(error));
  }
}

function refusalOf([file]: readonly File[]): string | undefined {
  if (file === undefined) return undefined;
  if (file.type.startsWith("image/")) return FILES.noImages;
  return file.type === "application/pdf" ? FILES.noPdf : FILES.noOtherFiles;
}
