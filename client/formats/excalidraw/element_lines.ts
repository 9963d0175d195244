import { boundsOf } from "../../../board/figure/bounds.ts";
import { partAlong } from "../../../board/figure/line/along.ts";
import { traced } from "../../../board/figure/line/traced.ts";
import { type Point, turned, type TurnedBox } from "../../../board/figure/point.ts";
import { encodeInk, QUANTUM, STRIDE } from "../../../board/ink.ts";
import { LINE_POINTS_MAX, STROKE_SAMPLES_SOFT } from "../../../board/limits.ts";
import type { InkShape, LineShape } from "../../../board/shape.ts";
import { numberOr, record, textOr } from "../json.ts";
import { type Element, isRound, pointsOf } from "./element.ts";
import { fullWidth, PEN_WIDTH, pressureHere } from "./pen_width.ts";

/** A line whose ends are this near encloses an area, board units. */
const CLOSED = 8;

/** The box and angle of a line, and its points relative to the box. */
type Placed = Pick<LineShape, "x" | "y" | "w" | "h" | "angle" | "points">;

/** Excalidraw turns a line about the middle of the curve that it shows, ours about the middle of its points. */
export function placeLine(element: Element, points: readonly Point[]): Placed {
  const { minX, minY, maxX, maxY } = boundsOf(points.flatMap(({ x, y }) => [x, y]));
  const middle = turned({ x: (minX + maxX) / 2, y: (minY + maxY) / 2 }, axisOf(element, points), element.angle);
  const w = maxX - minX, h = maxY - minY;
  return {
    x: middle.x - w / 2,
    y: middle.y - h / 2,
    w,
    h,
    ...(element.angle !== 0 && { angle: element.angle }),
    points: points.flatMap(({ x, y }) => [x - minX, y - minY]),
  };
}

/** How far a line that is turned about the middle of its points moves when it is turned about that of its curve. */
export function axisOffset({ w, h, angle = 0 }: TurnedBox, points: readonly number[], isSmooth: boolean): Point {
  if (angle === 0 || !isSmooth || points.length <= 4) return { x: 0, y: 0 };
  const { minX, minY, maxX, maxY } = boundsOf(traced(points, { smooth: true }).corners);
  const axis = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 };
  const { x, y } = turned(axis, { x: w / 2, y: h / 2 }, angle);
  return { x: x - axis.x, y: y - axis.y };
}

/**
 * The part of an arrow's line at which its label is: the middle point, or the middle of the middle segment. Excalidraw
 * ignores the position in the file.
 */
export function partOfLabel(points: readonly Point[], isSmooth: boolean): number {
  const middle = points.length / 2;
  const before = points[Math.ceil(middle) - 1], after = points[Math.floor(middle)];
  const line = traced(points.flatMap(({ x, y }) => [x, y]), { smooth: isSmooth }).corners;
  return partAlong(line, { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 });
}

/** The points as they are shown, turned. */
export function turnedPoints(element: Element, points: readonly Point[]): Point[] {
  if (element.angle === 0) return points.map(({ x, y }) => ({ x, y }));
  const axis = axisOf(element, points);
  return points.map((point) => turned(point, axis, element.angle));
}

function axisOf(element: Element, points: readonly Point[]): Point {
  const flat = points.flatMap(({ x, y }) => [x, y]);
  const isCurve = element.type !== "freedraw" && isRound(element) && points.length > 2 && element.angle !== 0;
  const { minX, minY, maxX, maxY } = boundsOf(isCurve ? traced(flat, { smooth: true }).corners : flat);
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2 };
}

/** The line of an element that has few enough points for one. */
export function linePoints(element: Element): { points: Point[]; isClosed: boolean } | undefined {
  const points = pointsOf(element);
  if (points.length < 2 || points.length > LINE_POINTS_MAX) return undefined;
  return { points, isClosed: isClosed(points) || points.length > 2 && element.source.polygon === true };
}

/** Whether the ends of a line are so near that Excalidraw fills it. */
export function isClosed(points: readonly Point[]): boolean {
  const first = points[0], last = points[points.length - 1];
  return points.length > 2 && Math.hypot(first.x - last.x, first.y - last.y) <= CLOSED;
}

/** A closed freehand stroke as a line, since strokes of ours have no fill; undefined when it has too many points. */
export function filledStroke(element: Element): Placed & { readonly width: number } | undefined {
  const line = linePoints(element);
  if (!line?.isClosed) return undefined;
  const mean = PEN_WIDTH[hasConstantWidth(element) ? "constant" : "mean"];
  const width = Math.min(512, Math.max(0.1, numberOr(element.source.strokeWidth, 1) * mean));
  return { ...placeLine({ ...element, type: "freedraw" }, line.points), width };
}

/** A stroke whose samples are not packed yet. */
type Stroke = Omit<InkShape, "id" | "order" | "color" | "ink"> & { readonly encode: () => Uint8Array };

/** Whether a stroke is as wide at every pressure; files say so since 2026. */
function hasConstantWidth({ source }: Element): boolean {
  return textOr(record(source.strokeOptions).variability, "") === "constant";
}

/** Our full width of a stroke, as a multiple of that in the file. Lines with too many points are strokes as well. */
function timesWider(element: Element): number {
  if (element.type !== "freedraw") return fullWidth(1);
  if (hasConstantWidth(element)) return fullWidth(PEN_WIDTH.constant);
  return PEN_WIDTH[element.source.simulatePressure === true ? "simulated" : "real"];
}

/** The strokes of a freehand line, several when it is longer than one may be. */
export function strokesOf(element: Element): Stroke[] {
  const { source, angle } = element;
  const samples = pointsOf(element);
  const isEven = element.type !== "freedraw" || hasConstantWidth(element);
  const isReal = !isEven && source.simulatePressure !== true;
  const width = Math.min(512, Math.max(QUANTUM, numberOr(source.strokeWidth, 1) * timesWider(element)));
  const axis = axisOf(element, samples);
  const strokes: Stroke[] = [];
  // Each part begins where the one before ends.
  for (let from = 0; from === 0 || from < samples.length - 1; from += STROKE_SAMPLES_SOFT - 1) {
    const part = samples.slice(from, from + STROKE_SAMPLES_SOFT);
    const { minX, minY, maxX, maxY } = boundsOf(part.flatMap(({ x, y }) => [x, y]));
    const points = new Float32Array(part.length * STRIDE);
    part.forEach(({ x, y, pressure }, i) => {
      points.set([x - minX, y - minY, isReal ? pressureHere(pressure) : 0.5], i * STRIDE);
    });
    const w = maxX - minX, h = maxY - minY;
    const middle = turned({ x: (minX + maxX) / 2, y: (minY + maxY) / 2 }, axis, angle);
    strokes.push({
      kind: "ink",
      nib: "pen",
      width,
      x: middle.x - w / 2,
      y: middle.y - h / 2,
      w,
      h,
      ...(angle !== 0 && { angle }),
      encode: () => encodeInk({ points, pressure: isEven || isReal }),
    });
  }
  return strokes;
}
