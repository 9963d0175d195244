import type { Clock } from "../../board/clock.ts";
import { WORKER_HEAP_KEPT_BYTES_MAX } from "../../board/limits.ts";
import type { Job } from "./jobs.ts";
import type { Assignment, Report } from "./messages.ts";

export interface WorkerThreadOptions {
  readonly clock: Clock;
  /** See `findWorkerFile`. */
  readonly file: URL;
  /** See `WORKER_HEAP_KEPT_BYTES_MAX`, its default. */
  readonly heapKeptBytesMax?: number;
}

export interface Bounds {
  /** The worker is terminated when a job takes longer, ms. */
  readonly jobMs: number;
  /** See `Assignment`. */
  readonly heapBytesMax: number;
}

/** An idle worker is terminated after this, ms: its heap takes some 20 MB. */
const IDLE_MS = 30_000;
/** A worker must be ready within this time, ms. */
const READY_MS = 30_000;

/** No worker can be started, or the server is shutting down. */
export class NoWorker extends Error {
  override name = "NoWorker";
}

/** A job exceeded its limit of time, memory or output. */
export class JobTooLarge extends Error {
  override name = "JobTooLarge";
}

/**
 * A worker for one job at a time. The first job starts it. It is terminated when a job takes too long, and then
 * restarted with the next job. It is also terminated after 30 s without a job.
 */
export class WorkerThread implements Disposable {
  readonly #options: WorkerThreadOptions;
  #worker: Worker | undefined;
  #cancelIdle: (() => void) | undefined;
  #isBusy = false;
  #abandon: ((error: Error) => void) | undefined;

  constructor(options: WorkerThreadOptions) {
    this.#options = options;
  }

  /**
   * @param take receives the output of the job. When it throws, the job fails with that error
   * @throws {NoWorker | JobTooLarge}
   */
  async run(job: Job, { jobMs, heapBytesMax }: Bounds, take: (bytes: Uint8Array<ArrayBuffer>) => void): Promise<void> {
    if (this.#isBusy) throw new Error("Cannot run a job as the worker has one");
    this.#isBusy = true;
    this.#cancelIdle?.();
    let heapBytes = 0;
    try {
      const worker = this.#worker ??= await this.#start();
      const late = new JobTooLarge(`Cannot finish the job as it takes longer than ${jobMs} ms`);
      await this.#listen(worker, { ms: jobMs, late }, (report) => {
        if (report.kind === "piece") take(report.bytes);
        if (report.kind === "failed") throw report.isTooLarge ? new JobTooLarge(report.message) : new JobFailed(report);
        if (report.kind !== "done") return false;
        heapBytes = report.heapBytes;
        return true;
      }, () => worker.postMessage({ job, heapBytesMax } satisfies Assignment));
    } catch (error) {
      // A job that failed by itself leaves the worker usable. Otherwise the job may still run, or its heap is too
      // large.
      if (!(error instanceof JobFailed)) this.#end();
      throw error;
    } finally {
      this.#isBusy = false;
      if (heapBytes > (this.#options.heapKeptBytesMax ?? WORKER_HEAP_KEPT_BYTES_MAX)) this.#end();
      if (this.#worker) this.#cancelIdle = this.#options.clock.after(IDLE_MS, () => this.#end());
    }
  }

  /** Ends the worker, and its job with an error. The next job starts a new one. @returns false when it had no job */
  abandon(error: Error): boolean {
    const hadJob = this.#abandon !== undefined;
    this.#abandon?.(error);
    this.#end();
    return hadJob;
  }

  [Symbol.dispose](): void {
    this.abandon(new NoWorker("Cannot finish the job as the server is leaving"));
  }

  async #start(): Promise<Worker> {
    const late = new NoWorker(`Cannot start a worker as it is not ready after ${READY_MS} ms`);
    try {
      const worker = this.#worker = this.#create();
      await this.#listen(worker, { ms: READY_MS, late }, ({ kind }) => kind === "ready");
      return worker;
    } catch (error) {
      // A job that is abandoned now ends with its own error.
      throw error instanceof WorkerBroken ? new NoWorker(`Cannot start a worker as ${error.message}`) : error;
    }
  }

  #create(): Worker {
    try {
      return new Worker(this.#options.file, { type: "module" });
    } catch (error) {
      throw new WorkerBroken((error as Error).message);
    }
  }

  #end(): void {
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /**
   * @param deadline the longest time, ms, and the error after it
   * @param isLast returns true for the last report
   */
  async #listen(
    worker: Worker,
    deadline: { readonly ms: number; readonly late: Error },
    isLast: (report: Report) => boolean,
    begin = () => {},
  ): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancelDeadline = this.#options.clock.after(deadline.ms, () => reject(deadline.late));
    this.#abandon = reject;
    worker.onmessage = ({ data }: MessageEvent<Report>) => {
      try {
        if (isLast(data)) resolve();
      } catch (error) {
        reject(error);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new WorkerBroken(event.message));
    };
    try {
      begin();
      await promise;
    } finally {
      cancelDeadline();
      this.#abandon = undefined;
      worker.onmessage = worker.onerror = null;
    }
  }
}

/** The worker could not be created or reported an error outside a job. */
class WorkerBroken extends Error {}

class JobFailed extends Error {
  constructor({ message }: { readonly message: string }) {
    super(message);
  }
}
