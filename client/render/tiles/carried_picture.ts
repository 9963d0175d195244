import type { Carried } from "../../editor/shapes/drafts.ts";
import { onlyOf } from "./board_scene.ts";
import { FrameClock } from "./frame_budget.ts";
import { overlap, type Region, shifted } from "../region.ts";
import type { Scene } from "./scene.ts";
import type { Sheet } from "./sliced_bitmap.ts";
import { type Context, SurfacePool } from "../surface.ts";
import { TileGrid } from "./tile_grid.ts";

/** Time for painting per frame, ms. Long, because the shapes do not move until the picture is ready. */
const PAINT_MS = 24;

/**
 * Moved shapes as one picture: painted once, in slices, at their position on the board, then copied to the moved
 * position. Ten thousand shapes move as fast as one.
 */
export class CarriedPicture {
  readonly #scene: Scene;
  readonly #pool = new SurfacePool({ isOpaque: false });
  readonly #clock = new FrameClock();
  #ids: ReadonlySet<string> | undefined;
  #grid: TileGrid | undefined;
  #tiles: readonly Sheet[] = [];

  /** @param scene the board, including the moved shapes */
  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Paints the visible part for a part of a frame. @returns true when it is complete */
  advance({ ids, by }: Carried, view: Region): boolean {
    if (this.#ids !== ids || this.#grid?.scale !== view.scale) {
      this.clear();
      this.#ids = ids;
      this.#grid = new TileGrid(view.scale, onlyOf(ids, this.#scene), this.#pool);
    }
    this.#tiles = this.#grid.cover(shifted(view, by));
    this.#clock.start(PAINT_MS);
    for (const tile of this.#tiles) {
      if (!tile.isFresh) tile.advance(this.#clock);
      if (!tile.isFresh) return false;
    }
    return true;
  }

  /** The parts of the view that the moved picture covers. */
  parts({ by }: Carried, view: Region): Region[] {
    const from = shifted(view, by);
    return this.#shown(from).map(({ region }) => {
      const part = overlap(from, region)!;
      return { ...part, left: part.left - from.left + view.left, top: part.top - from.top + view.top };
    });
  }

  draw(context: Context, { by }: Carried, view: Region): void {
    const from = shifted(view, by);
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (const { bitmap, region } of this.#shown(from)) {
      context.drawImage(bitmap!, region.left - from.left, region.top - from.top);
    }
  }

  clear(): void {
    this.#grid?.close();
    this.#pool.close();
    this.#grid = this.#ids = undefined;
    this.#tiles = [];
  }

  #shown(from: Region): Sheet[] {
    return this.#tiles.filter(({ bitmap, region }) =>
      bitmap && region.scale === from.scale && overlap(from, region) !== undefined
    );
  }
}
