import type { Drawing, DrawingProblem } from "./drawing.ts";

/** What the worker says: that it is loaded, that the file is parsed, and what came of it. */
export type WorkerNews = "ready" | "parsed" | { readonly drawing: Drawing } | { readonly problem: DrawingProblem };
