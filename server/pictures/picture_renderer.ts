import type { Clock } from "../../board/clock.ts";
import { encodeHex } from "../../board/bytes/hex.ts";
import {
  PICTURE_BYTES_MAX,
  PICTURE_HEAP_BYTES_MAX,
  PICTURE_MS_MAX,
  PICTURE_OUTPUT_BYTES_MAX,
} from "../../board/limits.ts";
import type { DrawnAsset } from "../../board/asset/asset.ts";
import type { Holder, MemoryBudget } from "../admission/memory_budget.ts";
import { WorkQueue } from "../admission/work_queue.ts";
import type { Log } from "../process/log.ts";
import { type Job, piecesOf } from "../worker/jobs.ts";
import { JobTooLarge, NoWorker, WorkerThread } from "../worker/worker_thread.ts";
import { keyOf, type Made, type Picture, PictureCache, type PictureName, type Refusal } from "./picture_cache.ts";

export interface PictureMakerOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Memory for pictures in progress and for responses. */
  readonly budget: MemoryBudget;
  /** The worker's module; undefined: pictures are made on the event loop. See `findWorkerFile`. */
  readonly file?: URL | undefined;
  readonly bounds?: Partial<PictureBounds>;
}

export interface PictureBounds {
  readonly outputBytesMax: number;
  readonly jobMs: number;
}

/** A request for a picture. */
export interface Order extends PictureName {
  readonly holder: Holder;
  /** Version tag of the board; undefined when it is not loaded. */
  readonly tag: string | undefined;
  /** Loads the board; called when it is this picture's turn, so that few boards are in memory for pictures. */
  readonly open: () => Promise<Subject>;
  /** The pictures on the board, which are not in its document. Default: none. */
  readonly assets?: {
    /** Changes when a picture comes or goes; the tags contain it too. */
    readonly version: string;
    readonly read: () => Promise<readonly DrawnAsset[]>;
  };
}

/** A loaded board. It is disposed after it has been read. */
export interface Subject extends Disposable {
  /** Version tag of the board as it is now. */
  readonly tag: string;
  /** Returns the board as an update. "full": the server has no time for it now. */
  read(): Promise<Uint8Array | "full">;
}

/** A picture, or that the board is too large for one, and the version of the board. */
export interface Result {
  readonly made: Made;
  readonly tag: string;
}

/** Pictures that may wait in the queue: the thumbnails of several start pages. */
const WAITING_MAX = 32;
/** Time limit for a picture of pixels, ms. 5,000 shapes take 1 s. */
const PNG_MS_MAX = 4_000;
/** After a picture that took longer, the worker rests as long: it shares the processor with the event loop. */
const SHORT_MS = 200;

/**
 * Memory of the worker per byte of a board. The largest boards consist of strokes, which take less, so none is charged
 * more than a quarter of the budget.
 */
const HEAP_PER_BYTE = 24;
const HEAP_MIN_BYTES = 1024 * 1024;
/** Of a picture on the board: as it is here and in the worker, and encoded. */
const COPIES = 4;

/**
 * Makes pictures of boards, one at a time, in a worker. Concurrent requests for the same picture share one result. The
 * picture of an unchanged board is cached.
 */
export class PictureRenderer implements Disposable {
  readonly budget: MemoryBudget;
  readonly clock: Clock;
  readonly #log: Log;
  readonly #bounds: PictureBounds;
  readonly #cache = new PictureCache();
  readonly #queue: WorkQueue;
  readonly #making = new Map<string, Promise<Result | "full">>();
  #thread: WorkerThread | undefined;

