import type { Point } from "../figure/point.ts";
import { COORDINATE_MAX } from "../limits.ts";

/** The part of a person's presence that concerns looking at the board together. */
export interface TogetherPresence {
  /** True when the person has done nothing on the visible page for some minutes. */
  readonly isIdle?: true;
  /** The awareness id of the person whose view this person follows. */
  readonly follows?: number;
  /** What the person sees. Told only while somebody follows. */
  readonly view?: SeenPart;
  /** Number of the person's call that brings everybody to their view, while it lasts. */
  readonly brings?: number;
  readonly laser?: LaserPresence;
}

/** The part of the board in a window: its middle and its size, board units. */
export interface SeenPart extends Point {
  readonly w: number;
  readonly h: number;
}

/** The newest points of the laser pointer. They are sent again and again, because states in between may be left out. */
export interface LaserPresence {
  /** Number of the stroke on this page. */
  readonly stroke: number;
  /** Number of the last point within the stroke, from 0. */
  readonly last: number;
  /** x, y of the newest points, the oldest first, board units. */
  readonly points: readonly number[];
}

/** Points of the laser pointer in one state: those of the last 0.3 s. */
export const LASER_POINTS_MAX = 8;

/** Reads a foreign value and validates each part. Parts that are not valid are left out. */
export function readTogether(value: unknown): TogetherPresence {
  const { isIdle, follows, view, brings, laser } = record(value);
  const seen = readSeenPart(view), pointed = readLaser(laser);
  return {
    ...(isIdle === true && { isIdle }),
    ...(isNumber(follows) && { follows }),
    ...(seen && { view: seen }),
    ...(isNumber(brings) && { brings }),
    ...(pointed && { laser: pointed }),
  };
}

function readSeenPart(value: unknown): SeenPart | undefined {
  const { x, y, w, h } = record(value);
  const isPart = isCoordinate(x) && isCoordinate(y) && isCoordinate(w) && isCoordinate(h) && w > 0 && h > 0;
  return isPart ? { x, y, w, h } : undefined;
}

function readLaser(value: unknown): LaserPresence | undefined {
  const { stroke, last, points } = record(value);
  if (!isNumber(stroke) || !isNumber(last) || !Array.isArray(points)) return undefined;
  const isWhole = points.length > 0 && points.length % 2 === 0 && points.length <= 2 * LASER_POINTS_MAX;
  return isWhole && points.length / 2 <= last + 1 && points.every(isCoordinate) ? { stroke, last, points } : undefined;
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && value as number >= 0;
}

function isCoordinate(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= COORDINATE_MAX;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
