import type { Point } from "../../board/figure/point.ts";
import type { Box } from "../geometry/box.ts";

/**
 * A rectangle of the board at some scale, in whole device pixels: a view, a tile, the overview. The board's origin is
 * pixel 0, 0 at every scale, so regions of one scale align pixel by pixel.
 */
export interface Region {
  /** Device pixels per board unit. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The size of a canvas on a screen. Width and height in device pixels, `ratio` device pixels per CSS pixel. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** The view of a camera. Rounded to whole pixels, because panning by half pixels costs ten times as much. */
export function viewOf(camera: { x: number; y: number; zoom: number }, { width, height, ratio }: Screen): Region {
  const scale = camera.zoom * ratio;
  return { scale, left: Math.round(camera.x * scale), top: Math.round(camera.y * scale), width, height };
}

/**
 * The region of the board whose picture a view shows while that picture is moved. Moved by whole pixels, so that copying
 * needs no resampling.
 *
 * @param by board units
 */
export function shifted(view: Region, by: Point): Region {
  return {
    ...view,
    left: view.left - Math.round(by.x * view.scale),
    top: view.top - Math.round(by.y * view.scale),
  };
}

/** The part of the board in a region, board units. */
export function boxOf({ scale, left, top, width, height }: Region): Box {
  return { minX: left / scale, minY: top / scale, maxX: (left + width) / scale, maxY: (top + height) / scale };
}

export function sameRegion(a: Region, b: Region): boolean {
  return a.scale === b.scale && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

/** The part of a region that a box touches, in whole pixels of its scale; undefined when the box is outside. */
export function touched(region: Region, box: Box): Region | undefined {
  const { scale } = region;
  // One more pixel for antialiasing.
  const left = Math.max(region.left, Math.floor(box.minX * scale) - 1);
  const top = Math.max(region.top, Math.floor(box.minY * scale) - 1);
  const right = Math.min(region.left + region.width, Math.ceil(box.maxX * scale) + 1);
  const bottom = Math.min(region.top + region.height, Math.ceil(box.maxY * scale) + 1);
  return right > left && bottom > top ? { scale, left, top, width: right - left, height: bottom - top } : undefined;
}

/** The common part of two regions of one scale; undefined when there is none. */
export function overlap(a: Region, b: Region): Region | undefined {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { scale: a.scale, left, top, width, height } : undefined;
}
