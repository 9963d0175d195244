import v8 from "node:v8";
import vm from "node:vm";

/** Collections of garbage in steps. V8 does not know `MEMORY_MB` and accumulates garbage beyond it. */
export interface StepwiseCollection {
  /**
   * Starts a collection in small steps, most of them on other threads. It takes up to a second and delays others by a
   * few ms. V8 may ignore the request.
   *
   * @returns a function that returns true once a collection has ended
   */
  start(): () => boolean;
}

export interface GarbageCollection extends StepwiseCollection {
  /** Collects at once: this blocks the process for 10 to 500 ms. */
  run(): void;
}

/**
 * Size of a buffer that makes V8 start a collection in steps, bytes. The buffer takes no memory, because the system
 * assigns memory only when something is written to it.
 */
const EXTERNAL_BYTES = 1_000_000_000;

/** @returns undefined if the platform does not allow it: V8 has no `gc` for contexts of Deno 2.5 */
export function garbageCollection(): GarbageCollection | undefined {
  try {
    v8.setFlagsFromString("--expose-gc");
    const collect: unknown = vm.runInNewContext("gc");
    v8.setFlagsFromString("--no-expose-gc");
    return typeof collect === "function" ? new V8Collection(() => void collect()) : undefined;
  } catch {
    return undefined;
  }
}

/** Works on every platform. */
export class V8Steps implements StepwiseCollection {
  readonly #ended = new FinalizationRegistry<() => void>((ended) => ended());
  /** Becomes garbage at the next start. By then it is old, so only a full collection finds it. */
  #token = {};

  start(): () => boolean {
    let hasEnded = false;
    this.#ended.register(this.#token, () => hasEnded = true);
    this.#token = {};
    try {
      const buffer = new ArrayBuffer(EXTERNAL_BYTES);
      // V8 checks the amount only after this call. A buffer that is free by then starts no collection.
      queueMicrotask(() => buffer.transfer(0));
    } catch {
      // The system refuses even unused memory.
    }
    return () => hasEnded;
  }
}

class V8Collection extends V8Steps implements GarbageCollection {
  readonly run: () => void;

  constructor(run: () => void) {
    super();
    this.run = run;
  }
}
