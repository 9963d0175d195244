import type { Job } from "./jobs.ts";

/** A message to a worker. */
export interface Assignment {
  readonly job: Job;
  /** The job fails when the worker's heap is larger, bytes. */
  readonly heapBytesMax: number;
}

/** A message from a worker. */
export type Report =
  | { readonly kind: "ready" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** With the size of the worker's heap. */
  | { readonly kind: "done"; readonly heapBytes: number }
  | { readonly kind: "failed"; readonly message: string; readonly isTooLarge: boolean };
