import type { Context } from "./surface.ts";
import type { Region } from "./region.ts";

/**
 * A transparent canvas over the view that knows where it is painted on. While it is empty it is not composited, but it
 * stays under the pointer: browsers hold pointer events back for the next frame unless they hit a direct canvas.
 */
export class LiveCanvas {
  readonly context: Context;
  readonly #canvas: HTMLCanvasElement;
  #painted: Region[] = [];

  /** @param isDirect shown without waiting for the rest of the page: less latency, and half the work per frame */
  constructor(canvas: HTMLCanvasElement, { isDirect }: { isDirect: boolean }) {
    this.#canvas = canvas;
    this.context = canvas.getContext("2d", { desynchronized: isDirect })!;
    Object.assign(canvas.style, { opacity: "0", width: "100%", height: "100%" });
  }

  /**
   * Clears it for a new frame.
   *
   * @param parts what will be painted on; nothing hides the canvas
   * @param ratio device pixels per CSS pixel
   */
  begin(parts: readonly Region[], view: Region, ratio: number): void {
    if (this.#canvas.width !== view.width || this.#canvas.height !== view.height) this.#fit(view, ratio);
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    for (const { left, top, width, height } of this.#painted) this.context.clearRect(left, top, width, height);
    this.#painted = parts.map((part) => ({ ...part, left: part.left - view.left, top: part.top - view.top }));
    const opacity = parts.length > 0 ? "1" : "0";
    if (this.#canvas.style.opacity !== opacity) this.#canvas.style.opacity = opacity;
  }

  #fit({ width, height }: Region, ratio: number): void {
    const canvas = this.#canvas;
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / ratio}px`;
    canvas.style.height = `${height / ratio}px`;
    this.#painted = [];
  }
}
