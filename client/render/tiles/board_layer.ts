import type { Point } from "../../../board/figure/point.ts";
import type { FrameShape } from "../../../board/shape.ts";
import type { ShapeChange } from "../../editor/shapes/shape_table.ts";
import type { Box } from "../../geometry/box.ts";
import type { BoardScene } from "./board_scene.ts";
import { FrameClock } from "./frame_budget.ts";
import { drawScaled, Overview } from "./overview.ts";
import { overlap, type Region, sameRegion, touched } from "../region.ts";
import type { Sheet } from "./sliced_bitmap.ts";
import { type Context, type Surface, SurfacePool } from "../surface.ts";
import { TileGrid } from "./tile_grid.ts";

/**
 * Delay after the last change of zoom before tiles of the new level are painted, ms. Until then the old picture is
 * scaled.
 */
const REST_MS = 120;
/** A single change of zoom above this factor is a jump, not a gesture, so there is no step to wait for. */
const JUMP_FACTOR = 2;
/** Time per frame for painting tiles, ms. */
const TILES_MS = 9;
/** The same while the view moves, ms: each frame must be on time. */
const MOVING_MS = 6;
/**
 * The same while a board opens, ms: nothing moves yet, so longer frames show more. Just under two screen frames,
 * because the rest of the second would be lost.
 */
const OPENING_MS = 28;
const OVERVIEW_MS = 8;
/** The overview is seldom visible, so it is updated only after this long without changes, moves or drawing, ms. */
const OVERVIEW_AFTER_MS = 200;
/** How far tiles of a moved board may be off, pixels. Such a difference cannot be seen. */
const OFF_MAX = 1 / 16;

/** The finished shapes: tiles of one zoom level on an opaque canvas. */
export class BoardLayer {
  readonly #canvas: HTMLCanvasElement;
  /** Set by `unveil`. */
  #context!: CanvasRenderingContext2D;
  readonly #scene: BoardScene;
  readonly #pool = new SurfacePool();
  readonly #clock = new FrameClock();
  readonly #overview: Overview;
  #grid: TileGrid | undefined;
  /** The tiles in view. */
  #tiles: readonly Sheet[] = [];
  /** The region that the canvas shows, and the frames whose names it shows. */
  #shown: Region | undefined;
  #named: readonly FrameShape[] = [];
  /** The picture before the zoom changed, shown scaled until the tiles are ready. */
  #before: { readonly surface: Surface; readonly region: Region } | undefined;
  #isZooming = false;
  /** Time at which the zoom counts as finished, ms on the clock of frames. */
  #restAt = -Infinity;
  /** Time from which the overview may be painted, ms on the clock of frames. */
  #calmAt = -Infinity;
  #isComplete = false;
  #isVeiled = true;

  constructor(canvas: HTMLCanvasElement, scene: BoardScene, bounds: () => Box | undefined) {
    this.#canvas = canvas;
    this.#scene = scene;
    this.#overview = new Overview(bounds, scene, this.#pool);
    canvas.hidden = true;
  }

  /**
   * True while an empty board shows only the background behind its hidden canvas. Allocating and filling the canvas
   * took half of the first frame.
   */
  get isBare(): boolean {
    return this.#isVeiled && this.#scene.isBare();
  }

  /** Shows the canvas, even if it is empty. Call it after the first frame. */
  unveil(): void {
    this.#context = this.#canvas.getContext("2d", { alpha: false })!;
    this.#isVeiled = this.#canvas.hidden = false;
  }

  /** Delays the overview while the user draws, so that it does not hold up the pen. */
  delay(now: number): void {
    this.#calmAt = now + OVERVIEW_AFTER_MS;
  }

  /** True when the canvas shows the whole view at final quality. */
  isComplete(view: Region): boolean {
    if (this.isBare) return true;
    return this.#isComplete && this.#shown !== undefined && sameRegion(this.#shown, view);
  }

  apply(changes: readonly ShapeChange[]): void {
    this.#grid?.apply(changes);
    this.#overview.apply(changes);
    this.#isComplete = false;
  }

  /** Moves the picture with the board after all shapes moved by one offset, instead of painting it again. */
  shift(by: Point): void {
    this.#grid?.shift(by, OFF_MAX);
    this.#overview.shift(by);
    this.#forget();
    this.invalidate({ isRepainted: false });
  }

  /** Marks boxes whose content looks different now. */
  damage(boxes: readonly Box[]): void {
    this.#grid?.damage(boxes);
    this.#overview.damage(boxes);
    this.#isComplete = false;
  }

  /** Invalidates the canvas and, with `isRepainted`, all tiles. Without it, only the canvas lost its content. */
  invalidate({ isRepainted }: { isRepainted: boolean }): void {
    this.#shown = undefined;
    this.#isComplete = false;
    if (!isRepainted) return;
    this.#grid?.close();
    this.#overview.close();
    this.#tiles = [];
    this.#forget();
  }

