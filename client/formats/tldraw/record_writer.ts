import { ownPoints } from "../../../board/figure/line/line_points.ts";
import { type Point, toBoard, turned } from "../../../board/figure/point.ts";
import { inkOf } from "../../../board/figure/stretch.ts";
import { STRIDE } from "../../../board/ink.ts";
import { comparePaint, orderAbove } from "../../../board/order.ts";
import type { ArrowEnd, ArrowShape, ImageShape, InkShape, LineShape, Shape } from "../../../board/shape.ts";
import type { Json } from "../json.ts";
import { arrowProps, visibleEnds } from "./arrow_props.ts";
import { sideAnchor } from "./elbow_out.ts";
import { colorOut, highlightOut } from "./colors_out.ts";
import { assetRecord, imageProps } from "./record_image.ts";
import { PINNED_SCHEMA } from "./pinned_schema.ts";
import { strokePath } from "./stroke_path.ts";
import { geoProps, noteProps, textProps } from "./written_props.ts";
import * as styles from "./styles_out.ts";
import { STROKE_WIDTHS, STROKES, TEXT_SIZES, WIDTHS } from "./tldraw_styles.ts";

type Fields = Record<string, unknown>;

const PAGE = "page:page";

/**
 * Shapes as a file of tldraw.
 *
 * @param shapes fitted and tied, as boards show them
 * @param pictures data URLs by hash
 */
export function tldrawFile(
  shapes: Iterable<Shape>,
  title: string,
  pictures: ReadonlyMap<string, string> = new Map(),
): Json {
  const records = new RecordWriter([...shapes].sort(comparePaint), pictures).write();
  return {
    tldrawFileFormatVersion: 1,
    schema: PINNED_SCHEMA,
    records: [
      { id: "document:document", typeName: "document", gridSize: 10, name: title, meta: {} },
      { id: PAGE, typeName: "page", name: "Page 1", index: "a1", meta: {} },
      ...records,
    ],
  };
}

interface Parent {
  readonly id: string;
  readonly at: Point;
  readonly angle: number;
}

const ON_PAGE: Parent = { id: PAGE, at: { x: 0, y: 0 }, angle: 0 };

class RecordWriter {
  readonly #shapes: readonly Shape[];
  readonly #byId: ReadonlyMap<string, Shape>;
  readonly #pictures: ReadonlyMap<string, string>;
  readonly #records: Fields[] = [];
  readonly #assets = new Map<string, Fields>();
  readonly #groups = new Set<string>();
  /** Groups of several shapes: tldraw dissolves others. */
  readonly #shared: ReadonlySet<string>;
  #index: string | undefined;

  constructor(shapes: readonly Shape[], pictures: ReadonlyMap<string, string>) {
    this.#shapes = shapes;
    this.#pictures = pictures;
    this.#byId = new Map(shapes.map((shape) => [shape.id, shape]));
    const named = shapes.flatMap(({ groups = [] }) => groups);
    this.#shared = new Set(named.filter((group, i) => named.indexOf(group) !== i));
  }

