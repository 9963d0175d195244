import type { Point } from "../../../board/figure/point.ts";
import type { Box } from "../../geometry/box.ts";
import type { ShapeChange } from "../../editor/shapes/shape_table.ts";
import type { Region } from "../region.ts";
import type { Scene } from "./scene.ts";
import { Sheet } from "./sliced_bitmap.ts";
import type { SurfacePool } from "../surface.ts";

/** Edge of a tile, device pixels. */
export const TILE_PX = 512;
const TILE_BYTES = TILE_PX * TILE_PX * 4;

/** Limit on memory for tiles, bytes. Tiles in view are always kept, even above it. */
const GRID_BYTES_MAX = 64 * 1024 * 1024;

/** More changes at once mean that a board is loading: the tiles are repainted as a whole. */
const BULK_CHANGES = 250;

/** The board as tiles of one zoom level. Tiles exist only where they were in view. */
export class TileGrid {
  readonly scale: number;
  readonly #scene: Scene;
  readonly #pool: SurfacePool;
  /** By column and row; in order of last use. */
  readonly #tiles = new Map<string, Sheet>();
  #inView: readonly Sheet[] = [];
  /** The corner of tile 0, 0, device pixels. */
  #origin: Point = { x: 0, y: 0 };
  /** How far shapes lie from where older tiles show them, pixels. */
  #drift: Point = { x: 0, y: 0 };

  constructor(scale: number, scene: Scene, pool: SurfacePool) {
    this.scale = scale;
    this.#scene = scene;
    this.#pool = pool;
  }

  /** The tiles that cover a view of this scale, nearest to its centre first. */
  cover(view: Region): readonly Sheet[] {
    const found: Sheet[] = [];
    const right = view.left + view.width, bottom = view.top + view.height;
    const { x, y } = this.#origin;
    for (let row = Math.floor((view.top - y) / TILE_PX); y + row * TILE_PX < bottom; row++) {
      for (let column = Math.floor((view.left - x) / TILE_PX); x + column * TILE_PX < right; column++) {
        found.push(this.#tile(column, row));
      }
    }
    this.#inView = found;
    this.#evict(GRID_BYTES_MAX);
    const centreX = (view.left + right - TILE_PX) / 2, centreY = (view.top + bottom - TILE_PX) / 2;
    const distance = ({ region }: Sheet) => Math.hypot(region.left - centreX, region.top - centreY);
    return found.sort((a, b) => distance(a) - distance(b));
  }

  apply(changes: readonly ShapeChange[]): void {
    for (const tile of this.#tiles.values()) applyTo(tile, changes);
  }

  damage(boxes: readonly Box[]): void {
    for (const tile of this.#tiles.values()) for (const box of boxes) tile.damage(box);
  }

  /**
   * Moves the tiles with the board after all shapes moved by one offset. They move by whole pixels. When they would be
   * off by more than a tolerance, they are painted again.
   *
   * @param by board units
   * @param tolerance pixels
   * @returns the move in pixels
   */
  shift(by: Point, tolerance: number): Point {
    const x = by.x * this.scale + this.#drift.x, y = by.y * this.scale + this.#drift.y;
    const step = { x: Math.round(x), y: Math.round(y) };
    const drift = { x: x - step.x, y: y - step.y };
    const isOff = Math.max(Math.abs(drift.x), Math.abs(drift.y)) > tolerance;
    this.#drift = isOff ? { x: 0, y: 0 } : drift;
    this.#origin = { x: this.#origin.x + step.x, y: this.#origin.y + step.y };
    for (const tile of this.#tiles.values()) {
      tile.move(step.x, step.y);
      if (isOff) tile.invalidate();
    }
    return step;
  }

  /** Frees the tiles outside the view. */
  trim(): void {
    this.#evict(0);
  }

  close(): void {
    for (const tile of this.#tiles.values()) tile.close();
    this.#tiles.clear();
    this.#inView = [];
  }

  #tile(column: number, row: number): Sheet {
    const key = `${column}:${row}`;
    const known = this.#tiles.get(key);
    this.#tiles.delete(key);
    const tile = known ?? new Sheet(this.#regionOf(column, row), this.#scene, this.#pool);
    this.#tiles.set(key, tile);
    return tile;
  }

  #regionOf(column: number, row: number): Region {
    const left = this.#origin.x + column * TILE_PX, top = this.#origin.y + row * TILE_PX;
    return { scale: this.scale, left, top, width: TILE_PX, height: TILE_PX };
  }

  #evict(bytesMax: number): void {
    let surplus = this.#tiles.size - Math.max(this.#inView.length, Math.floor(bytesMax / TILE_BYTES));
    for (const [key, tile] of this.#tiles) {
      if (surplus-- <= 0) return;
      tile.close();
      this.#tiles.delete(key);
    }
  }
}

/** Applies changes of the board to a sheet. */
export function applyTo(sheet: Sheet, changes: readonly ShapeChange[]): void {
  if (changes.length > BULK_CHANGES) return sheet.invalidate();
  for (const { shape, before, after, onTop } of changes) {
    if (onTop) sheet.stamp(shape!, after!);
    else {
      if (before) sheet.damage(before);
      if (after) sheet.damage(after);
    }
  }
}
