import type { Clock } from "../../board/clock.ts";
import { type Drawing, DrawingError } from "./drawing.ts";
import { DRAWING_BYTES_MAX } from "./drawing_limits.ts";
import { FORMATS_WORKER } from "./formats_worker_url.ts";
import type { ChartKind } from "./words/chart.ts";
import type { WorkerNews, WorkerTask } from "./worker_news.ts";

/** Time in which the worker, once it is loaded, has to parse a file, and then to make its shapes, ms. */
const SILENCE_MS = 2_000;

interface WorkerOptions {
  readonly clock: Clock;
  /** What is made of a table. */
  readonly chart?: ChartKind;
  /** The address of the worker's module. */
  readonly address?: string;
}

/**
 * Reads a drawing in a worker of its own, which is ended with its memory when the drawing is read or takes too long.
 *
 * @throws {DrawingError}
 */
export async function readInWorker(
  content: Blob,
  { clock, chart, address = FORMATS_WORKER }: WorkerOptions,
): Promise<Drawing> {
  if (content.size > DRAWING_BYTES_MAX) throw new DrawingError("tooLarge");
  const task: WorkerTask = {
    bytes: new Uint8Array(await content.arrayBuffer()),
    name: content instanceof File ? content.name : "",
    ...(chart && { chart }),
  };
  const worker = new Worker(address, { type: "module" });
  let stop = () => {};
  try {
    return await new Promise<Drawing>((resolve, reject) => {
      const wait = () => {
        stop();
        stop = clock.after(SILENCE_MS, () => reject(new DrawingError("tooSlow")));
      };
      worker.onmessage = ({ data: news }: MessageEvent<WorkerNews>) => {
        if (news === "ready") worker.postMessage(task, [task.bytes.buffer]);
        if (news === "ready" || news === "parsed") wait();
        else if ("drawing" in news) resolve(news.drawing);
        else reject(new DrawingError(news.problem));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new DrawingError("broken"));
      };
    });
  } finally {
    stop();
    worker.terminate();
  }
}