  write(): readonly Fields[] {
    for (const shape of this.#shapes) this.#write(shape);
    for (const shape of this.#shapes) if (shape.kind === "arrow") this.#bind(shape);
    return [...this.#assets.values(), ...this.#records];
  }

  #write(shape: Shape): void {
    switch (shape.kind) {
      case "geo":
        return this.#add(shape, "geo", geoProps(shape));
      case "note":
        return this.#add(shape, "note", noteProps(shape));
      case "text":
        return this.#add(shape, "text", textProps(shape));
      case "line":
        return this.#line(shape);
      case "ink":
        return this.#ink(shape);
      case "arrow":
        return this.#arrow(shape);
      case "image":
        return this.#image(shape);
      case "frame":
        return this.#add(shape, "frame", { w: shape.w, h: shape.h, name: shape.name, color: "black" });
    }
  }

  #nextIndex(): string {
    return this.#index = orderAbove(this.#index);
  }

  /** What a shape lies in: its innermost group, or its frame, or the page. Groups lie at the origin of what they lie in. */
  #parentOf(shape: Shape): Parent {
    const frame = shape.kind === "frame" || shape.frame === undefined ? undefined : this.#byId.get(shape.frame);
    let parent: Parent = frame
      ? { id: idOf(frame.id), at: toBoard(frame, { x: 0, y: 0 }), angle: frame.angle ?? 0 }
      : ON_PAGE;
    for (const [depth, group] of (shape.groups ?? []).entries()) {
      if (!this.#shared.has(group)) continue;
      const id = `shape:${group}-${depth}-${parent.id.slice(-24).replace(/[^\w-]/g, "_")}`;
      if (!this.#groups.has(id)) {
        this.#groups.add(id);
        this.#records.push({ ...recordOf(id, "group", parent.id, this.#nextIndex()), props: {} });
      }
      parent = { ...parent, id };
    }
    return parent;
  }

  #add(shape: Shape, type: string, props: Fields, place: Fields = {}): void {
    const parent = this.#parentOf(shape);
    const origin = toBoard(shape, { x: 0, y: 0 });
    this.#records.push({
      ...recordOf(idOf(shape.id), type, parent.id, this.#nextIndex()),
      ...inParent(parent, origin),
      rotation: (shape.angle ?? 0) - parent.angle,
      isLocked: shape.locked ?? false,
      opacity: shape.opacity ?? 1,
      ...place,
      props,
    });
  }

  #image(shape: ImageShape): void {
    const src = this.#pictures.get(shape.asset);
    if (src !== undefined) this.#assets.set(shape.asset, assetRecord(shape, src));
    this.#add(shape, "image", imageProps(shape, src !== undefined));
  }

  #line(shape: LineShape): void {
    const own = ownPoints(shape);
    const isClosed = own.length > 6 && own[0] === own.at(-2) && own[1] === own.at(-1);
    const look = {
      ...styles.scaledSizeOut(WIDTHS, shape.width),
      ...styles.filledOut(shape),
      dash: styles.dashOut(shape),
    };
    if (shape.fill !== undefined && shape.fill !== "none") {
      const points = Array.from({ length: own.length / 2 }, (_, i) => ({ x: own[2 * i], y: own[2 * i + 1], z: 0.5 }));
      if (!isClosed) points.push(points[0]);
      // A free segment would be rounded as if a hand had drawn it.
      const segments = points.slice(1).map((point, i) => ({ type: "straight", path: strokePath([points[i], point]) }));
      return this.#add(shape, "draw", {
        ...look,
        ...styles.scaledSizeOut(STROKES, shape.width),
        segments: shape.smooth ? [{ type: "free", path: strokePath(points) }] : segments,
        isComplete: true,
        isClosed: true,
        isPen: false,
        scaleX: 1,
        scaleY: 1,
      });
    }
    let index: string | undefined;
    const points: Fields = {};
    for (let i = 0; i < own.length; i += 2) {
      index = orderAbove(index);
      points[index] = { id: index, index, x: own[i], y: own[i + 1] };
    }
    const { fill: _, ...line } = look;
    this.#add(shape, "line", { ...line, spline: shape.smooth ? "cubic" : "line", points });
  }

  #ink(shape: InkShape): void {
    const samples = inkOf(shape);
    if (samples === undefined) return;
    const points = Array.from({ length: samples.points.length / STRIDE }, (_, i) => {
      const [x, y, z] = samples.points.subarray(i * STRIDE, (i + 1) * STRIDE);
      return { x, y, z };
    });
    const common = {
      color: colorOut(shape.color),
      segments: [{ type: "free", path: strokePath(points) }],
      isComplete: true,
      isPen: samples.pressure,
      scaleX: 1,
      scaleY: 1,
    };
    if (shape.nib === "highlighter") {
      return this.#add(shape, "highlight", {
        ...common,
        color: highlightOut(shape.color),
        ...styles.scaledSizeOut(TEXT_SIZES, shape.width / 1.12),
      });
    }
    const size = STROKE_WIDTHS[samples.pressure ? "pen" : "mouse"].back(shape.width);
    const width = styles.scaledSizeOut(STROKES, Math.max(0.1, size));
    this.#add(shape, "draw", { ...common, ...width, dash: "draw", fill: "none", isClosed: false });
  }

  #arrow(shape: ArrowShape): void {
    const parent = this.#parentOf(shape);
    const { start, end } = visibleEnds(shape);
    const from = inParent(parent, start), to = inParent(parent, end);
    const props = { ...arrowProps(shape), start: { x: 0, y: 0 }, end: { x: to.x - from.x, y: to.y - from.y } };
    this.#add(shape, "arrow", props, { ...from, rotation: 0 });
  }

  #bind(arrow: ArrowShape): void {
    for (const [terminal, end] of [["start", arrow.start], ["end", arrow.end]] as const) {
      const target = end.to === undefined ? undefined : this.#byId.get(end.to);
      if (target === undefined) continue;
      const side = arrow.route === "elbow" && !end.exact ? sideAnchor(arrow, terminal, target) : undefined;
      this.#records.push({
        id: `binding:${arrow.id}-${terminal}`,
        typeName: "binding",
        type: "arrow",
        fromId: idOf(arrow.id),
        toId: idOf(target.id),
        meta: {},
        props: {
          terminal,
          normalizedAnchor: side ?? anchorOut(end),
          isExact: end.exact ?? false,
          isPrecise: true,
          snap: "none",
        },
      });
    }
  }
}

function inParent({ at, angle }: Parent, { x, y }: Point): Point {
  return turned({ x: x - at.x, y: y - at.y }, { x: 0, y: 0 }, -angle);
}

function idOf(id: string): string {
  return `shape:${id}`;
}

function recordOf(id: string, type: string, parentId: string, index: string): Fields {
  return {
    id,
    typeName: "shape",
    type,
    parentId,
    index,
    x: 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
  };
}

function anchorOut({ u = 0.5, v = 0.5 }: ArrowEnd): Point {
  return { x: u, y: v };
}
