import type { Drawing, DrawingProblem } from "./drawing.ts";
import type { ChartKind } from "./words/chart.ts";

/** What the worker says: that it is loaded, that the file is parsed, and what came of it. */
export type WorkerNews = "ready" | "parsed" | { readonly drawing: Drawing } | { readonly problem: DrawingProblem };

/** What it is to read. */
export interface WorkerTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The name of the file; empty for the clipboard. */
  readonly name: string;
  /** What is made of a table. */
  readonly chart?: ChartKind;
}
