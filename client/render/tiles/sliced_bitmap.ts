import { costOf, PAINT_COST_MAX } from "../../../board/figure/cost.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Box, grow, union } from "../../geometry/box.ts";
import type { Clock } from "./frame_budget.ts";
import type { Part } from "./background.ts";
import { boxOf, type Region, touched } from "../region.ts";
import type { Scene } from "./scene.ts";
import type { Surface, SurfacePool } from "../surface.ts";

/** Limit on shapes that are painted at once after a change. Above it, the sheet is repainted in slices. */
const REPAIR_SHAPES_MAX = 200;
/** Limit on separate damaged boxes within one frame. Further ones are merged. */
const DAMAGES_MAX = 8;
/** Shapes between two checks of the clock, and their maximum total cost: eight strokes of usual length. */
const SLICE = { shapes: 8, cost: 2_000 };

/**
 * Above this number of shapes a blank sheet first gets a preview: only its topmost shapes, which cover most of the
 * others. A view of a very large board then appears at once, although all of its shapes take ten seconds.
 */
const PREVIEW = { above: 3_000, shapes: 500 };

/** A bitmap in progress: its shapes, the next one to paint, and the damage since the shapes were collected. */
interface Raster {
  readonly surface: Surface;
  readonly shapes: Shape[];
  next: number;
  readonly damages: Box[];
  /** True when some shapes are left out. */
  readonly isPreview: boolean;
}

/**
 * A bitmap of one region of the board.
 *
 *     blank ──advance…──► fresh ──too much changed──► stale ──advance…──► fresh
 *     blank ──advance…──► preview (stale) ──advance…──► fresh
 *
 * A fresh sheet is updated in place: a shape above all others is painted over it, any other change repaints the damaged
 * rectangle. A stale sheet shows its old bitmap while a second one is painted, slice by slice. A sheet without shapes
 * has no bitmap, because most of a large view of a small board is paper.
 *
 * Sheets are painted on the main thread, in the free time of each frame. Painting the same tiles in a worker was
 * measured with 1,000 to 100,000 strokes: panning took 3 to 30 % more CPU, because each bitmap must be transferred
 * back, and zooming took no less. A worker would also need its own copy of all shapes, fonts and looks.
 */
export class Sheet {
  #region: Region;
  readonly #scene: Scene;
  readonly #pool: SurfacePool;
  #front: Surface | undefined;
  #raster: Raster | undefined;
  #isFresh = false;
  #stamps: Shape[] = [];
  #stampCost = 0;
  #damages: Box[] = [];

  constructor(region: Region, scene: Scene, pool: SurfacePool) {
    this.#region = region;
    this.#scene = scene;
    this.#pool = pool;
  }

  get region(): Region {
    return this.#region;
  }

  /** The current bitmap; undefined while blank, and for a fresh sheet without shapes. */
  get bitmap(): CanvasImageSource | undefined {
    return this.#front?.canvas;
  }

  /** True when the bitmap shows the board as it is now. */
  get isFresh(): boolean {
    return this.#isFresh && this.#stamps.length === 0 && this.#damages.length === 0;
  }

  /** Moves the sheet with the board, by whole pixels. A sheet that is not fresh is painted again. */
  move(dx: number, dy: number): void {
    const { left, top } = this.#region;
    this.#region = { ...this.#region, left: left + dx, top: top + dy };
    if (!this.isFresh) this.invalidate();
  }

