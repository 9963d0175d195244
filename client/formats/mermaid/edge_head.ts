import type { Head } from "../../../board/style.ts";

/** The head at an end of an edge, as Mermaid names it where ours has another name. */
export type EdgeHead =
  | "none"
  | "arrow"
  | "open"
  | "circle"
  | "cross"
  | "diamond"
  | "triangle-outline"
  | "diamond-outline"
  | "exactly-one"
  | "zero-or-one"
  | "one-or-many"
  | "zero-or-many";

const HEADS: Readonly<Record<string, Head>> = { arrow: "triangle", open: "arrow", circle: "dot", cross: "bar" };

export function headOfEdge(head: EdgeHead): Head {
  return HEADS[head] ?? head as Head;
}
