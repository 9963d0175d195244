import type { Camera } from "../editor/view/camera.ts";
import type { Press } from "./press.ts";

/** Distance from the edge of the view in which panning starts, CSS pixels. */
const EDGE_PX = 24;
/** Speed at the very edge, CSS pixels per ms. */
const SPEED = 0.9;
/** Delay before panning starts, ms, so that a quick drag out of the view does not pan. */
const AFTER_MS = 150;

/** Animation frames; tests pass their own. */
export interface Screen {
  requestAnimationFrame(callback: (now: number) => void): number;
  cancelAnimationFrame(handle: number): void;
}

/** Pans the view while a press is held at its edge, so that a drag can go beyond the view. */
export class EdgePan {
  readonly #camera: Camera;
  readonly #press: Press;
  readonly #screen: Screen;
  #frame: number | undefined;
  #last = 0;
  /** Start of the current hold at the edge, ms. */
  #since: number | undefined;

  constructor(camera: Camera, press: Press, screen: Screen = globalThis) {
    this.#camera = camera;
    this.#press = press;
    this.#screen = screen;
  }

  /** Call after the held pointer moved. */
  look(): void {
    if (this.#frame !== undefined || this.#pull() === undefined) return;
    this.#since = undefined;
    this.#frame = this.#screen.requestAnimationFrame(this.#step);
  }

  close(): void {
    if (this.#frame !== undefined) this.#screen.cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  readonly #step = (now: number) => {
    this.#frame = undefined;
    const pull = this.#pull();
    if (pull === undefined) return;
    if (this.#since === undefined) this.#since = this.#last = now;
    const time = Math.min(50, now - this.#last);
    this.#last = now;
    if (now - this.#since >= AFTER_MS) {
      this.#camera.panBy(pull.x * SPEED * time, pull.y * SPEED * time);
      this.#press.repeat();
    }
    this.#frame = this.#screen.requestAnimationFrame(this.#step);
  };

  /** Direction and strength of the pan, −1…1 on each axis; undefined without a pan. */
  #pull(): { x: number; y: number } | undefined {
    const at = this.#press.heldAtEdge;
    if (at === undefined) return undefined;
    const { width, height } = this.#camera.viewport.peek();
    const x = strength(at.viewX, width), y = strength(at.viewY, height);
    return x === 0 && y === 0 ? undefined : { x, y };
  }
}

function strength(at: number, size: number): number {
  const before = Math.max(0, EDGE_PX - at), after = Math.max(0, at - (size - EDGE_PX));
  return (Math.min(EDGE_PX, after) - Math.min(EDGE_PX, before)) / EDGE_PX;
}
