import type { Point } from "../../board/figure/point.ts";
import type { Camera } from "../editor/view/camera.ts";

interface ClientPoint {
  readonly clientX: number;
  readonly clientY: number;
}

/**
 * The position of the surface in the window. Measured only when it may have changed, so that pointer events cause no
 * layout.
 */
export class SurfacePosition {
  readonly #surface: HTMLElement;
  readonly #observer: ResizeObserver;
  readonly #ended = new AbortController();
  #left = 0;
  #top = 0;

  constructor(surface: HTMLElement) {
    this.#surface = surface;
    this.#observer = new ResizeObserver(this.#measure);
    this.#observer.observe(surface);
    for (const event of ["resize", "scroll"]) {
      addEventListener(event, this.#measure, { signal: this.#ended.signal, passive: true });
    }
    this.#measure();
  }

  /** Returns CSS pixels from the top left corner of the surface. */
  toView({ clientX, clientY }: ClientPoint): Point {
    return { x: clientX - this.#left, y: clientY - this.#top };
  }

  toBoard(camera: Camera, point: ClientPoint): Point {
    return camera.toBoard(this.toView(point));
  }

  close(): void {
    this.#observer.disconnect();
    this.#ended.abort();
  }

  readonly #measure = () => {
    const { left, top } = this.#surface.getBoundingClientRect();
    this.#left = left;
    this.#top = top;
  };
}
