import type { Point } from "../../../board/figure/point.ts";
import type { ShapeChange } from "../../editor/shapes/shape_table.ts";
import { type Box, contains, grow, height, width } from "../../geometry/box.ts";
import type { Clock } from "./frame_budget.ts";
import type { BoardScene } from "./board_scene.ts";
import { boxOf, type Region } from "../region.ts";
import type { Scene } from "./scene.ts";
import type { Context, SurfacePool } from "../surface.ts";
import { TILE_PX, TileGrid } from "./tile_grid.ts";

/** Longer edge of the overview, pixels: 9 MiB at most. */
const EDGE_PX = 3 * TILE_PX;
/** Margin around the board, as a part of its extent, so that a growing board needs new bitmaps less often. */
const ROOM = 0.2;

/**
 * Limit on shapes painted per tile. Above it only every nth shape is painted: single shapes are too small to see, and
 * the overview must not take a second on a huge board.
 */
const TILE_SHAPES_MAX = 2_000;

/** One small picture of the whole board. */
interface Picture {
  readonly grid: TileGrid;
  region: Region;
}

/** A small picture of the whole board. Shown where no tile is ready, so that zooming out never shows blank paper. */
export class Overview {
  readonly #bounds: () => Box | undefined;
  readonly #scene: Scene;
  readonly #pool: SurfacePool;
  #picture: Picture | undefined;
  /** Replaces `#picture` when complete, after the board has outgrown that. */
  #next: Picture | undefined;
  #isOutgrown = true;
  /** True when nothing has changed since the picture was completed. */
  #isFresh = false;

  /** @param bounds extent of all shapes */
  constructor(bounds: () => Box | undefined, scene: BoardScene, pool: SurfacePool) {
    this.#bounds = bounds;
    this.#scene = {
      lay: scene.layPlain,
      paint: scene.paint,
      search: (within) => {
        const shapes = scene.search(within);
        const step = Math.ceil(shapes.length / TILE_SHAPES_MAX);
        return step > 1 ? shapes.filter((_, i) => i % step === 0) : shapes;
      },
    };
    this.#pool = pool;
  }

  /** True when there is nothing left to paint. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** True before the first picture is complete, also after `close`. */
  get isBlank(): boolean {
    return this.#picture === undefined;
  }

  apply(changes: readonly ShapeChange[]): void {
    this.#isFresh = false;
    this.#picture?.grid.apply(changes);
    this.#next?.grid.apply(changes);
    const last = this.#next ?? this.#picture;
    const box = last && boxOf(last.region);
    if (box === undefined || changes.some(({ after }) => after && !contains(box, after))) this.#isOutgrown = true;
  }

  /** Marks boxes whose content looks different now. */
  damage(boxes: readonly Box[]): void {
    this.#isFresh = false;
    this.#picture?.grid.damage(boxes);
    this.#next?.grid.damage(boxes);
  }

  /** Moves the picture with the board. It is shown at other scales only, so a fraction of a pixel does not matter. */
  shift(by: Point): void {
    for (const picture of [this.#picture, this.#next]) {
      if (picture === undefined) continue;
      const { x, y } = picture.grid.shift(by, 1);
      picture.region = { ...picture.region, left: picture.region.left + x, top: picture.region.top + y };
    }
  }

  /** Applies small changes to the picture. Larger ones wait for `advance`. */
  repair(): void {
    for (const tile of this.#picture?.grid.cover(this.#picture.region) ?? []) tile.repair();
  }

  /** Paints for as long as the clock allows. */
  advance(clock: Clock): void {
    this.repair();
    if (this.#isOutgrown) this.#follow();
    const picture = this.#next ?? this.#picture;
    for (const tile of picture?.grid.cover(picture.region) ?? []) {
      tile.repair();
      if (!tile.isFresh && tile.advance(clock)) tile.repair();
      if (!tile.isFresh) return;
    }
    if (this.#next) {
      this.#picture?.grid.close();
      this.#picture = this.#next;
      this.#next = undefined;
    }
    this.#isFresh = true;
  }

  /** Copies the available parts to a part of the view's canvas. */
  draw(context: Context, view: Region, part: Region): void {
    for (const { bitmap, region } of this.#picture?.grid.cover(this.#picture.region) ?? []) {
      if (bitmap) drawScaled(context, { bitmap, of: region }, { view, part });
    }
  }

  close(): void {
    this.#picture?.grid.close();
    this.#next?.grid.close();
    this.#picture = this.#next = undefined;
    this.#isOutgrown = true;
    this.#isFresh = false;
  }

  #follow(): void {
    this.#isOutgrown = false;
    this.#next?.grid.close();
    this.#next = undefined;
    const bounds = this.#bounds();
    if (bounds === undefined) return;
    const box = grow(bounds, 1 + ROOM * Math.max(width(bounds), height(bounds)));
    const scale = Math.min(1, EDGE_PX / width(box), EDGE_PX / height(box));
    const region = {
      scale,
      left: Math.floor(box.minX * scale),
      top: Math.floor(box.minY * scale),
      width: Math.ceil(width(box) * scale),
      height: Math.ceil(height(box) * scale),
    };
    this.#next = { region, grid: new TileGrid(scale, this.#scene, this.#pool) };
  }
}

/**
 * Copies the part of a view that a bitmap of another region covers. Scales it to whole pixels, so that no seams show.
 */
export function drawScaled(
  context: Context,
  { bitmap, of }: { bitmap: CanvasImageSource; of: Region },
  { view, part }: { view: Region; part: Region },
): void {
  const factor = view.scale / of.scale;
  // The common rectangle of bitmap and part, in pixels of the view's scale.
  const left = Math.max(Math.round(of.left * factor), part.left);
  const top = Math.max(Math.round(of.top * factor), part.top);
  const right = Math.min(Math.round((of.left + of.width) * factor), part.left + part.width);
  const bottom = Math.min(Math.round((of.top + of.height) * factor), part.top + part.height);
  if (right <= left || bottom <= top) return;
  const x = Math.max(0, left / factor - of.left);
  const y = Math.max(0, top / factor - of.top);
  context.drawImage(
    bitmap,
    x,
    y,
    Math.min(of.width - x, (right - left) / factor),
    Math.min(of.height - y, (bottom - top) / factor),
    left - view.left,
    top - view.top,
    right - left,
    bottom - top,
  );
}
