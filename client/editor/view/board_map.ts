import { type Box, height, union, width } from "../../geometry/box.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Size } from "./camera.ts";

/** A rectangle on the map, in CSS pixels. */
export interface Extent {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Margin around the content of the map, CSS pixels. */
const MARGIN = 8;

/** Converts between board coordinates and the coordinates of a small overview map. */
export class BoardMap {
  readonly #size: Size;
  #left = 0;
  #top = 0;
  /** CSS pixels of the map per board unit. */
  #scale = 1;

  constructor(size: Size) {
    this.#size = size;
  }

  /** Scales the map so that it shows everything drawn and the current view. */
  fit(drawn: Box | undefined, seen: Box): void {
    const all = union(drawn, seen);
    const { width: across, height: down } = this.#size;
    this.#scale = Math.min((across - 2 * MARGIN) / width(all), (down - 2 * MARGIN) / height(all));
    this.#left = (all.minX + all.maxX) / 2 - across / 2 / this.#scale;
    this.#top = (all.minY + all.maxY) / 2 - down / 2 / this.#scale;
  }

  ofBoard(box: Box): Extent {
    const scale = this.#scale;
    return {
      x: (box.minX - this.#left) * scale,
      y: (box.minY - this.#top) * scale,
      width: width(box) * scale,
      height: height(box) * scale,
    };
  }

  placeOf({ x, y }: Point): Point {
    return { x: (x - this.#left) * this.#scale, y: (y - this.#top) * this.#scale };
  }

  toBoard({ x, y }: Point): Point {
    return { x: this.#left + x / this.#scale, y: this.#top + y / this.#scale };
  }
}
