import type { EdgeHead } from "./edge_head.ts";

/** Forms of nodes, as boards can show them. */
export type NodeForm =
  | "rectangle"
  | "round"
  | "circle"
  | "diamond"
  | "hexagon"
  | "cylinder"
  | "leaning"
  | "trapezoid"
  | "cloud"
  // Where states begin and end, and where several of them do.
  | "dot"
  | "ring"
  | "bar"
  | "note"
  | "table";

/** CSS properties: `fill`, `stroke`, `stroke-width`, `stroke-dasharray`, `color`. */
export type Look = Readonly<Record<string, string>>;

export interface FlowNode {
  readonly id: string;
  text: string;
  form: NodeForm;
  look: Look;
  link?: string;
  /** Lines of text below the heading of a table, in sections. */
  sections?: readonly (readonly string[])[];
  /** The subgraph in which it is first named. */
  readonly within: string | undefined;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly line: "solid" | "dotted" | "thick" | "unseen";
  readonly startHead: EdgeHead;
  readonly endHead: EdgeHead;
  /** Words beside an end, as how many there may be. */
  readonly startText?: string;
  readonly endText?: string;
}

export interface Subgraph {
  readonly id: string;
  readonly title: string;
  readonly within: string | undefined;
}

export type Direction = "TB" | "BT" | "LR" | "RL";

/** A flowchart of Mermaid, or another of its diagrams that consists of nodes and edges: what it says, without places. */
export interface Flowchart {
  readonly direction: Direction;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly edges: readonly FlowEdge[];
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** Statements that say something else. */
  readonly unread: readonly string[];
}
