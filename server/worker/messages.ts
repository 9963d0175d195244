import type { Job } from "./jobs.ts";

/** What a worker is told. */
export interface Assignment {
  readonly job: Job;
  /** The job ends with an error when the worker's heap is larger, bytes. */
  readonly heapBytesMax: number;
}

/** What a worker says. */
export type Report =
  | { readonly kind: "ready" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string; readonly isTooLarge: boolean };
