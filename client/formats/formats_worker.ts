import { DrawingError } from "./drawing.ts";
import { readDrawing } from "./drawing_reader.ts";
import type { WorkerNews, WorkerTask } from "./worker_news.ts";

const say = (news: WorkerNews) => (postMessage as (news: WorkerNews) => void)(news);

/** Reads one drawing away from the page, which may end this worker at any time. */
addEventListener("message", async ({ data: { bytes, name, chart } }: MessageEvent<WorkerTask>) => {
  try {
    say({ drawing: await readDrawing(bytes, { name, chart, parsed: () => say("parsed") }) });
  } catch (error) {
    say({ problem: error instanceof DrawingError ? error.problem : "broken" });
  }
});
say("ready");
