import { costOf, PAINT_COST_MAX } from "../../board/figure/cost.ts";
import type { Shape } from "../../board/shape.ts";
import { type Box, grow, union } from "../geometry/box.ts";
import type { Clock } from "./clock.ts";
import type { Part } from "./ground.ts";
import { boxOf, type Region, touched } from "./region.ts";
import type { Scene } from "./scene.ts";
import type { Surface, SurfacePool } from "./surface.ts";

/** Shapes painted at once to follow a change; when it would take more, the sheet is painted anew in slices. */
const REPAIR_SHAPES_MAX = 200;
/** Changed places told apart within one frame; more are taken together. */
const DAMAGES_MAX = 8;
/** Shapes between two looks at the clock, and what they may cost together: eight strokes of usual length. */
const SLICE = { shapes: 8, cost: 2_000 };

/** A bitmap in the making: what of its shapes is painted, and what changed since they were collected. */
interface Raster {
  readonly surface: Surface;
  readonly shapes: Shape[];
  next: number;
  readonly damages: Box[];
}

/**
 * A bitmap of one region of the board.
 *
 *     blank ──advance…──► fresh ──too much changed──► stale ──advance…──► fresh
 *
 * A fresh sheet follows changes in place: a shape on top of all others is painted over it, anything else repaints the
 * rectangle it touched. A stale one shows what it had while a second bitmap is painted, slice by slice. Where there are
 * no shapes there is no bitmap: most of a large view of a small board is paper.
 *
 * It is painted where the page runs, in what a frame has time for. The same tiles painted in a worker were measured, with
 * 1,000 to 100,000 strokes: panning took 3 to 30 % more CPU, as each bitmap has to come back, zooming no less; and the
 * worker would need every shape, font and look again.
 */
export class Sheet {
  readonly region: Region;
  readonly #scene: Scene;
  readonly #pool: SurfacePool;
  #front: Surface | undefined;
  #raster: Raster | undefined;
  #isFresh = false;
  #stamps: Shape[] = [];
  #stampCost = 0;
  #damages: Box[] = [];

  constructor(region: Region, scene: Scene, pool: SurfacePool) {
    this.region = region;
    this.#scene = scene;
    this.#pool = pool;
  }

  /** What can be shown now; undefined while blank, and when a fresh sheet is but paper. */
  get bitmap(): CanvasImageSource | undefined {
    return this.#front?.canvas;
  }

  /** The bitmap shows the board as it is. */
  get isFresh(): boolean {
    return this.#isFresh && this.#stamps.length === 0 && this.#damages.length === 0;
  }

  /** A shape is new and above all others. */
  stamp(shape: Shape, box: Box): void {
    if (touched(this.region, box) === undefined) return;
    if (this.#isPaper) return this.invalidate();
    this.#raster?.shapes.push(shape);
    if (this.#front === undefined) return;
    this.#stamps.push(shape);
    this.#stampCost += costOf(shape);
    if (this.#stamps.length > REPAIR_SHAPES_MAX || this.#stampCost > PAINT_COST_MAX) this.invalidate();
  }

  /** Something changed inside the box. */
  damage(box: Box): void {
    if (touched(this.region, box) === undefined) return;
    if (this.#isPaper) return this.invalidate();
    if (this.#raster) add(this.#raster.damages, box);
    if (this.#isFresh) add(this.#damages, box);
  }

  /** So much changed that all of it is to be painted again; what is there is shown until then. */
  invalidate(): void {
    this.#isFresh = false;
    this.#stamps = [];
    this.#stampCost = 0;
    this.#damages = [];
    this.#dropRaster();
  }

  /**
   * Paints what changed since the last frame.
   *
   * @returns true when the bitmap shows something new
   */
  repair(): boolean {
    if (this.#front === undefined) return false;
    // Stamps first: a damaged place is painted from the board as it is now, the new shapes included.
    const stamps = this.#stamps.splice(0);
    this.#stampCost = 0;
    for (const shape of stamps) this.#scene.paint(this.#front.context, shape, this.region);
    const damages = this.#damages.splice(0).filter((box) => this.#repaint(this.#front!, box));
    return stamps.length + damages.length > 0;
  }

  /**
   * Goes on painting the whole sheet until it is done or the time is up.
   *
   * @returns true when the bitmap shows something new
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
    return true;
  }

  /** Gives the bitmaps back. */
  close(): void {
    this.invalidate();
    this.#pool.giveBack(this.#front);
    this.#front = undefined;
  }

  /** Fresh, and not worth a bitmap. */
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

  /** @returns undefined where there is nothing to paint */
  #begin(): Raster | undefined {
    const shapes = [...this.#scene.search(around(this.region))];
    if (shapes.length === 0) return undefined;
    const { width, height } = this.region;
    const surface = this.#pool.take(width, height);
    surface.context.setTransform(1, 0, 0, 1, 0, 0);
    this.#lay(surface, 0, 0, width, height);
    return { surface, shapes, next: 0, damages: [] };
  }

  /** The ground, where nothing is painted yet. */
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
    // Whole pixels: a clip on the grid has hard edges, so what is painted again equals what is around it.
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

/** One pixel more than the region: when all of the board is in view, hairlines are wider than the lines they show. */
function around(region: Region): Box {
  return grow(boxOf(region), 1 / region.scale);
}
