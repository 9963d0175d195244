import { type Clock, systemClock } from "../../../board/clock.ts";
import { COPIES_WORKER } from "./copies_url.ts";
import type { CopyNews, CopyTask } from "./copies_worker.ts";
import type { PageCopies } from "./page_copies.ts";

/** A PDF of which no further page came in this time is a trap, ms. */
const COPYING_MS = 30_000;

interface CopierOptions {
  readonly signal?: AbortSignal | undefined;
  /** Receives how many pages have been tried. */
  readonly progress?: (pages: number) => void;
  readonly clock?: Clock;
  readonly worker?: () => Worker;
}

/** Copies pages in a worker. @returns undefined when they cannot be copied: their pictures take their places */
export async function copiesInWorker(
  file: Blob,
  pages: readonly number[],
  { signal, progress, clock = systemClock, worker: start = newWorker }: CopierOptions = {},
): Promise<PageCopies | undefined> {
  const task: CopyTask = { file: new Uint8Array(await file.arrayBuffer()), pages };
  const worker = start();
  let stop = () => {};
  try {
    return await new Promise<PageCopies | undefined>((resolve, reject) => {
      const wait = () => {
        stop();
        stop = clock.after(COPYING_MS, () => resolve(undefined));
      };
      wait();
      signal?.addEventListener("abort", () => reject(signal.reason));
      worker.onmessage = ({ data }: MessageEvent<CopyNews>) => {
        if (data === "ready") worker.postMessage(task, [task.file.buffer]);
        else if (typeof data === "number") {
          wait();
          progress?.(data);
        } else resolve(data);
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

function newWorker(): Worker {
  return new Worker(COPIES_WORKER, { type: "module" });
}
