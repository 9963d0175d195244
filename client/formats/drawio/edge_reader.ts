import { placeAlong } from "../../../board/figure/line/along.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import { middleOf, type Point, type TurnedBox } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { ArrowShape, Shape } from "../../../board/shape.ts";
import { arrowThrough } from "../arrow_course.ts";
import type { DrawingDraft } from "../drawing_draft.ts";
import type { Cell } from "./cell.ts";
import { courseOf, type Terminal } from "./edge_course.ts";
import { blockIn } from "./look.ts";
import { type Label, labelOf, LINE_HEIGHT, placeOfLabel } from "./label.ts";
import type { Placed } from "./page_tree.ts";
import { headOf, headSizeOf, outlineStyle } from "./style.ts";

interface Target {
  readonly id: ShapeId;
  readonly box: TurnedBox;
  readonly parent: string | undefined;
}

type Base = Pick<Shape, "opacity" | "locked" | "groups">;

/** Makes arrows of edges, once the shapes at their ends are there. */
export class EdgeReader {
  readonly #draft: DrawingDraft;
  readonly #dx: number;
  readonly #base: (placed: Placed) => Base;
  readonly #targets = new Map<string, Target>();
  readonly #edges: { readonly placed: Placed; readonly order: OrderKey }[] = [];
  readonly #labels = new Map<Cell, Cell[]>();
  /** The lines of edges, at which others may end. */
  readonly #lines = new Map<string, readonly number[]>();

  constructor(draft: DrawingDraft, dx: number, base: (placed: Placed) => Base) {
    this.#draft = draft;
    this.#dx = dx;
    this.#base = base;
  }

  place(cell: string, target: Target): void {
    this.#targets.set(cell, target);
  }

  label(edge: Cell, label: Cell): void {
    const labels = this.#labels.get(edge);
    if (labels) labels.push(label);
    else this.#labels.set(edge, [label]);
  }

  take(placed: Placed): void {
    this.#edges.push({ placed, order: this.#draft.nextOrder() });
  }

  finish(): void {
    for (const { placed, order } of this.#edges) this.#edge(placed, order);
  }

  #edge(placed: Placed, order: OrderKey): void {
    const { cell, origin } = placed, { style, geometry } = cell;
    const moved = ({ x, y }: Point) => ({ x: x + origin.x + this.#dx, y: y + origin.y });
    const from = this.#terminal(cell.source, geometry.source && moved(geometry.source));
    const to = this.#terminal(cell.target, geometry.target && moved(geometry.target));
    if (from === undefined || to === undefined) return this.#draft.miss("other");
    const lookUp = (id: ShapeId) => this.#draft.get(id);
    const startHead = headOf(style, "startArrow"), endHead = headOf(style, "endArrow");
    const id = this.#draft.newId();
    const block = blockIn(cell), color = block?.color ?? style.paint("strokeColor", "black");
    const bare: Omit<ArrowShape, "start" | "end" | "route" | "via" | "bend"> = {
      id,
      ...this.#base(placed),
      order,
      kind: "arrow",
      x: 0,
      y: 0,
      w: 0,
      h: 0,
      color: color ?? "black",
      ...outlineStyle(style),
      ...(startHead !== "none" && { startHead }),
      ...(endHead !== "arrow" && { endHead }),
      ...headSizeOf(style, startHead, endHead),
      ...block,
      ...(color === undefined && { opacity: 0 }),
      ...this.#draft.link(cell.link),
    };
    const course = courseOf(cell, { from, to, points: geometry.points.slice(0, 900).map(moved) });
    const arrow = "route" in course ? { ...bare, ...course } : arrowThrough(bare, course, lookUp);
    const { x, y, w, h, trace = [] } = tie(arrow, lookUp);
    this.#lines.set(cell.id, trace);
    const labels = this.#labelsOf(cell);
    // Words have no opacity of their own.
    const main = color === undefined ? undefined : mainOf(labels);
    this.#draft.add({ ...arrow, ...{ x, y, w, h }, ...(main && lettering(main, bare.color)) }, order);
    for (const each of labels) if (each !== main) this.#beside(placed, each, trace);
  }

  /** The words on an edge and where they are along it, −1…1. */
  #labelsOf(edge: Cell): EdgeLabel[] {
    return [edge, ...this.#labels.get(edge) ?? []].flatMap((cell) => {
      const label = labelOf(cell);
      if (label?.isLettered) this.#draft.miss("lettering");
      if (label === undefined && cell.kind === "vertex" && cell.geometry.w > 0) this.#draft.miss("other");
      const at = Math.min(1, Math.max(-1, cell.geometry.isRelative ? cell.geometry.x : 0));
      return label ? [{ cell, label: { ...label, wraps: false }, at }] : [];
    });
  }

  /** A label beside those that our arrow can have. */
  #beside(placed: Placed, { cell, label, at }: EdgeLabel, trace: readonly number[]): void {
    const part = (at + 1) / 2;
    const place = placeAlong(trace, part);
    const before = placeAlong(trace, Math.max(0, part - 0.01)), after = placeAlong(trace, Math.min(1, part + 0.01));
    const dx = after.x - before.x, dy = after.y - before.y, length = Math.hypot(dx, dy) || 1;
    const { y: off, offset = { x: 0, y: 0 } } = cell.geometry;
    const x = place.x + dy / length * off + offset.x, y = place.y - dx / length * off + offset.y;
    const text = placeOfLabel({ ...label }, cell, { x, y, w: 0, h: 0 });
    this.#draft.add({ id: this.#draft.newId(), ...this.#base(placed), kind: "text", ...text });
  }

  /** The end of an edge: a shape, or what is around it, or a place. */
  #terminal(cell: string | undefined, free: Point | undefined): Terminal | undefined {
    let named = cell;
    // A shape that is not shown is in one that is.
    for (let step = 0; named !== undefined && step < 100; step++) {
      const target = this.#targets.get(named);
      const shape = target && this.#draft.get(target.id);
      if (target && shape) return { shape, box: target.box, isCell: true };
      named = target?.parent;
    }
    if (cell !== undefined) this.#draft.miss("tie");
    const line = cell === undefined ? undefined : this.#lines.get(cell);
    const place = line ? placeAlong(line, 0.5) : free;
    if (place !== undefined) return { box: { ...place, w: 0, h: 0 }, isCell: false };
    const hidden = cell === undefined ? undefined : this.#targets.get(cell);
    return hidden && { box: { ...middleOf(hidden.box), w: 0, h: 0 }, isCell: false };
  }
}

interface EdgeLabel {
  readonly cell: Cell;
  readonly label: Label;
  readonly at: number;
}

/** The label that is nearest to the line and its middle becomes that of the arrow. */
function mainOf(labels: readonly EdgeLabel[]): EdgeLabel | undefined {
  const near = labels.filter(({ cell: { geometry } }) => Math.abs(geometry.y) + Math.abs(geometry.offset?.y ?? 0) < 12);
  return near.reduce<EdgeLabel | undefined>(
    (best, each) => best === undefined || Math.abs(each.at) < Math.abs(best.at) ? each : best,
    undefined,
  );
}

function lettering(
  { label: { text, font, fontSize, color }, at }: EdgeLabel,
  line: ArrowShape["color"],
): Partial<ArrowShape> {
  return {
    text,
    font,
    fontSize,
    lineHeight: LINE_HEIGHT,
    ...(Math.abs(at) > 0.04 && { labelAt: (at + 1) / 2 }),
    ...(color !== line && { textColor: color }),
  };
}
