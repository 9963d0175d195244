import { getStrokeOutlinePoints, getStrokePoints, type StrokePoint } from "perfect-freehand";
import { STRIDE } from "../ink.ts";
import { OUTLINE_CORNERS_MAX } from "../limits.ts";

export interface PenLine {
  /** Width of the line at full pressure, in the unit of the samples. */
  readonly width: number;
  /**
   * False when the device reported no pressure. It is then simulated from the distance between samples (fast = thin).
   */
  readonly pressure: boolean;
  /** Origin that is subtracted from every sample; 0, 0 by default. */
  readonly x?: number;
  readonly y?: number;
}

/** Influence of pressure on the width. Simulated pressure is a guess, so it changes the line less. */
const THINNING = { real: 0.6, simulated: 0.4 };

/**
 * The outline of a pen stroke (perfect-freehand, Steve Ruiz).
 *
 * @param points x, y, pressure (0…1) of each sample
 * @returns x, y of each corner of a closed polygon, to be drawn through the midpoints of its edges; empty when there is
 * no sample
 */
export function strokeOutline(points: ArrayLike<number>, { width, pressure, x = 0, y = 0 }: PenLine): Float32Array {
  const input: [number, number, number][] = [];
  for (let i = 0; i < points.length; i += STRIDE) input.push([points[i] - x, points[i + 1] - y, points[i + 2]]);
  const thinning = pressure ? THINNING.real : THINNING.simulated;
  const options = {
    // perfect-freehand's size is the width at half pressure.
    size: width / (1 + thinning),
    thinning,
    smoothing: 0.5,
    streamline: 0.5,
    simulatePressure: !pressure,
    last: true,
  };
  const outline = getStrokeOutlinePoints(bounded(getStrokePoints(input, options)), options);
  const corners = new Float32Array(outline.length * 2);
  for (let i = 0; i < outline.length; i++) {
    corners[2 * i] = outline[i][0];
    corners[2 * i + 1] = outline[i][1];
  }
  return corners;
}

/** Corners that perfect-freehand adds for a sharp turn: an arc on each side. */
const TURN_CORNERS = 28;
/** Corners that it adds for both ends of a stroke. */
const CAP_CORNERS = 48;

/** Drops points of a stroke with thousands of sharp turns, which no person draws. */
function bounded(points: StrokePoint[]): StrokePoint[] {
  let corners = CAP_CORNERS + 2 * points.length;
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1].vector, [bx, by] = points[i].vector;
    if (ax * bx + ay * by < 0) corners += TURN_CORNERS;
  }
  if (corners <= OUTLINE_CORNERS_MAX) return points;
  const step = Math.ceil(points.length * TURN_CORNERS / (OUTLINE_CORNERS_MAX - CAP_CORNERS - TURN_CORNERS));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

/** The average width of a stroke, for lines too thin to show their pressure. */
export function meanWidth(points: ArrayLike<number>, { width, pressure }: PenLine): number {
  if (!pressure) return width / (1 + THINNING.simulated);
  let sum = 0;
  for (let i = 2; i < points.length; i += STRIDE) sum += points[i];
  const mean = points.length === 0 ? 0.5 : sum / (points.length / STRIDE);
  return width * (1 + THINNING.real * (2 * mean - 1)) / (1 + THINNING.real);
}
