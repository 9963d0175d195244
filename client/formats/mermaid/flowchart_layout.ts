import { Graph, layout } from "@dagrejs/dagre";
import type { Point } from "../../../board/figure/point.ts";
import { DrawingError } from "../drawing.ts";
import type { Flowchart, FlowEdge } from "./flowchart.ts";

export interface Size {
  readonly w: number;
  readonly h: number;
}

export interface Box extends Point, Size {}

/** The places of a chart's nodes and subgraphs, and the points between the ends of its edges. */
export interface ChartLayout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly between: ReadonlyMap<FlowEdge, readonly Point[]>;
}

/** Board units. */
const ROOM = { nodes: 48, ranks: 64 };

/** Lays a chart out in ranks. @param sizeOf of a node; of a label, when the edge has one @throws {DrawingError} */
export function layOut(
  chart: Flowchart,
  { node, label }: { node: (id: string) => Size; label: (edge: FlowEdge) => Size },
): ChartLayout {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: chart.direction, nodesep: ROOM.nodes, ranksep: ROOM.ranks });
  const sizeOf = (id: string) => {
    const { w, h } = node(id);
    return { width: w, height: h };
  };
  const leaves = leavesOf(chart);
  for (const id of chart.nodes.keys()) graph.setNode(keyOf(id), sizeOf(id));
  // A subgraph without nodes is laid out as one.
  for (const id of chart.subgraphs.keys()) graph.setNode(keyOf(id), leaves.has(id) ? {} : sizeOf(id));
  for (const { id, within } of [...chart.nodes.values(), ...chart.subgraphs.values()]) {
    if (within !== undefined && within !== id && leaves.has(within)) graph.setParent(keyOf(id), keyOf(within));
  }
  for (const [i, edge] of chart.edges.entries()) {
    // The layout has no edges of subgraphs: those are between nodes in them.
    const from = leaves.get(edge.from) ?? edge.from, to = leaves.get(edge.to) ?? edge.to;
    const { w, h } = label(edge);
    if (from !== to) graph.setEdge(keyOf(from), keyOf(to), { width: w, height: h, labelpos: "c" }, `${i}`);
  }
  try {
    layout(graph);
  } catch {
    throw new DrawingError("broken");
  }
  const boxes = new Map<string, Box>();
  for (const id of [...chart.nodes.keys(), ...chart.subgraphs.keys()]) {
    const { x = 0, y = 0, width, height } = graph.node(keyOf(id)) as {
      x?: number;
      y?: number;
      width: number;
      height: number;
    };
    boxes.set(id, { x: x - width / 2, y: y - height / 2, w: width, h: height });
  }
  const between = new Map<FlowEdge, readonly Point[]>();
  for (const { v, w, name } of graph.edges()) {
    const { points } = graph.edge({ v, w, name }) as { points: Point[] };
    between.set(chart.edges[Number(name)], points.slice(1, -1).map(({ x, y }) => ({ x, y })));
  }
  return { boxes, between };
}

/** Names that no object has by itself. */
function keyOf(id: string): string {
  return `n ${id}`;
}

/** A node in each subgraph that has one. */
function leavesOf({ nodes, subgraphs }: Flowchart): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const { id, within } of nodes.values()) {
    for (let at = within; at !== undefined && !leaves.has(at); at = subgraphs.get(at)?.within) leaves.set(at, id);
  }
  return leaves;
}