  /** Adds a new shape above all others. */
  stamp(shape: Shape, box: Box): void {
    if (touched(this.region, box) === undefined) return;
    if (this.#isPaper) return this.invalidate();
    this.#raster?.shapes.push(shape);
    if (this.#front === undefined) return;
    this.#stamps.push(shape);
    this.#stampCost += costOf(shape);
    if (this.#stamps.length > REPAIR_SHAPES_MAX || this.#stampCost > PAINT_COST_MAX) this.invalidate();
  }

  /** Marks a box whose content changed. */
  damage(box: Box): void {
    if (touched(this.region, box) === undefined) return;
    if (this.#isPaper) return this.invalidate();
    if (this.#raster) add(this.#raster.damages, box);
    if (this.#isFresh) add(this.#damages, box);
  }

  /** Schedules a complete repaint. The old bitmap is shown until then. */
  invalidate(): void {
    this.#isFresh = false;
    this.#stamps = [];
    this.#stampCost = 0;
    this.#damages = [];
    this.#dropRaster();
  }

  /**
   * Paints the changes since the last frame.
   *
   * @returns true when the bitmap changed
   */
  repair(): boolean {
    if (this.#front === undefined) return false;
    // Stamps first: a damaged box is painted from the current board, which includes the new shapes.
    const stamps = this.#stamps.splice(0);
    this.#stampCost = 0;
    for (const shape of stamps) this.#scene.paint(this.#front.context, shape, this.region);
    const damages = this.#damages.splice(0).filter((box) => this.#repaint(this.#front!, box));
    return stamps.length + damages.length > 0;
  }

  /**
   * Continues the complete repaint until it or its preview is done or the time is up.
   *
   * @returns true when the bitmap changed
   */
  advance(clock: Clock): boolean {
    const raster = this.#raster ??= this.#begin();
    if (raster === undefined) {
      this.#finish(undefined);
      return true;
    }
    const { surface, shapes, damages } = raster;
    while (raster.next < shapes.length) {
      if (!clock.hasTime) return false;
      const end = Math.min(shapes.length, raster.next + SLICE.shapes);
      let cost = 0;
      while (raster.next < end && cost < SLICE.cost) {
        const shape = shapes[raster.next++];
        this.#scene.paint(surface.context, shape, this.region);
        cost += costOf(shape);
      }
      clock.painted(surface, cost, raster.next === shapes.length);
    }
    this.#finish(surface);
    this.#damages = damages;
    if (raster.isPreview) this.invalidate();
    return true;
  }

  /** Returns the bitmaps to the pool. */
  close(): void {
    this.invalidate();
    this.#pool.giveBack(this.#front);
    this.#front = undefined;
  }

  /** True for a fresh sheet without shapes, which has no bitmap. */
  get #isPaper(): boolean {
    return this.#isFresh && this.#front === undefined;
  }

  #finish(surface: Surface | undefined): void {
    this.#pool.giveBack(this.#front);
    this.#front = surface;
    this.#raster = undefined;
    this.#stamps = [];
    this.#stampCost = 0;
    this.#damages = [];
    this.#isFresh = true;
  }

  /** @returns undefined when there are no shapes */
  #begin(): Raster | undefined {
    let shapes = [...this.#scene.search(around(this.region))];
    if (shapes.length === 0) return undefined;
    const isPreview = this.#front === undefined && shapes.length > PREVIEW.above;
    if (isPreview) shapes = shapes.slice(-PREVIEW.shapes);
    const { width, height } = this.region;
    const surface = this.#pool.take(width, height);
    surface.context.setTransform(1, 0, 0, 1, 0, 0);
    this.#lay(surface, 0, 0, width, height);
    return { surface, shapes, next: 0, damages: [], isPreview };
  }

  /** Paints the background of a part. */
  #lay({ context }: Surface, ...part: Part): void {
    if (this.#scene.lay) this.#scene.lay(context, this.region, part);
    else context.clearRect(...part);
  }

  #dropRaster(): void {
    this.#pool.giveBack(this.#raster?.surface);
    this.#raster = undefined;
  }

  /** @returns false when it would take too long; the sheet is stale then */
  #repaint(surface: Surface, box: Box): boolean {
    const { context } = surface;
    const { left, top } = this.region;
    const part = touched(this.region, box)!;
    const shapes = this.#scene.search(around(part));
    if (shapes.length > REPAIR_SHAPES_MAX || sumOf(shapes) > PAINT_COST_MAX) {
      this.invalidate();
      return false;
    }
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    // Whole pixels, because a clip on pixel borders has hard edges, so that the repainted part matches its
    // surroundings.
    context.rect(part.left - left, part.top - top, part.width, part.height);
    context.clip();
    this.#lay(surface, part.left - left, part.top - top, part.width, part.height);
    for (const shape of shapes) this.#scene.paint(context, shape, this.region);
    context.restore();
    return true;
  }
}

function add(damages: Box[], box: Box): void {
  if (damages.length < DAMAGES_MAX) damages.push(box);
  else damages[0] = union(damages[0], box);
}

function sumOf(shapes: readonly Shape[]): number {
  return shapes.reduce((sum, shape) => sum + costOf(shape), 0);
}

/** One pixel more than the region, because hairlines are wider than their lines when the whole board is in view. */
function around(region: Region): Box {
  return grow(boxOf(region), 1 / region.scale);
}
