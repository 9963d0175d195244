import { type Clock, systemClock } from "../../../board/clock.ts";
import { COPIES_WORKER } from "./copies_url.ts";
import type { CopyTask } from "./copies_worker.ts";
import type { PageCopies } from "./page_copies.ts";

/** A PDF of which no pages came in this time is a trap, ms. */
const COPYING_MS = 30_000;

interface CopierOptions {
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock;
  readonly worker?: () => Worker;
}

/** Copies pages in a worker. @returns undefined when they cannot be copied: their pictures take their places */
export async function copiesInWorker(
  file: Blob,
  pages: readonly number[],
  { signal, clock = systemClock, worker: start = () => new Worker(COPIES_WORKER, { type: "module" }) }: CopierOptions =
    {},
): Promise<PageCopies | undefined> {
  const task: CopyTask = { file: new Uint8Array(await file.arrayBuffer()), pages };
  const worker = start();
  let stop = () => {};
  try {
    return await new Promise<PageCopies | undefined>((resolve, reject) => {
      stop = clock.after(COPYING_MS, () => resolve(undefined));
      signal?.addEventListener("abort", () => reject(signal.reason));
      worker.onmessage = ({ data }: MessageEvent<"ready" | PageCopies | undefined>) => {
        if (data === "ready") worker.postMessage(task, [task.file.buffer]);
        else resolve(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(undefined);
      };
    });
  } finally {
    stop();
    worker.terminate();
  }
}