  /** True when the canvas shows the visible part of the box as it is on the board. */
  shows(box: Box): boolean {
    if (this.#isZooming || this.#shown === undefined) return false;
    return this.#tiles.every((tile) => tile.isFresh || touched(tile.region, box) === undefined);
  }

  /**
   * Updates the canvas as far as one frame allows.
   *
   * @param ratio device pixels per CSS pixel
   * @param now time of the frame, ms
   * @returns ms until the next call is needed; Infinity when everything is done
   */
  frame(view: Region, ratio: number, now: number): number {
    if (this.isBare) return Infinity;
    if (this.#isVeiled) this.unveil();
    this.#fit(view, ratio);
    this.#followZoom(view, now);
    if (this.#isZooming) {
      if (this.#isOutdated(view)) this.#show(view, []);
      return Math.max(0, this.#restAt - now);
    }
    const isMoved = this.#isOutdated(view);
    // In most frames only a stroke is being drawn, and nothing changes here.
    if (this.#isComplete && !isMoved) return this.#improveOverview(now);
    const tiles = this.#tiles = this.#grid!.cover(view);
    const changed = tiles.filter((tile) => tile.repair());
    if (changed.length > 0 || isMoved) this.delay(now);
    this.#clock.start(this.#overview.isBlank ? OPENING_MS : isMoved ? MOVING_MS : TILES_MS);
    for (const tile of blankFirst(tiles)) {
      if (!this.#clock.hasTime) break;
      if (!tile.isFresh && tile.advance(this.#clock)) {
        tile.repair();
        changed.push(tile);
      }
    }
    if (isMoved) this.#show(view, tiles);
    else if (changed.length > 0) this.#update(view, changed);
    this.#isComplete = tiles.every((tile) => tile.isFresh);
    if (!this.#isComplete) return 0;
    this.#forget();
    return this.#improveOverview(now);
  }

  /** Frees tiles outside the view. */
  trim(): void {
    this.#grid?.trim();
    this.#pool.close();
  }

  close(): void {
    this.invalidate({ isRepainted: true });
    this.#pool.close();
  }

  /** Changing the size of a canvas clears it, so this happens in the frame that repaints it. */
  #fit({ width, height }: Region, ratio: number): void {
    const canvas = this.#canvas;
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / ratio}px`;
    canvas.style.height = `${height / ratio}px`;
    this.invalidate({ isRepainted: false });
  }

  /** @returns as `frame` */
  #improveOverview(now: number): number {
    if (this.#overview.isFresh) return Infinity;
    if (now < this.#calmAt) return this.#calmAt - now;
    this.#overview.advance(this.#clock.start(OVERVIEW_MS));
    return 0;
  }

  #followZoom(view: Region, now: number): void {
    const from = this.#shown?.scale ?? view.scale;
    if (view.scale !== from) {
      const factor = Math.max(view.scale / from, from / view.scale);
      this.#restAt = factor > JUMP_FACTOR ? now : now + REST_MS;
    }
    if (this.#grid?.scale === view.scale) {
      this.#isZooming = false;
      return;
    }
    if (!this.#isZooming) {
      this.#overview.repair();
      this.#remember();
    }
    this.#isZooming = now < this.#restAt;
    this.#isComplete = false;
    if (this.#isZooming) return;
    this.#grid?.close();
    this.#grid = new TileGrid(view.scale, this.#scene, this.#pool);
  }

  /** Keeps a copy of the current picture. */
  #remember(): void {
    const region = this.#shown;
    if (region === undefined) return;
    const surface = this.#pool.take(region.width, region.height);
    surface.context.setTransform(1, 0, 0, 1, 0, 0);
    // Not a copy of the canvas, which would contain the names of frames.
    this.#compose(surface.context, region, this.#tiles);
    this.#forget();
    this.#before = { surface, region };
  }

  #forget(): void {
    this.#pool.giveBack(this.#before?.surface);
    this.#before = undefined;
  }

  /** True when the canvas shows another region or other names. */
  #isOutdated(view: Region): boolean {
    return this.#shown === undefined || !sameRegion(this.#shown, view) || this.#named !== this.#scene.frames();
  }

  #show(view: Region, tiles: readonly Sheet[]): void {
    this.#compose(this.#context, view, tiles);
    this.#named = this.#scene.frames();
    this.#scene.paintNames(this.#context, this.#named, view);
    this.#shown = view;
  }

  /** Copies changed tiles to the canvas, and paints the names above them again. */
  #update(view: Region, changed: readonly Sheet[]): void {
    const context = this.#context;
    for (const tile of changed) this.#copy(context, tile, view);
    if (this.#named.length === 0) return;
    context.save();
    context.beginPath();
    for (const { region: { left, top, width, height } } of changed) {
      context.rect(left - view.left, top - view.top, width, height);
    }
    context.clip();
    this.#scene.paintNames(context, this.#named, view);
    context.restore();
  }

  /** Paints the view on a bitmap of its size, without names. */
  #compose(context: Context, view: Region, tiles: readonly Sheet[]): void {
    if (tiles.length === 0) this.#fillIn(context, view, view);
    for (const tile of tiles) {
      if (tile.bitmap || tile.isFresh) this.#copy(context, tile, view);
      else this.#fillIn(context, view, overlap(view, tile.region)!);
    }
  }

  #copy(context: Context, { bitmap, region: { left, top, width, height } }: Sheet, view: Region): void {
    const x = left - view.left, y = top - view.top;
    if (bitmap) return context.drawImage(bitmap, x, y);
    this.#scene.lay(context, view, [x, y, width, height]);
  }

  /** Fills a part of the view that has no tiles from the overview and the previous picture. */
  #fillIn(context: Context, view: Region, part: Region): void {
    this.#scene.lay(context, view, [part.left - view.left, part.top - view.top, part.width, part.height]);
    context.imageSmoothingEnabled = false;
    this.#overview.draw(context, view, part);
    if (this.#before) {
      const { surface, region } = this.#before;
      drawScaled(context, { bitmap: surface.canvas, of: region }, { view, part });
    }
    context.imageSmoothingEnabled = true;
  }
}

/** Blank tiles come first, so that each has its preview before one is complete. */
function blankFirst(tiles: readonly Sheet[]): Sheet[] {
  return [...tiles.filter(({ bitmap }) => bitmap === undefined), ...tiles.filter(({ bitmap }) => bitmap !== undefined)];
}