  constructor({ clock, log, budget, bounds, file }: PictureMakerOptions) {
    this.clock = clock;
    this.budget = budget;
    this.#log = log;
    this.#queue = new WorkQueue({
      clock,
      atOnce: 1,
      waitingMax: WAITING_MAX,
      rest: (ms) => ms > SHORT_MS ? 1 : 0,
    });
    this.#bounds = { outputBytesMax: PICTURE_OUTPUT_BYTES_MAX, jobMs: PICTURE_MS_MAX, ...bounds };
    this.#thread = file && new WorkerThread({ clock, file });
  }

  /** @returns "full" when the server has no time or memory for it now */
  async make(order: Order): Promise<Result | "full"> {
    const { tag } = order;
    const known = tag === undefined ? undefined : this.#cache.get(order, { tag });
    if (known && tag !== undefined) return { made: known, tag };
    const key = `${keyOf(order)} ${tag}`;
    const begun = this.#making.get(key);
    if (begun) return await begun;
    const made = this.#queue.run(order.holder, () => this.#make(order)).finally(() => this.#making.delete(key));
    this.#making.set(key, made);
    return await made;
  }

  /** Frees the memory of the worker; its picture is refused for now. @returns the number of refused pictures */
  shed(): number {
    return this.#thread?.abandon(new NoMemory("Cannot make the picture as memory is short")) ? 1 : 0;
  }

  [Symbol.dispose](): void {
    this.#queue.close();
    this.#thread?.[Symbol.dispose]();
  }

  async #make(order: Order): Promise<Result | "full"> {
    // While memory is short, the board is neither loaded nor encoded.
    using memory = this.budget.reserve(HEAP_MIN_BYTES, order.holder);
    if (memory === undefined) return "full";
    const read = await this.#read(order);
    if (read === "full" || "made" in read) return read;
    const { update, digest, tag } = read;
    const heap = Math.min(update.length * HEAP_PER_BYTE, this.budget.totalBytes / 4);
    if (!memory.resize(heap)) return "full";
    const { kind, board } = order;
    const assets = kind === "json" ? [] : await order.assets?.read() ?? [];
    const assetBytes = assets.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (!memory.resize(heap + assetBytes * COPIES)) return "full";
    const made = await this.#draw(jobOf(order, { update, assets }), order);
    if (made === "full") return made;
    if (made === "too large") this.#log("warn", "picture refused", { board, kind, reason: made });
    this.#cache.set(order, { tag, digest, made });
    return { made, tag };
  }

  /** @returns the board, or the result if it is known already */
  async #read(order: Order): Promise<Result | "full" | { update: Uint8Array; digest: string; tag: string }> {
    using subject = await order.open();
    const { tag } = subject;
    const cached = this.#cache.get(order, { tag });
    if (cached) return { made: cached, tag };
    const update = await subject.read();
    if (update === "full") return update;
    if (update.length > PICTURE_BYTES_MAX) return { made: "too large", tag };
    const sum = encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", update as BufferSource)));
    const digest = `${sum} ${order.assets?.version ?? ""}`;
    const known = this.#cache.get(order, { tag, digest });
    return known ? { made: known, tag } : { update, digest, tag };
  }

  async #draw(job: PictureJob, order: Order): Promise<Picture | Refusal> {
    const output = new Output(this.#bounds.outputBytesMax, order.holder, this.budget);
    try {
      await this.#run(job, output);
      return { pieces: output.pieces, bytes: output.bytes };
    } catch (error) {
      if (error instanceof JobTooLarge) return "too large";
      if (error instanceof NoMemory) return "full";
      throw error;
    } finally {
      output[Symbol.dispose]();
    }
  }

  async #run(job: Job, output: Output): Promise<void> {
    const { jobMs: most } = this.#bounds;
    const jobMs = job.kind === "png" ? Math.min(PNG_MS_MAX, most) : most;
    const take = (bytes: Uint8Array<ArrayBuffer>) => output.take(bytes);
    try {
      if (this.#thread) return await this.#thread.run(job, { jobMs, heapBytesMax: PICTURE_HEAP_BYTES_MAX }, take);
    } catch (error) {
      if (!(error instanceof NoWorker)) throw error;
      this.#log("warn", "no worker", { error });
      this.#thread = undefined;
    }
    const end = this.clock.now() + jobMs;
    for await (const bytes of piecesOf(job)) {
      output.take(bytes);
      if (this.clock.now() > end) throw new JobTooLarge(`Cannot finish the job as it takes longer than ${jobMs} ms`);
      // Lets the event loop do other work between two pieces.
      await new Promise<void>((resolve) => void this.clock.after(0, resolve));
    }
  }
}

type PictureJob = Extract<Job, { kind: PictureName["kind"] }>;

function jobOf(
  { kind, theme, region }: Order,
  board: { update: Uint8Array; assets: readonly DrawnAsset[] },
): PictureJob {
  if (kind === "json") return { kind, update: board.update };
  if (kind === "svg") return { kind, theme, ...board };
  return { kind, theme: theme === "dark" ? "dark" : "light", region, ...board };
}

class NoMemory extends Error {}

/** The output of a job so far. */
class Output implements Disposable {
  readonly pieces: Uint8Array<ArrayBuffer>[] = [];
  readonly #bytesMax: number;
  readonly #reservation;
  bytes = 0;

  constructor(bytesMax: number, holder: Holder, budget: MemoryBudget) {
    this.#bytesMax = bytesMax;
    this.#reservation = budget.reserve(0, holder);
  }

  /** @throws {JobTooLarge | NoMemory} */
  take(piece: Uint8Array<ArrayBuffer>): void {
    this.bytes += piece.length;
    if (this.bytes > this.#bytesMax) {
      throw new JobTooLarge(`Cannot finish the job as it makes more than ${this.#bytesMax} bytes`);
    }
    if (!this.#reservation?.resize(this.bytes)) throw new NoMemory();
    this.pieces.push(piece);
  }

  [Symbol.dispose](): void {
    this.#reservation?.[Symbol.dispose]();
  }
}
