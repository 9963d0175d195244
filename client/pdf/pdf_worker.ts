/** Reads one PDF away from the page, which may end this worker at any time. */
import { PdfFile } from "./pdf_file.ts";
import { PdfError, type PdfNews, type PdfTask } from "./pdf_task.ts";

const say = (news: PdfNews, moved: Transferable[] = []) =>
  (postMessage as (news: PdfNews, moved: Transferable[]) => void)(news, moved);

let file: PdfFile | undefined;

async function answerTo(task: PdfTask) {
  if (task.kind !== "open") return await file!.answer(task);
  file = await PdfFile.open(task.bytes, task);
  return { pages: file.pages };
}

addEventListener("message", async ({ data: { id, task } }: MessageEvent<{ id: number; task: PdfTask }>) => {
  try {
    const answer = await answerTo(task);
    say({ id, answer }, answer instanceof ImageBitmap ? [answer] : []);
  } catch (error) {
    say({ id, problem: error instanceof PdfError ? error.problem : "broken" });
  }
});
say("ready");
