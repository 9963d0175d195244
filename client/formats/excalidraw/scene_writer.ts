import { placeOfLabel } from "../../../board/figure/line/arrow_label.ts";
import { usualGap } from "../../../board/figure/line/tie.ts";
import { ownPoints } from "../../../board/figure/line/line_points.ts";
import { highlightOpacity } from "../../../board/figure/highlight.ts";
import { outlineOf } from "../../../board/figure/outline.ts";
import { type Point, toBoard } from "../../../board/figure/point.ts";
import { STRIDE } from "../../../board/ink.ts";
import { inkOf } from "../../../board/figure/stretch.ts";
import type { Lettering } from "../../../board/figure/text/text_block.ts";
import { sideOf } from "../../../board/figure/text/direction.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { comparePaint, orderAbove, type OrderKey } from "../../../board/order.ts";
import type {
  ArrowEnd,
  ArrowShape,
  FrameShape,
  GeoShape,
  InkShape,
  LineShape,
  NoteShape,
  Shape,
  WrittenShape,
} from "../../../board/shape.ts";
import type { Align, Font, Paint } from "../../../board/style.ts";
import type { Json } from "../json.ts";
import { blackOr, paperOut } from "../paint_out.ts";
import { roundnessOf } from "./element_corner.ts";
import { imageElement, sceneFiles } from "./element_image.ts";
import { drawn, filled } from "./element_look.ts";
import { middleOfCurve, pairs, relative } from "./element_points.ts";
import { headOut } from "./heads.ts";
import { lineElements } from "./line_elements.ts";
import { PEN_WIDTH, pressureThere } from "./pen_width.ts";

const SAME_FORMS = new Set(["rectangle", "ellipse", "diamond"]);
const FONTS: Readonly<Record<Font, number>> = { hand: 5, sans: 6, serif: 6, mono: 8 };
const ALIGNS: Readonly<Record<Align, string>> = { start: "left", middle: "center", end: "right" };
const VALIGNS: Readonly<Record<Align, string>> = { start: "top", middle: "middle", end: "bottom" };
/**
 * Shapes as a scene of Excalidraw.
 *
 * @param shapes fitted and tied, as boards show them
 * @param pictures data URLs by hash
 */
export function excalidrawScene(shapes: Iterable<Shape>, pictures: ReadonlyMap<string, string> = new Map()): Json {
  return {
    type: "excalidraw",
    version: 2,
    source: "Drawbridge",
    elements: new SceneWriter([...shapes].sort(comparePaint)).write(),
    appState: { viewBackgroundColor: "#ffffff", gridSize: 20 },
    files: sceneFiles(pictures),
  };
}

type Element = Record<string, unknown>;

class SceneWriter {
  readonly #shapes: readonly Shape[];
  readonly #ids: ReadonlySet<string>;
  readonly #elements = new Map<string, Element>();
  #index: OrderKey | undefined;

  constructor(shapes: readonly Shape[]) {
    this.#shapes = shapes;
    this.#ids = new Set(shapes.map(({ id }) => id));
  }

