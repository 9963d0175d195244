import type { Clock } from "../../board/clock.ts";
import type { Shape } from "../../board/shape.ts";
import type { Holder } from "../admission/fair_limit.ts";
import { WorkQueue } from "../admission/work_queue.ts";
import { piecesOf } from "../worker/jobs.ts";
import { JobTooLarge, NoWorker, WorkerThread } from "../worker/worker_thread.ts";

/** A diagram as shapes, whose ids are names within it. */
export interface Diagram {
  /** Bottom first. */
  readonly shapes: readonly Shape[];
  /** How much of each kind was not carried. */
  readonly missed: Readonly<Record<string, number>>;
}

/** Why a diagram was refused. "full": too many diagrams are waiting. */
export type DiagramRefusal = "empty" | "unknown" | "broken" | "tooLarge" | "tooMany" | "tooSlow" | "full";

/** Output of a job in the worker: one line of JSON. */
export type DiagramLine = Diagram | { readonly refusal: DiagramRefusal };

/** The largest diagram that is drawn takes a second. */
const JOB_MS = 5_000;
const HEAP_BYTES_MAX = 256 * 1024 * 1024;
/** Their texts take 320 KB each. */
const WAITING_MAX = 64;

export interface DiagramsOptions {
  readonly clock: Clock;
  /** The worker's module; undefined: diagrams are read on the event loop. See `findWorkerFile`. */
  readonly file?: URL | undefined;
}

/** Reads Mermaid diagrams as shapes, one at a time, in a worker. */
export class Diagrams implements Disposable {
  readonly #queue: WorkQueue;
  #thread: WorkerThread | undefined;

  constructor({ clock, file }: DiagramsOptions) {
    this.#queue = new WorkQueue({ clock, atOnce: 1, waitingMax: WAITING_MAX });
    this.#thread = file && new WorkerThread({ clock, file });
  }

  async read(text: string, holder: Holder): Promise<Diagram | DiagramRefusal> {
    return await this.#queue.run(holder, () => this.#read(text));
  }

  /** Safe to call twice. */
  [Symbol.dispose](): void {
    this.#queue.close();
    this.#thread?.[Symbol.dispose]();
  }

  async #read(text: string): Promise<Diagram | DiagramRefusal> {
    const decoder = new TextDecoder();
    let line = "";
    try {
      await this.#run(text, (bytes) => void (line += decoder.decode(bytes, { stream: true })));
    } catch (error) {
      if (error instanceof JobTooLarge) return "tooSlow";
      throw error;
    }
    const answer: DiagramLine = JSON.parse(line);
    return "refusal" in answer ? answer.refusal : answer;
  }

  async #run(text: string, take: (bytes: Uint8Array<ArrayBuffer>) => void): Promise<void> {
    const job = { kind: "diagram", text } as const;
    try {
      if (this.#thread) return await this.#thread.run(job, { jobMs: JOB_MS, heapBytesMax: HEAP_BYTES_MAX }, take);
    } catch (error) {
      if (!(error instanceof NoWorker)) throw error;
      this.#thread = undefined;
    }
    for await (const bytes of piecesOf(job)) take(bytes);
  }
}
