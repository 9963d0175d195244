import { contourOf, type FigureShape } from "../../../board/figure/contour.ts";
import { costOf } from "../../../board/figure/cost.ts";
import { cornersOf, type Point, toBoard, type TurnedBox } from "../../../board/figure/point.ts";
import type { Theme } from "../../../board/palette.ts";
import { hasPoints } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Guide } from "../../geometry/snapping.ts";
import { handleSizes, handlesOf } from "../../geometry/handles.ts";
import { newCanvas } from "../layer_canvas.ts";
import { LiveCanvas } from "../live_canvas.ts";
import { clipAsideLabel } from "../paint/label_gap.ts";
import { paintLock } from "../paint/lock_mark.ts";
import { outlineParts, PARTS_MAX } from "./outline_parts.ts";
import { type Marked, type Marks, type OtherLayers, sameMarks, selectionMarks } from "./selection_marks.ts";
import { paintPoints, paintTies } from "./point_marks.ts";
import { type Region, sameRegion } from "../region.ts";
import type { Context } from "../surface.ts";
import { paintNames } from "../tiles/frame_names.ts";
import { placesOf, traceLine } from "../paint/trace_line.ts";

const ACCENT: Record<Theme, string> = { light: "#2361c7", dark: "#7db0ff" };
const GUIDE: Record<Theme, string> = { light: "#d6336c", dark: "#ff7eb0" };
const KNOB: Record<Theme, string> = { light: "#ffffff", dark: "#232529" };
/** Opacity of the lasso's inside and of the boxes of single shapes, 0…1. */
const FAINT = { inside: 0.08, each: 0.55 };
/** Limit on the total cost of marked lines per frame (`costOf`). Further lines are marked by their boxes. */
const LINES_COST_MAX = 10_000;
/** CSS pixels. */
const SIZES = { line: 1.5, thin: 1, round: 2, tick: 6, lockGap: 10 };

interface Shown {
  readonly marks: Marks;
  readonly view: Region;
  readonly ratio: number;
  readonly theme: Theme;
  readonly isCoarse: boolean;
}

/**
 * Shows the selection, its handles, snap guides and the names of moving frames. Sizes are independent of the zoom; upright lines are
 * aligned to whole device pixels.
 */
export class SelectionLayer {
  /** Contains the canvases; its parent's top left corner is that of the view. */
  readonly element: HTMLElement = document.createElement("div");
  /** One for the whole view, and those of the parts that an outline touches. */
  readonly #canvases: readonly HTMLCanvasElement[];
  readonly #layers: readonly LiveCanvas[];
  readonly #editor: Marked;
  readonly #coarse = matchMedia("(pointer: coarse)");
  /** The part that is being painted. */
  #view!: Region;
  #context!: Context;
  #ratio = 1;
  /** What the canvases show. */
  #shown: Shown | undefined;

