import { DrawingError } from "../drawing.ts";
import type { Direction, Flowchart, FlowEdge, FlowNode, Subgraph } from "./flowchart.ts";
import { DEPTH_MAX, EDGES_MAX, NODES_MAX } from "./statements.ts";

/** Collects nodes and edges within the bounds of a chart that people read. */
export class ChartBuilder {
  readonly #nodes = new Map<string, FlowNode>();
  readonly #edges: FlowEdge[] = [];
  readonly #subgraphs = new Map<string, Subgraph>();
  readonly #open: string[] = [];
  direction: Direction = "TB";
  /** Statements that say something else. */
  readonly unread: string[] = [];

  /** The open subgraph. */
  get within(): string | undefined {
    return this.#open.at(-1);
  }

  get(id: string): FlowNode | undefined {
    return this.#nodes.get(id);
  }

  /** A node of this id, a new one when there is none. @throws {DrawingError} */
  node(id: string, fresh: Partial<FlowNode> = {}): FlowNode {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    if (this.#nodes.size >= NODES_MAX) throw new DrawingError("tooMany");
    const node: FlowNode = { text: id, form: "rectangle", look: {}, ...fresh, id, within: this.within };
    this.#nodes.set(id, node);
    return node;
  }

  /** @throws {DrawingError} */
  edge(from: string, to: string, rest: Partial<Omit<FlowEdge, "from" | "to">> = {}): void {
    if (this.#edges.length >= EDGES_MAX) throw new DrawingError("tooMany");
    this.#edges.push({ text: "", line: "solid", startHead: "none", endHead: "none", ...rest, from, to });
  }

  /** A note beside a node, or for nobody. */
  note(text: string, of?: string): void {
    const id = `note ${this.#nodes.size}`;
    this.node(id, { text, form: "note" });
    if (of !== undefined) this.edge(of, id, { line: "dotted" });
  }

  /** Begins a subgraph, which lasts until `close`. @throws {DrawingError} */
  open(id: string, title: string): void {
    if (!this.#subgraphs.has(id)) {
      if (this.#subgraphs.size >= NODES_MAX) throw new DrawingError("tooMany");
      this.#subgraphs.set(id, { id, title, within: this.within });
    }
    if (this.#open.push(id) > DEPTH_MAX) throw new DrawingError("tooMany");
  }

  close(): void {
    if (this.#open.pop() === undefined) this.unread.push("}");
  }

  chart(): Flowchart {
    for (const id of this.#subgraphs.keys()) this.#nodes.delete(id);
    const { direction, unread } = this;
    return { direction, nodes: this.#nodes, edges: this.#edges, subgraphs: this.#subgraphs, unread };
  }
}
