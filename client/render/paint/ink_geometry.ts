import { inkOf } from "../../../board/figure/stretch.ts";
import type { Samples } from "../../../board/ink.ts";
import type { InkShape, Nib } from "../../../board/shape.ts";
import { meanWidth, strokeOutline } from "../../../board/figure/stroke_outline.ts";
import { simplifyLine } from "../../geometry/simplify_line.ts";
import { ByteCache } from "./byte_cache.ts";
import { Scratch } from "./scratch_buffer.ts";

/** A stroke ready for painting, relative to its origin. */
export type InkGeometry =
  /** The outline of a pen stroke, for filling. */
  | { readonly kind: "outline"; readonly path: Path2D }
  /** The centre line of constant width, for stroking. */
  | { readonly kind: "line"; readonly path: Path2D; readonly width: number }
  | ThinLine;

/** A line of constant width without the samples that are invisible at its scale: x, y, x, y … */
export interface ThinLine {
  readonly kind: "thin";
  /** Valid until the next geometry is made. */
  readonly corners: Float32Array;
  readonly width: number;
}

/** The samples and style of a stroke, finished or in progress. */
export interface Ink extends Samples {
  readonly nib: Nib;
  readonly width: number;
}

/** Pen lines below this width, device pixels, have constant width, because a variation would be invisible. */
const FINE_PX = 2;
/** Below this scale the samples of highlighter lines are thinned. Their width is always constant. */
const HIGHLIGHTER_THIN_SCALE = 0.5;
/** Maximum shift of a line by thinning, device pixels. */
const TOLERANCE_PX = 0.75;
/** Minimum width of a line, device pixels. Finer lines would fade away when the whole board is in view. */
const HAIRLINE_PX = 0.7;
/** Invisible offset, board units, because some browsers paint nothing for a line of length 0. */
const DOT = 0.01;

const CACHE_BYTES_MAX = 12 * 1024 * 1024;
/** Estimated memory of a path segment (verb and two points) and of each entry, from heap growth. */
const SEGMENT_BYTES = 20;
const ENTRY_BYTES = 400;

const samplesRoom = new Scratch(), cornersRoom = new Scratch();

/** Geometry at the level of detail for a scale. */
export function inkGeometry(ink: Ink, scale: number, origin = { x: 0, y: 0 }): InkGeometry {
  const { points, nib } = ink;
  const pen = { width: ink.width, pressure: ink.pressure, ...origin };
  if (isThinned(ink, scale)) {
    const corners = simplifyLine(points, TOLERANCE_PX / scale, cornersRoom.take);
    for (let i = 0; i < corners.length; i += 2) corners[i] -= origin.x, corners[i + 1] -= origin.y;
    return { kind: "thin", corners, width: nib === "pen" ? meanWidth(points, pen) : ink.width };
  }
  if (nib === "pen") return { kind: "outline", path: closedPath(strokeOutline(points, pen)) };
  return { kind: "line", path: openPath(simplifyLine(points, 0), origin), width: ink.width };
}

/** Width to stroke a line with, board units. */
export function visibleWidth(width: number, scale: number): number {
  return Math.max(width, HAIRLINE_PX / scale);
}

/**
 * Caches the paths of finished strokes, bounded in bytes. Thinned lines are not cached: they are as fast to make as to
 * find, and views that show them have more of them than the cache could hold.
 */
export class InkGeometryCache {
  readonly #cache = new ByteCache<string, { shape: InkShape; geometry: InkGeometry }>(CACHE_BYTES_MAX);

  /** Undefined when the ink cannot be decoded. */
  get(shape: InkShape, scale: number): InkGeometry | undefined {
    const isKept = !isThinned(shape, scale);
    const known = isKept ? this.#cache.get(shape.id) : undefined;
    if (known && looksAs(known.shape, shape)) return known.geometry;
    const samples = inkOf(shape, samplesRoom.take);
    if (samples === undefined) return undefined;
    const geometry = inkGeometry({ nib: shape.nib, width: shape.width, ...samples }, scale);
    if (isKept) {
      this.#cache.set(shape.id, { shape, geometry }, samples.points.length / 3 * 2 * SEGMENT_BYTES + ENTRY_BYTES);
    }
    return geometry;
  }

  clear(): void {
    this.#cache.clear();
  }
}

/** Compares appearance, not position. */
function looksAs(a: InkShape, b: InkShape): boolean {
  return a === b || a.ink === b.ink && a.width === b.width && a.w === b.w && a.h === b.h && a.flipX === b.flipX &&
      a.flipY === b.flipY;
}

function isThinned({ nib, width }: { nib: Nib; width: number }, scale: number): boolean {
  return nib === "pen" ? width * scale < FINE_PX : scale < HIGHLIGHTER_THIN_SCALE;
}

/** A curve through the midpoints of the polygon's edges, with its corners as control points. */
function closedPath(corners: Float32Array): Path2D {
  const path = new Path2D();
  const n = corners.length;
  if (n < 6) return path;
  path.moveTo((corners[n - 2] + corners[0]) / 2, (corners[n - 1] + corners[1]) / 2);
  for (let i = 0; i < n; i += 2) {
    const x = corners[i], y = corners[i + 1];
    const nextX = corners[(i + 2) % n], nextY = corners[(i + 3) % n];
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  path.closePath();
  return path;
}

/** A curve from the first to the last corner, rounded at the corners between. */
function openPath(corners: Float32Array, origin: { x: number; y: number }): Path2D {
  const path = new Path2D();
  const n = corners.length;
  const { x: ox, y: oy } = origin;
  path.moveTo(corners[0] - ox, corners[1] - oy);
  for (let i = 2; i + 3 < n; i += 2) {
    const x = corners[i] - ox, y = corners[i + 1] - oy;
    path.quadraticCurveTo(x, y, (x + corners[i + 2] - ox) / 2, (y + corners[i + 3] - oy) / 2);
  }
  path.lineTo(corners[n - 2] - ox + DOT, corners[n - 1] - oy);
  return path;
}

/** Adds the thinned line to the current path. */
export function traceLine(context: CanvasPath, corners: Float32Array): void {
  const n = corners.length;
  context.moveTo(corners[0], corners[1]);
  for (let i = 2; i < n; i += 2) context.lineTo(corners[i], corners[i + 1]);
  if (n <= 4) context.lineTo(corners[n - 2] + DOT, corners[n - 1]);
}
