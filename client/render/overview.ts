import type { ShapeChange } from "../editor/shape_table.ts";
import { type Box, contains, grow, height, width } from "../geometry/box.ts";
import type { Clock } from "./clock.ts";
import { boxOf, type Region } from "./region.ts";
import type { Scene } from "./scene.ts";
import { Sheet } from "./sheet.ts";
import type { SurfacePool } from "./surface.ts";
import { applyTo } from "./tile_grid.ts";

/** Longer edge of the bitmap, pixels: at most 9 MiB. */
const EDGE_PX = 1536;
/** Room around the board, as a part of its extent, so that a growing board does not outgrow the bitmap every time. */
const ROOM = 0.25;

/** One small bitmap of the whole board: shown where no tile is ready, so that zooming out never shows blank paper. */
export class Overview {
  readonly #bounds: () => Box | undefined;
  readonly #scene: Scene;
  readonly #pool: SurfacePool;
  #sheet: Sheet | undefined;
  /** The one that takes its place when it is painted: the board has outgrown the old one. */
  #next: Sheet | undefined;
  #isOutgrown = true;

  /** @param bounds extent of all shapes */
  constructor(bounds: () => Box | undefined, scene: Scene, pool: SurfacePool) {
    this.#bounds = bounds;
    this.#scene = scene;
    this.#pool = pool;
  }

  /** True when there is nothing left to paint. */
  get isFresh(): boolean {
    return !this.#isOutgrown && this.#next === undefined && (this.#sheet?.isFresh ?? true);
  }

  apply(changes: readonly ShapeChange[]): void {
    for (const sheet of [this.#sheet, this.#next]) if (sheet) applyTo(sheet, changes);
    const last = this.#next ?? this.#sheet;
    const box = last && boxOf(last.region);
    if (box === undefined || changes.some(({ after }) => after && !contains(box, after))) this.#isOutgrown = true;
  }

  /** What lies in the boxes looks different now. */
  damage(boxes: readonly Box[]): void {
    for (const box of boxes) {
      this.#sheet?.damage(box);
      this.#next?.damage(box);
    }
  }

  /** Paints for as long as the clock allows. */
  advance(clock: Clock): void {
    this.#sheet?.repair();
    if (this.#isOutgrown) this.#follow();
    const sheet = this.#next ?? this.#sheet;
    if (sheet === undefined || sheet.isFresh || !sheet.advance(clock)) return;
    sheet.repair();
    if (sheet !== this.#next) return;
    this.#sheet?.close();
    this.#sheet = sheet;
    this.#next = undefined;
  }

  /** Copies what it has of a part of the view to where that is on the view's canvas. */
  draw(context: CanvasRenderingContext2D, view: Region, part: Region): void {
    if (this.#sheet?.bitmap) drawScaled(context, this.#sheet.bitmap, this.#sheet.region, view, part);
  }

  close(): void {
    this.#sheet?.close();
    this.#next?.close();
    this.#sheet = this.#next = undefined;
    this.#isOutgrown = true;
  }

  #follow(): void {
    this.#isOutgrown = false;
    this.#next?.close();
    this.#next = undefined;
    const bounds = this.#bounds();
    if (bounds === undefined) return;
    const box = grow(bounds, 1 + ROOM * Math.max(width(bounds), height(bounds)));
    const scale = Math.min(1, EDGE_PX / width(box), EDGE_PX / height(box));
    this.#next = new Sheet(
      {
        scale,
        left: Math.floor(box.minX * scale),
        top: Math.floor(box.minY * scale),
        width: Math.ceil(width(box) * scale) + 1,
        height: Math.ceil(height(box) * scale) + 1,
      },
      this.#scene,
      this.#pool,
    );
  }
}

/** Copies the part of a view that a bitmap of another region shows, scaled. */
export function drawScaled(
  context: CanvasRenderingContext2D,
  bitmap: CanvasImageSource,
  of: Region,
  view: Region,
  part: Region,
): void {
  const factor = view.scale / of.scale;
  // The bitmap and the part meet in this rectangle, in pixels of the view's scale.
  const left = Math.max(of.left * factor, part.left);
  const top = Math.max(of.top * factor, part.top);
  const right = Math.min((of.left + of.width) * factor, part.left + part.width);
  const bottom = Math.min((of.top + of.height) * factor, part.top + part.height);
  if (right <= left || bottom <= top) return;
  context.drawImage(
    bitmap,
    left / factor - of.left,
    top / factor - of.top,
    (right - left) / factor,
    (bottom - top) / factor,
    left - view.left,
    top - view.top,
    right - left,
    bottom - top,
  );
}
