import { boundsOf } from "../../../board/figure/bounds.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import { viaOf } from "../../../board/figure/line/made_via.ts";
import { middleOf, type Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import type { ArrowShape, GeoShape } from "../../../board/shape.ts";
import type { Form, Paint } from "../../../board/style.ts";
import { paintOf } from "../css_color.ts";
import type { Drawing } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { closed, MARKS, OUTLINES } from "../drawio/outlines.ts";
import { readStyle } from "../drawio/style.ts";
import { clamped } from "../json.ts";
import { fitInside } from "../text_fit.ts";
import { headOfEdge } from "./edge_head.ts";
import type { Direction, Flowchart, FlowEdge, FlowNode, Look, NodeForm } from "./flowchart.ts";
import { type Box, layOut, type Size } from "./flowchart_layout.ts";
import { addCaption } from "./caption.ts";
import { FONT, measured } from "./measure.ts";
import { sizeOf } from "./node_size.ts";
import { tableShapes } from "./table_node.ts";
import { missedBy } from "./unread.ts";

const WIDTH = 2;

const FORMS: Readonly<Record<NodeForm, Form | undefined>> = {
  rectangle: "rectangle",
  round: "rectangle",
  circle: "ellipse",
  diamond: "diamond",
  hexagon: "hexagon",
  cylinder: undefined,
  leaning: undefined,
  trapezoid: undefined,
  cloud: "cloud",
  dot: "ellipse",
  ring: "ellipse",
  bar: "rectangle",
  note: "rectangle",
  table: "rectangle",
};

/** Outlines of the others, as draw.io has them. */
const OUTLINED: Readonly<Record<string, string>> = {
  cylinder: "cylinder3",
  leaning: "parallelogram",
  trapezoid: "trapezoid",
};

/** The paper of notes in Mermaid. */
const NOTE_LOOK: Look = { fill: "#fff5ad", stroke: "#aaaa33" };

/** Makes shapes of a chart: frames of its subgraphs, forms of its nodes, and tied arrows. */
export class ChartDrawing {
  readonly #chart: Flowchart;
  readonly #draft = new DrawingDraft();
  readonly #ids = new Map<string, ShapeId>();

  constructor(chart: Flowchart) {
    this.#chart = chart;
  }

  finish(): Drawing {
    const { nodes, subgraphs, edges, direction, unread } = this.#chart;
    const { boxes, between } = layOut(this.#chart, {
      node: (id) => sizeOf(nodes.get(id) ?? { form: "rectangle", text: id }, direction),
      label: (edge) => roomFor(edge, direction),
    });
    for (const { id, title } of subgraphs.values()) {
      this.#ids.set(id, this.#draft.newId());
      const name = title.replaceAll("\n", " ").slice(0, NAME_MAX);
      this.#draft.add({ id: this.#ids.get(id)!, kind: "frame", name, ...boxes.get(id)! });
    }
    for (const node of nodes.values()) this.#node(node, boxes.get(node.id)!);
    for (const edge of edges) this.#edge(edge, between.get(edge) ?? [], boxes);
    for (const statement of unread) this.#draft.miss(missedBy(statement));
    return this.#draft.finish();
  }

  #node(node: FlowNode, box: Box): void {
    const id = this.#draft.newId();
    this.#ids.set(node.id, id);
    const frame = node.within === undefined ? undefined : this.#ids.get(node.within);
    const base = { ...(frame !== undefined && { frame }), ...this.#draft.link(node.link) };
    const look = lookOf(node.form === "note" ? NOTE_LOOK : node.look),
      textColor = node.form === "note" ? "black" : paintOf(node.look.color);
    const form = FORMS[node.form];
    if (node.form === "table") {
      const groups = [this.#draft.group(node)];
      for (const own of tableShapes(node, box, { id, newId: () => this.#draft.newId(), look, textColor })) {
        this.#draft.add({ ...base, ...own, groups });
      }
      return;
    }
    if (form !== undefined) {
      const geo: GeoShape = {
        id,
        kind: "geo",
        order: "a0",
        form,
        ...base,
        ...box,
        ...look,
        font: FONT.font,
        ...(node.form === "round" && { rounded: true }),
        ...(textColor !== undefined && textColor !== look.color && { textColor }),
      };
      if (node.form === "ring") return this.#ring(geo);
      const lettered = node.text === "" ? geo : fitInside({ ...geo, text: node.text }, FONT) ?? geo;
      const { order: _, ...own } = lettered;
      this.#draft.add(own);
      return;
    }
    const style = readStyle(""), outline = OUTLINED[node.form];
    const groups = [this.#draft.group(node)];
    const { fill: _, fillColor: __, ...line } = look;
    this.#draft.add({
      id,
      kind: "line",
      groups,
      ...base,
      ...box,
      ...look,
      points: closed(OUTLINES[outline](box.w, box.h, style)),
    });
    for (const points of Object.hasOwn(MARKS, outline) ? MARKS[outline](box.w, box.h, style) : []) {
      const { minX, minY, maxX, maxY } = boundsOf(points);
      this.#draft.add({
        id: this.#draft.newId(),
        kind: "line",
        groups,
        ...base,
        ...line,
        x: box.x + minX,
        y: box.y + minY,
        w: maxX - minX,
        h: maxY - minY,
        points: points.map((value, i) => value - (i % 2 === 0 ? minX : minY)),
      });
    }
    const { w, h } = measured(node.text);
    const place = { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h };
    this.#draft.add({
      id: this.#draft.newId(),
      kind: "text",
      groups,
      ...base,
      ...place,
      ...FONT,
      text: node.text,
      wraps: true,
      align: "middle",
      color: textColor ?? "black",
    });
  }

  /** A dot in a circle, tied to the circle. */
  #ring({ order: _, fill, fillColor, ...ring }: GeoShape): void {
    const groups = [this.#draft.group(ring)];
    this.#draft.add({ ...ring, groups });
    const { x, y, w, h } = ring, inset = w / 4;
    const place = { x: x + inset, y: y + inset, w: w - 2 * inset, h: h - 2 * inset };
    this.#draft.add({ ...ring, ...place, id: this.#draft.newId(), fill, fillColor, groups });
  }

  #edge(edge: FlowEdge, inner: readonly Point[], boxes: ReadonlyMap<string, Box>): void {
    const order = this.#draft.nextOrder();
    if (edge.line === "unseen") return;
    const end = (id: string) => ({ ...middleOf(boxes.get(id)!), to: this.#ids.get(id)!, u: 0.5, v: 0.5 });
    const ends = { start: end(edge.from), end: end(edge.to) };
    const course = edge.from === edge.to
      ? loopAt(boxes.get(edge.from)!, this.#ids.get(edge.from)!)
      : { ...ends, ...courseOf(ends, inner) };
    const startHead = headOfEdge(edge.startHead);
    const arrow: ArrowShape = {
      id: this.#draft.newId(),
      kind: "arrow",
      order,
      x: 0,
      y: 0,
      w: 0,
      h: 0,
      ...course,
      color: "black",
      width: edge.line === "thick" ? 2 * WIDTH : WIDTH,
      ...(edge.line === "dotted" && { dash: "dotted" }),
      ...(startHead !== "none" && { startHead }),
      endHead: headOfEdge(edge.endHead),
      ...(edge.text !== "" && { text: edge.text, ...FONT, fontSize: 14 }),
    };
    const { x, y, w, h, trace } = tie(arrow, (id) => this.#draft.get(id));
    this.#draft.add({ ...arrow, x, y, w, h }, order);
    if (trace === undefined) return;
    const last = trace.length - 2;
    this.#beside(edge.startText, pointAt(trace, 0), { next: pointAt(trace, 2), box: boxes.get(edge.from)! });
    this.#beside(edge.endText, pointAt(trace, last), { next: pointAt(trace, last - 2), box: boxes.get(edge.to)! });
  }

  /** Words beside an end of an arrow, on the side that is farther from the box. */
  #beside(text: string | undefined, tip: Point, { next, box }: { readonly next: Point; readonly box: Box }): void {
    if (text === undefined || text === "") return;
    const { w, h } = measured(text);
    const length = Math.hypot(next.x - tip.x, next.y - tip.y) || 1;
    const dx = (next.x - tip.x) / length, dy = (next.y - tip.y) / length;
    // Half of what the words take along the arrow, and across it.
    const along = (Math.abs(dx) * w + Math.abs(dy) * h) / 2 + AWAY;
    const across = (Math.abs(dy) * w + Math.abs(dx) * h) / 2 + BESIDE;
    const from = middleOf(box);
    const far = ({ x, y }: Point) => Math.max(Math.abs(x - from.x) / (box.w + w), Math.abs(y - from.y) / (box.h + h));
    const [one, other] = [1, -1].map((side) => ({
      x: tip.x + dx * along - side * dy * across,
      y: tip.y + dy * along + side * dx * across,
    }));
    const middle = far(one) >= far(other) - 0.001 ? one : other;
    addCaption(this.#draft, text, { x: middle.x - w / 2, y: middle.y - h / 2, w, h });
  }
}

function pointAt(trace: readonly number[], i: number): Point {
  return { x: trace[i], y: trace[i + 1] };
}

/** Points that are this near to the straight line change nothing, board units. */
const STRAIGHT = 2;

/** Distances of words at an end of an arrow: from the box there, and from the line with its head, board units. */
const AWAY = 4;
const BESIDE = 8;

/** The room that the words of an edge need between two ranks: those at its ends lie before and after its own. */
function roomFor({ text, startText = "", endText = "" }: FlowEdge, direction: Direction): Size {
  const sizes = [startText, text, endText].filter((words) => words !== "").map((words) => measured(words));
  const sum = (side: "w" | "h") => sizes.reduce((all, size) => all + size[side] + AWAY, -AWAY);
  const most = (side: "w" | "h") => Math.max(...sizes.map((size) => size[side]));
  if (sizes.length === 0) return { w: 0, h: 0 };
  const isDown = direction === "TB" || direction === "BT";
  return isDown ? { w: most("w"), h: sum("h") } : { w: sum("w"), h: most("h") };
}

/** How far a line from a node to itself goes to the right, board units. */
const LOOP = 32;

type Ends = Pick<ArrowShape, "start" | "end">;

function courseOf({ start, end }: Ends, inner: readonly Point[]): Pick<ArrowShape, "route" | "via"> {
  const dx = end.x - start.x, dy = end.y - start.y, length = Math.hypot(dx, dy);
  const off = inner.map(({ x, y }) => Math.abs((x - start.x) * dy - (y - start.y) * dx) / length);
  const via = off.every((distance) => distance < STRAIGHT) ? undefined : viaOf(inner, start, end);
  return via === undefined ? { route: "straight" } : { route: "curve", via };
}

/** Around the right side. */
function loopAt({ x, y, w, h }: Box, to: ShapeId): Ends & Pick<ArrowShape, "route" | "via"> {
  const end = (v: number) => ({ x: x + w, y: y + v * h, to, u: 1, v, exact: true });
  const start = end(0.25), tip = end(0.75);
  const via = viaOf([start, tip].map((place) => ({ x: place.x + LOOP, y: place.y })), start, tip);
  return { start, end: tip, route: "curve", ...(via && { via }) };
}

/** Outline and fill that the chart says, or a plain outline. */
function lookOf(look: Look): Pick<GeoShape, "color" | "width" | "dash" | "fill" | "fillColor"> {
  const fillColor = paintOf(look.fill), width = parseFloat(look["stroke-width"]);
  return {
    color: paintOf(look.stroke, "black") ?? fillColor ?? "black" as Paint,
    width: Number.isFinite(width) ? clamped(width, 0.1, 512) : WIDTH,
    ...(look["stroke-dasharray"] && !/^0?$/.test(look["stroke-dasharray"]) && { dash: "dashed" }),
    ...(fillColor !== undefined && { fill: "solid", fillColor }),
  };
}
