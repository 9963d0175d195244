import type { Camera } from "../editor/camera.ts";
import type { Press } from "./press.ts";

/** So near to the edge of the view the board begins to move, CSS pixels. */
const EDGE_PX = 24;
/** At the very edge it moves so fast, CSS pixels per ms. */
const SPEED = 0.9;
/** Nobody who drags something out of the view's middle in one go wants the board to move, ms. */
const AFTER_MS = 150;

/** Frames of the screen; tests bring their own. */
export interface Screen {
  requestAnimationFrame(callback: (now: number) => void): number;
  cancelAnimationFrame(handle: number): void;
}

/** Moves the board on while something is held at the edge of the view, so that it can be dragged as far as wanted. */
export class EdgePan {
  readonly #camera: Camera;
  readonly #press: Press;
  readonly #screen: Screen;
  #frame: number | undefined;
  #last = 0;
  /** Since when it is held at the edge, ms. */
  #since: number | undefined;

  constructor(camera: Camera, press: Press, screen: Screen = globalThis) {
    this.#camera = camera;
    this.#press = press;
    this.#screen = screen;
  }

  /** To be called when what is held has moved. */
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

  /** How strongly the board is pulled, −1…1 in each direction; undefined when it is not. */
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
