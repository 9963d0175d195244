import { halfValue } from "./half.ts";
import { type Json, numberOr, record, records, textOr } from "../json.ts";

/** x, y relative to the shape, and pressure 0…1. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/**
 * The points of a stroke. Versions write the points of a segment as
 *
 *     points: [{ x, y, z }]     until 2025
 *     points: base64            Float16 of x, y, z for each point
 *     path:   base64            Float32 of x, y, z for the first, then Float16 of the differences
 */
export function strokePoints(segments: unknown): StrokePoint[] {
  return records(segments).flatMap(pointsIn);
}

function pointsIn(segment: Json): StrokePoint[] {
  if (typeof segment.path === "string") return fromDifferences(bytesOf(segment.path));
  if (typeof segment.points === "string") return fromHalves(bytesOf(segment.points));
  return records(segment.points).flatMap(fromRecord);
}

/** Distance between the points that a straight segment gets, board units. */
const SPACING = 6;
/** A straight segment gets at most this many points. */
const POINTS_MAX = 64;
/** How often the end of a straight segment is repeated, as the smoothing of a stroke would round the corner there. */
const CORNER = 3;

/** The points of a stroke as if all of them were drawn by hand: straight segments keep straight sides and sharp corners. */
export function handPoints(segments: unknown): StrokePoint[] {
  return records(segments).flatMap((segment) => {
    const points = pointsIn(segment);
    if (segment.type !== "straight" || points.length < 2) return points;
    const first = points[0], last = points[points.length - 1];
    const count = Math.min(POINTS_MAX, Math.ceil(Math.hypot(last.x - first.x, last.y - first.y) / SPACING));
    const between = Array.from({ length: count }, (_, i) => {
      const part = i / count;
      const at = (axis: "x" | "y" | "z") => first[axis] + (last[axis] - first[axis]) * part;
      return { x: at("x"), y: at("y"), z: at("z") };
    });
    return [...between, ...Array<StrokePoint>(CORNER).fill(last)];
  });
}

function fromRecord(point: Json): StrokePoint[] {
  const x = numberOr(point.x, undefined), y = numberOr(point.y, undefined);
  return x === undefined || y === undefined ? [] : [{ x, y, z: numberOr(point.z, 0.5) }];
}

/** Bytes of a point in halves, and of the first one in whole floats. */
const HALVES = 6, FLOATS = 12;

function fromHalves(bytes: DataView): StrokePoint[] {
  const points: StrokePoint[] = [];
  for (let at = 0; at + HALVES <= bytes.byteLength; at += HALVES) points.push(...finite(...halvesAt(bytes, at)));
  return points;
}

function fromDifferences(bytes: DataView): StrokePoint[] {
  if (bytes.byteLength < FLOATS) return [];
  let [x, y, z] = [0, 4, 8].map((at) => bytes.getFloat32(at, true));
  const points = finite(x, y, z);
  for (let at = FLOATS; at + HALVES <= bytes.byteLength; at += HALVES) {
    const [dx, dy, dz] = halvesAt(bytes, at);
    x += dx;
    y += dy;
    z += dz;
    points.push(...finite(x, y, z));
  }
  return points;
}

function finite(x: number, y: number, z: number): StrokePoint[] {
  return [x, y, z].every(Number.isFinite) ? [{ x, y, z }] : [];
}

function halvesAt(bytes: DataView, at: number): [number, number, number] {
  return [
    halfValue(bytes.getUint16(at, true)),
    halfValue(bytes.getUint16(at + 2, true)),
    halfValue(bytes.getUint16(at + 4, true)),
  ];
}

/** The bytes of a base64 text; none when it is no base64. */
function bytesOf(text: string): DataView {
  let binary = "";
  try {
    binary = atob(text);
  } catch {
    // Damaged: the segment has no points.
  }
  return new DataView(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer);
}

/** The points of a line: a record of them by id (2024), a list, or handles (2023). Sorted by their index. */
export function linePointsOf({ points, handles }: Json): { x: number; y: number }[] {
  const all = Array.isArray(points) ? records(points) : Object.values(record(points ?? handles)).map(record);
  const isSorted = Array.isArray(points);
  const sorted = isSorted ? all : [...all].sort((a, b) => compareIndex(a.index, b.index));
  return sorted.flatMap(fromRecord);
}

/** Fractional indices are compared as text. */
export function compareIndex(a: unknown, b: unknown): number {
  const [one, other] = [textOr(a, ""), textOr(b, "")];
  return one < other ? -1 : one > other ? 1 : 0;
}
