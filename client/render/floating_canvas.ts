import type { Region } from "./region.ts";

/** A canvas grows in steps of this, device pixels, so that its size seldom changes while a stroke is drawn. */
const STEP_PX = 256;

/**
 * A transparent canvas that is no larger than what is on it: each changed canvas is handed to the compositor whole, so
 * for a stroke of a few centimetres a canvas of the size of the window would cost most of the frame.
 */
export class FloatingCanvas {
  readonly context: CanvasRenderingContext2D;
  readonly #canvas: HTMLCanvasElement;
  /** Where it lies, relative to the view; undefined while hidden. */
  #place: { left: number; top: number; right: number; bottom: number; ratio: number } | undefined;
  /** What is painted on. */
  #painted: readonly Region[] = [];

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.context = canvas.getContext("2d")!;
    canvas.hidden = true;
  }

  /**
   * Clears it and makes it cover these parts of the view; hides it when there are none.
   *
   * @param ratio device pixels per CSS pixel
   * @returns the region it shows
   */
  cover(parts: readonly Region[], view: Region, ratio: number): Region | undefined {
    if (parts.length === 0) {
      this.#hide();
      return undefined;
    }
    const before = this.#place;
    const place = before?.ratio === ratio
      ? { ...before }
      : { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity, ratio };
    for (const part of parts) {
      place.left = Math.min(place.left, floor(part.left - view.left));
      place.top = Math.min(place.top, floor(part.top - view.top));
      place.right = Math.max(place.right, -floor(view.left - part.left - part.width));
      place.bottom = Math.max(place.bottom, -floor(view.top - part.top - part.height));
    }
    const { left, top } = place;
    const width = place.right - left, height = place.bottom - top;
    if (before?.left !== left || before.top !== top || before.right !== place.right || before.bottom !== place.bottom) {
      this.#place = place;
      this.#fit(width, height);
    } else this.#clear();
    const region = { scale: view.scale, left: view.left + left, top: view.top + top, width, height };
    this.#painted = parts.map((part) => ({ ...part, left: part.left - region.left, top: part.top - region.top }));
    return region;
  }

  #hide(): void {
    if (this.#place === undefined) return;
    this.#place = undefined;
    this.#canvas.hidden = true;
    this.#canvas.width = this.#canvas.height = 0;
  }

  #fit(width: number, height: number): void {
    const canvas = this.#canvas;
    const { left, top, ratio } = this.#place!;
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / ratio}px`;
    canvas.style.height = `${height / ratio}px`;
    canvas.style.left = `${left / ratio}px`;
    canvas.style.top = `${top / ratio}px`;
    canvas.hidden = false;
  }

  #clear(): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    for (const { left, top, width, height } of this.#painted) this.context.clearRect(left, top, width, height);
  }
}

/** Down to the grid of steps. */
function floor(px: number): number {
  return Math.floor(px / STEP_PX) * STEP_PX;
}
