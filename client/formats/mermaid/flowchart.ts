/** Forms of nodes, as boards can show them. */
export type NodeForm = "rectangle" | "round" | "circle" | "diamond" | "hexagon" | "cylinder" | "leaning" | "trapezoid";

/** CSS properties: `fill`, `stroke`, `stroke-width`, `stroke-dasharray`, `color`. */
export type Look = Readonly<Record<string, string>>;

export interface FlowNode {
  readonly id: string;
  text: string;
  form: NodeForm;
  look: Look;
  link?: string;
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
}

export type EdgeHead = "none" | "arrow" | "circle" | "cross";

export interface Subgraph {
  readonly id: string;
  readonly title: string;
  readonly within: string | undefined;
}

export type Direction = "TB" | "BT" | "LR" | "RL";

/** A flowchart of Mermaid: what it says, without places. */
export interface Flowchart {
  readonly direction: Direction;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly edges: readonly FlowEdge[];
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** Statements that say something else. */
  readonly unread: number;
}
