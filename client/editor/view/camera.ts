import type { Point } from "../../../board/figure/point.ts";
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import { type Box, height, width } from "../../geometry/box.ts";

/**
 * One person's view of the board. x, y is the board point at the viewport's top left; zoom is CSS pixels per board
 * unit.
 */
export interface CameraState {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ZOOM_MIN = 0.02;
export const ZOOM_MAX = 16;
/** Shapes end at this distance from the origin, so the camera stops there as well. */
const REACH = COORDINATE_MAX / 2;
/** Margin around a fitted box, CSS pixels. Keeps it clear of the bars. */
const FIT_MARGIN = 64;
const ZOOM_STEP = 1.25;

export class Camera {
  readonly #state = signal<CameraState>({ x: 0, y: 0, zoom: 1 });
  readonly state: ReadonlySignal<CameraState> = this.#state;
  /** Size of the canvas, CSS pixels. The owner of the canvas sets it. */
  readonly viewport = signal<Size>({ width: 1, height: 1 });
  /** Whole per cent, for display. */
  readonly percent: ReadonlySignal<number> = computed(() => Math.round(this.#state.value.zoom * 100));

  get x(): number {
    return this.#state.peek().x;
  }

  get y(): number {
    return this.#state.peek().y;
  }

  get zoom(): number {
    return this.#state.peek().zoom;
  }

  set({ x, y, zoom }: CameraState): void {
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(zoom)) return;
    this.#state.value = { x: clamp(x, -REACH, REACH), y: clamp(y, -REACH, REACH), zoom: clampZoom(zoom) };
  }

  /** Moves the view by CSS pixels. A positive dx moves it to the right. */
  panBy(dx: number, dy: number): void {
    const { x, y, zoom } = this.#state.peek();
    this.set({ x: x + dx / zoom, y: y + dy / zoom, zoom });
  }

  /** Zooms by a factor. The board point under `at` (CSS pixels in the viewport) stays where it is. */
  zoomBy(factor: number, at: Point = this.centre()): void {
    this.zoomTo(this.zoom * factor, at);
  }

  zoomTo(zoom: number, at: Point = this.centre()): void {
    const before = this.toBoard(at);
    const next = clampZoom(zoom);
    this.set({ x: before.x - at.x / next, y: before.y - at.y / next, zoom: next });
  }

  zoomIn(): void {
    this.zoomBy(ZOOM_STEP);
  }

  zoomOut(): void {
    this.zoomBy(1 / ZOOM_STEP);
  }

  /** Shows the whole box, at 100 % or less. Without a box (an empty board), returns to the origin. */
  fit(box: Box | undefined): void {
    const view = this.viewport.peek();
    if (box === undefined) return this.set({ x: -view.width / 2, y: -view.height / 2, zoom: 1 });
    const room = {
      width: Math.max(1, view.width - 2 * Math.min(FIT_MARGIN, view.width / 12)),
      height: Math.max(1, view.height - 2 * FIT_MARGIN),
    };
    const zoom = clampZoom(Math.min(1, room.width / width(box), room.height / height(box)));
    this.set({
      x: (box.minX + box.maxX) / 2 - view.width / 2 / zoom,
      y: (box.minY + box.maxY) / 2 - view.height / 2 / zoom,
      zoom,
    });
  }

  /** Fits the box, unless all of it is in view. */
  show(box: Box): void {
    const { minX, minY, maxX, maxY } = this.view();
    if (box.minX < minX || box.minY < minY || box.maxX > maxX || box.maxY > maxY) this.fit(box);
  }

  /** Centres the view on the box if it is partly outside. Zooms out only when the box is too large. */
  reveal(box: Box): void {
    const { minX, minY, maxX, maxY } = this.view();
    if (box.minX >= minX && box.minY >= minY && box.maxX <= maxX && box.maxY <= maxY) return;
    if (width(box) > maxX - minX || height(box) > maxY - minY) return this.fit(box);
    this.centreOn({ x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 });
  }

  centreOn({ x, y }: Point): void {
    const { width, height } = this.viewport.peek();
    this.set({ x: x - width / 2 / this.zoom, y: y - height / 2 / this.zoom, zoom: this.zoom });
  }

  /** Viewport point (CSS pixels) → board point. */
  toBoard({ x, y }: Point): Point {
    const camera = this.#state.peek();
    return { x: camera.x + x / camera.zoom, y: camera.y + y / camera.zoom };
  }

  /** The visible part of the board, in board units. */
  view(): Box {
    const { x, y, zoom } = this.#state.peek();
    const size = this.viewport.peek();
    return { minX: x, minY: y, maxX: x + size.width / zoom, maxY: y + size.height / zoom };
  }

  centre(): Point {
    const { width, height } = this.viewport.peek();
    return { x: width / 2, y: height / 2 };
  }
}

function clampZoom(zoom: number): number {
  return clamp(zoom, ZOOM_MIN, ZOOM_MAX);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
