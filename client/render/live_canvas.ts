import type { Context } from "./surface.ts";
import type { Region } from "./region.ts";

/** A transparent canvas above the view. It tracks the painted parts and is not composited while empty. */
export class LiveCanvas {
  #context: Context | undefined;
  readonly #canvas: HTMLCanvasElement;
  readonly #isDirect: boolean;
  /** Cached here, because reading it from the element costs more than painting a short stroke. */
  #isShown = false;
  #painted: Region[] = [];

  /** @param isDirect presents without waiting for the rest of the page: less latency and half the work per frame */
  constructor(canvas: HTMLCanvasElement, { isDirect }: { isDirect: boolean }) {
    this.#canvas = canvas;
    this.#isDirect = isDirect;
    // The context must exist before the press; see `#show`.
    if (isDirect) this.#context = contextOf(canvas, isDirect);
    Object.assign(canvas.style, { width: "100%", height: "100%", opacity: isDirect ? "0" : "1" });
    canvas.hidden = !isDirect;
  }

  get context(): Context {
    return this.#context ??= contextOf(this.#canvas, this.#isDirect);
  }

  /**
   * Clears the canvas for a new frame. Never allocates memory for an empty canvas, because most layers stay empty.
   *
   * @param parts parts to be painted; none hides the canvas
   * @param ratio device pixels per CSS pixel
   */
  begin(parts: readonly Region[], view: Region, ratio: number): void {
    if (parts.length === 0 && this.#painted.length === 0) return this.#show(false);
    if (this.#canvas.width !== view.width || this.#canvas.height !== view.height) this.#fit(view, ratio);
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    for (const { left, top, width, height } of this.#painted) this.context.clearRect(left, top, width, height);
    this.#painted = parts.map((part) => ({ ...part, left: part.left - view.left, top: part.top - view.top }));
    this.#show(parts.length > 0);
  }

  /**
   * A direct canvas stays under the pointer while hidden (transparent): browsers delay pointer events until the next
   * frame unless they hit such a canvas.
   */
  #show(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    if (this.#isDirect) this.#canvas.style.opacity = isShown ? "1" : "0";
    else this.#canvas.hidden = !isShown;
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

function contextOf(canvas: HTMLCanvasElement, isDirect: boolean): Context {
  return canvas.getContext("2d", { desynchronized: isDirect })!;
}