  write(): Element[] {
    for (const shape of this.#shapes) this.#shape(shape);
    for (const shape of this.#shapes) if (shape.kind === "arrow") this.#bind(shape);
    return [...this.#elements.values()];
  }

  #shape(shape: Shape): void {
    switch (shape.kind) {
      case "geo":
        return this.#geo(shape);
      case "note":
        return this.#note(shape);
      case "text":
        return this.#text(shape, letteringOf(shape)!);
      case "line":
        return this.#line(shape, ownPoints(shape), shape.smooth === true);
      case "ink":
        return this.#ink(shape);
      case "arrow":
        return this.#arrow(shape);
      case "image":
        return void this.#add(shape, shape.id, "image", imageElement(shape));
      case "frame":
        return this.#frame(shape);
    }
  }

  #add(shape: Shape, id: string, type: string, rest: Element): Element {
    this.#index = orderAbove(this.#index);
    const seed = seedOf(id);
    const element: Element = {
      id,
      type,
      x: shape.x,
      y: shape.y,
      width: shape.w,
      height: shape.h,
      angle: shape.angle ?? 0,
      strokeColor: "#1e1e1e",
      backgroundColor: "transparent",
      fillStyle: "solid",
      strokeWidth: 2,
      strokeStyle: "solid",
      roughness: 0,
      opacity: Math.round((shape.opacity ?? 1) * 100),
      groupIds: [...shape.groups ?? []].reverse(),
      frameId: shape.frame !== undefined && this.#ids.has(shape.frame) ? shape.frame : null,
      index: this.#index,
      roundness: null,
      seed,
      version: 1,
      versionNonce: seed,
      isDeleted: false,
      boundElements: null,
      updated: 1,
      link: shape.link ?? null,
      locked: shape.locked ?? false,
      ...rest,
    };
    this.#elements.set(id, element);
    return element;
  }

  #geo(shape: GeoShape): void {
    if (SAME_FORMS.has(shape.form)) {
      const roundness = roundnessOf(shape);
      this.#add(shape, shape.id, shape.form, { ...drawn(shape), ...filled(shape), roundness });
      return this.#label(shape, shape.textColor ?? shape.color);
    }
    const { corners } = outlineOf(shape.form, shape.w, shape.h, shape);
    this.#line(shape, corners, false);
    const lettering = shape.text ? letteringOf(shape) : undefined;
    if (lettering) this.#text(shape, lettering, `${shape.id}-text`);
  }