  constructor(editor: Marked) {
    this.#editor = editor;
    this.#canvases = Array.from({ length: 1 + PARTS_MAX }, (_, i) => newCanvas(`marks-${i}`));
    this.#layers = this.#canvases.map((canvas) => new LiveCanvas(canvas, { isDirect: false }));
    this.element.id = "selection";
    this.element.style.display = "contents";
    this.element.append(...this.#canvases);
    // The event does not bubble.
    this.element.addEventListener("contextrestored", () => this.#shown = undefined, { capture: true });
  }

  /** @param options.ratio device pixels per CSS pixel */
  frame(others: OtherLayers, view: Region, { ratio, theme }: { ratio: number; theme: Theme }): void {
    const marks = selectionMarks(this.#editor, others);
    const next = { marks, view, ratio, theme, isCoarse: this.#coarse.matches };
    if (this.#shown && isSame(this.#shown, next)) return;
    this.#shown = next;
    this.#ratio = ratio;
    const parts = this.#parts(marks, view);
    this.#layers.forEach((layer, i) => {
      const part = parts[i];
      layer.begin(part ? [part] : [], part ?? view, ratio);
      if (part === undefined) return;
      const { style } = this.#canvases[i];
      style.left = `${(part.left - view.left) / ratio}px`;
      style.top = `${(part.top - view.top) / ratio}px`;
      this.#view = part;
      this.#context = layer.context;
      this.#paint(marks, theme);
    });
  }

  close(): void {
    this.element.remove();
  }

  /**
   * The part of the view that each canvas shows. An outline alone needs only narrow canvases along its sides. A canvas of
   * the whole view takes 4 MB, and a browser without a GPU copies all of it for each new frame.
   */
  #parts({ shapes, outline, lasso, guides, frames, points, ties }: Marks, view: Region): (Region | undefined)[] {
    if (lasso || [shapes, guides, frames, points, ties].some(({ length }) => length > 0)) return [view];
    if (!outline) return [];
    const ratio = this.#ratio, isCoarse = this.#coarse.matches;
    const handles = handlesOf(outline, { zoom: view.scale / ratio, isCoarse }).map((own) => toBoard(outline, own));
    // Turned handles reach farther than half their edge, and so does their line.
    const reach = Math.ceil((handleSizes(isCoarse).edge + SIZES.line) * ratio);
    return [undefined, ...outlineParts(outline, view, { handles, reach, ratio })];
  }

  #paint({ shapes, outline, lasso, guides, frames, points, chosen, ties, hasHandles }: Marks, theme: Theme): void {
    const context = this.#context, view = this.#view, ratio = this.#ratio;
    paintNames(context, frames, view, { theme, ratio });
    context.strokeStyle = ACCENT[theme];
    this.#each(shapes);
    if (outline) this.#box(outline, SIZES.line);
    if (outline && hasHandles) this.#handles(outline, theme);
    const look = { ratio, line: ACCENT[theme], knob: KNOB[theme] };
    paintTies(context, ties, view, look);
    paintPoints(context, { handles: points, chosen, isCoarse: this.#coarse.matches }, view, look);
    context.strokeStyle = ACCENT[theme];
    for (const shape of shapes) if (shape.locked) this.#lock(shape, theme);
    context.strokeStyle = ACCENT[theme];
    if (lasso) this.#lasso(lasso, theme);
    context.strokeStyle = GUIDE[theme];
    for (const guide of guides) this.#guide(guide);
  }

  #each(shapes: readonly Shape[]): void {
    const context = this.#context;
    context.globalAlpha = FAINT.each;
    let cost = 0;
    for (const shape of shapes) {
      const isOutlined = hasPoints(shape);
      if (isOutlined) cost += costOf(shape);
      if (isOutlined && cost <= LINES_COST_MAX) this.#contour(shape);
      else this.#box(shape, SIZES.thin);
    }
    context.globalAlpha = 1;
  }

  #box(box: TurnedBox, width: number): void {
    this.#path(cornersOf(box), { width, isClosed: true, isCrisp: (box.angle ?? 0) === 0 });
    this.#context.stroke();
  }

  /** Marks the line of a shape, but not across its label. */
  #contour(shape: FigureShape): void {
    const context = this.#context;
    const { corners } = contourOf(shape).path;
    const places = placesOf(corners).map((own) => toBoard(shape, own));
    context.save();
    clipAsideLabel(context, shape, this.#view);
    this.#path(places, { width: SIZES.line, isClosed: false, isCrisp: false });
    context.stroke();
    context.restore();
  }

  #handles(box: TurnedBox, theme: Theme): void {
    const context = this.#context;
    const isCoarse = this.#coarse.matches;
    const half = handleSizes(isCoarse).edge / 2 * this.#ratio;
    context.fillStyle = KNOB[theme];
    context.lineWidth = this.#pixels(SIZES.line);
    for (const { pull, ...own } of handlesOf(box, { zoom: this.#view.scale / this.#ratio, isCoarse })) {
      const { x, y } = this.#toScreen(toBoard(box, own));
      context.setTransform(1, 0, 0, 1, Math.round(x), Math.round(y));
      context.beginPath();
      if (pull === undefined) context.arc(0, 0, half, 0, 2 * Math.PI);
      else {
        context.rotate(box.angle ?? 0);
        context.roundRect(-half, -half, 2 * half, 2 * half, SIZES.round * this.#ratio);
      }
      context.fill();
      context.stroke();
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** Paints a lock outside the corner where unlocked shapes have a handle. */
  #lock(shape: Shape, theme: Theme): void {
    const { x, y } = this.#toScreen(toBoard(shape, { x: shape.w, y: 0 }));
    const off = SIZES.lockGap * this.#ratio;
    paintLock(this.#context, { x: x + off, y: y - off }, {
      ratio: this.#ratio,
      line: ACCENT[theme],
      ground: KNOB[theme],
    });
  }

  #lasso(line: readonly number[], theme: Theme): void {
    const context = this.#context;
    this.#path(placesOf(line), { width: SIZES.thin, isClosed: true, isCrisp: line.length === 8 });
    context.fillStyle = ACCENT[theme];
    context.globalAlpha = FAINT.inside;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }

  #guide({ kind, x1, y1, x2, y2 }: Guide): void {
    const context = this.#context;
    this.#path([{ x: x1, y: y1 }, { x: x2, y: y2 }], { width: SIZES.thin, isClosed: false, isCrisp: true });
    if (kind === "gap") {
      const tick = SIZES.tick * this.#ratio;
      for (const end of [{ x: x1, y: y1 }, { x: x2, y: y2 }]) {
        const { x, y } = this.#toScreen(end);
        const [dx, dy] = y1 === y2 ? [0, tick] : [tick, 0];
        context.moveTo(Math.round(x - dx) + 0.5, Math.round(y - dy) + 0.5);
        context.lineTo(Math.round(x + dx) + 0.5, Math.round(y + dy) + 0.5);
      }
    }
    context.stroke();
  }

  #path(places: readonly Point[], how: { width: number; isClosed: boolean; isCrisp: boolean }): void {
    traceLine(this.#context, places, this.#view, { ...how, ratio: this.#ratio });
  }

  #pixels(width: number): number {
    return Math.max(1, Math.round(width * this.#ratio));
  }

  #toScreen({ x, y }: Point): Point {
    const { scale, left, top } = this.#view;
    return { x: x * scale - left, y: y * scale - top };
  }
}

function isSame(a: Shown, b: Shown): boolean {
  return a.ratio === b.ratio && a.theme === b.theme && a.isCoarse === b.isCoarse && sameRegion(a.view, b.view) &&
    sameMarks(a.marks, b.marks);
}