  #note(shape: NoteShape): void {
    const { paper, ink } = paperOut(shape);
    const look = { strokeColor: paper, backgroundColor: paper, strokeWidth: 1 };
    this.#add(shape, shape.id, "rectangle", look);
    this.#label(shape, shape.textColor ?? ink);
  }

  /** The text of a form, bound to it. */
  #label(shape: GeoShape | NoteShape | ArrowShape, paint: Paint): void {
    const lettering = shape.text ? letteringOf(shape) : undefined;
    if (lettering === undefined) return;
    const id = `${shape.id}-text`;
    this.#text(shape, { ...lettering, paint }, id, { containerId: shape.id, link: null });
    if (shape.kind !== "arrow") this.#elements.get(id)!.verticalAlign = VALIGNS[shape.valign ?? "middle"];
    bindElement(this.#elements.get(shape.id), { id, type: "text" });
  }

  #text(shape: WrittenShape, { layout, paint, x, y }: Lettering, id: string = shape.id, rest: Element = {}): void {
    const isWrapped = shape.kind === "text" ? shape.wraps === true : rest.containerId === undefined;
    const middle = shape.kind === "arrow"
      ? placeOfLabel(shape)
      : toBoard(shape, { x: x + layout.w / 2, y: y + layout.h / 2 });
    this.#add(shape, id, "text", {
      x: middle.x - layout.w / 2,
      y: middle.y - layout.h / 2,
      width: layout.w,
      height: layout.h,
      ...(shape.kind === "arrow" && { angle: 0 }),
      strokeColor: blackOr(paint),
      text: layout.lines.map(({ from, to }) => layout.text.slice(from, to).trimEnd()).join("\n"),
      originalText: shape.text ?? "",
      fontSize: layout.style.size,
      fontFamily: FONTS[layout.style.font],
      textAlign: ALIGNS[sideOf(layout.style.align, layout.lines[0].isRightToLeft)],
      verticalAlign: rest.containerId === undefined ? "top" : "middle",
      containerId: null,
      autoResize: !isWrapped,
      lineHeight: layout.lineHeight / layout.style.size,
      ...rest,
    });
  }

  #line(shape: LineShape | GeoShape, points: readonly number[], isSmooth: boolean): void {
    const { line, area } = lineElements(shape, points, isSmooth);
    if (area === undefined) return void this.#add(shape, shape.id, "line", line);
    const both = { ...shape, groups: [...shape.groups ?? [], `${shape.id}-parts`] };
    this.#add(both, `${shape.id}-area`, "line", area);
    this.#add(both, shape.id, "line", line);
  }

  #ink(shape: InkShape): void {
    const samples = inkOf(shape);
    if (samples === undefined) return;
    const isHighlighter = shape.nib === "highlighter";
    const points: Point[] = [], pressures: number[] = [];
    for (let i = 0; i < samples.points.length; i += STRIDE) {
      points.push({ x: samples.points[i], y: samples.points[i + 1] });
      if (isHighlighter) pressures.push(1);
      else if (samples.pressure) pressures.push(pressureThere(samples.points[i + 2]));
    }
    const isSimulated = pressures.length === 0;
    this.#add(shape, shape.id, "freedraw", {
      x: shape.x + points[0].x,
      y: shape.y + points[0].y,
      strokeColor: blackOr(shape.color),
      strokeWidth: shape.width / PEN_WIDTH[isSimulated ? "simulated" : "real"],
      ...(isHighlighter && { opacity: Math.round((shape.opacity ?? 1) * 100 * highlightOpacity(shape, "light")) }),
      points: relative(points, points[0]),
      pressures,
      simulatePressure: isSimulated,
      lastCommittedPoint: null,
    });
  }

  #arrow(shape: ArrowShape): void {
    const trace = pairs(shape.trace ?? [shape.start.x, shape.start.y, shape.end.x, shape.end.y]);
    const isBent = shape.route === "curve" && shape.via === undefined && trace.length === 3;
    // The middle of our curve has a quarter of its control point; Excalidraw's line passes all of its points.
    const points = isBent ? [trace[0], middleOfCurve(trace), trace[2]] : trace;
    const isElbow = shape.route === "elbow";
    const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y);
    this.#add(shape, shape.id, "arrow", {
      x: points[0].x,
      y: points[0].y,
      width: Math.max(...xs) - Math.min(...xs),
      height: Math.max(...ys) - Math.min(...ys),
      ...drawn(shape),
      roundness: shape.route === "curve" ? { type: 2 } : null,
      points: relative(points, points[0]),
      startBinding: null,
      endBinding: null,
      startArrowhead: headOut(shape.startHead ?? "none"),
      endArrowhead: headOut(shape.endHead ?? "arrow"),
      elbowed: isElbow,
      ...(isElbow && { fixedSegments: null, startIsSpecial: null, endIsSpecial: null }),
    });
    this.#label(shape, shape.textColor ?? shape.color);
  }

  #bind(arrow: ArrowShape): void {
    const element = this.#elements.get(arrow.id);
    if (element === undefined) return;
    for (const [side, end] of [["startBinding", arrow.start], ["endBinding", arrow.end]] as const) {
      const target = end.to === undefined ? undefined : this.#elements.get(end.to);
      if (target === undefined || target.type === "line" || target.type === "freedraw") continue;
      // Versions before 2026 read focus and gap, later ones the other two.
      const place = { fixedPoint: fixedPoint(end), mode: end.exact ? "inside" : "orbit" };
      element[side] = { elementId: end.to, focus: 0, gap: end.gap ?? usualGap(arrow), ...place };
      if (!hasBound(target, arrow.id)) bindElement(target, { id: arrow.id, type: "arrow" });
    }
  }

  #frame(shape: FrameShape): void {
    this.#add(shape, shape.id, "frame", { strokeColor: "#bbb", name: shape.name || null, frameId: null });
  }
}

/** Excalidraw takes no end at exactly the middle of a side. */
function fixedPoint({ u = 0.5, v = 0.5 }: ArrowEnd): [number, number] {
  return [u === 0.5 ? 0.5001 : u, v === 0.5 ? 0.5001 : v];
}

function bindElement(element: Element | undefined, bound: { id: string; type: string }): void {
  if (element) element.boundElements = [...(element.boundElements as object[] | null) ?? [], bound];
}

function hasBound({ boundElements }: Element, id: string): boolean {
  return (boundElements as { id: string }[] | null ?? []).some((bound) => bound.id === id);
}

/** The same for the same id, so that a board is exported alike twice. */
function seedOf(id: string): number {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash, 31) + id.charCodeAt(i) | 0;
  return Math.abs(hash) + 1;
}
