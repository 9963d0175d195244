import { effect } from "@preact/signals-core";
import { kindOf } from "../../board/kinds/kinds.ts";
import { comparePaint } from "../../board/order.ts";
import { WHOLE } from "../../board/figure/picture_place.ts";
import { uprightOf } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ImageShape, Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import { contains } from "../geometry/box.ts";
import { isAnimated } from "./metadata/bare_gif.ts";

/** Animations that run at the same time. The browser decodes each frame of each. */
const SHOWN_MAX = 12;

/** An animation that is shown smaller stands still, CSS pixels. */
const LEAST_PX = 24;

type Seen = Pick<Editor, "camera" | "shapes" | "drafts" | "faded" | "settings" | "peers">;

interface AnimationLayerOptions {
  /** The bytes of a picture once they are here; undefined when they do not come soon. */
  readonly bytesOf: (asset: string) => Promise<Blob | undefined>;
  /** Shapes that the board leaves out, as others are moving them. */
  readonly hidden: () => ReadonlySet<ShapeId>;
}

/** An animation on the page. */
interface Running {
  readonly element: HTMLElement;
  readonly asset: string;
  /** The image that it shows as it is now. */
  shape: ImageShape | undefined;
}

/**
 * Animated GIFs, above the finished shapes. The browser paints their frames, and pauses those of a hidden page. The
 * board below shows the first frame. Only that one is visible when something lies on the image, when the image is being
 * moved or is cut by a frame, and when the person wants less motion.
 */
export class AnimationLayer {
  readonly #element = document.createElement("div");
  readonly #seen: Seen;
  readonly #options: AnimationLayerOptions;
  readonly #gifs = new Set<ShapeId>();
  readonly #running = new Map<ShapeId, Running>();
  /** The address of an animation; null for a picture that stands still; undefined while nobody knows. */
  readonly #animations = new Map<string, string | null | undefined>();
  /** What lies on images, until a shape changes. */
  readonly #covered = new Map<ShapeId, boolean>();
  readonly #calmed = matchMedia("(prefers-reduced-motion: reduce)");
  readonly #stop: () => void;
  #frame: number | undefined;
  #isClosed = false;

  constructor(seen: Seen, options: AnimationLayerOptions) {
    this.#seen = seen;
    this.#options = options;
    this.#element.className = "animations";
    this.#element.setAttribute("aria-hidden", "true");
    Object.assign(this.#element.style, { position: "absolute", inset: "0", overflow: "hidden", pointerEvents: "none" });
    document.getElementById("board")?.after(this.#element);
    for (const shape of seen.shapes.all()) this.#note(shape.id, shape);
    const stops = [
      seen.shapes.onChange((changes) => {
        this.#covered.clear();
        for (const { id, shape } of changes) this.#note(id, shape);
        this.#request();
      }),
      seen.drafts.onChange(this.#request),
      effect(() => {
        const { camera, faded, settings, peers } = seen;
        void [camera.state.value, camera.viewport.value, faded.value, settings.value, peers.value];
        this.#request();
      }),
    ];
    this.#calmed.addEventListener("change", this.#request);
    this.#stop = () => {
      for (const stop of stops) stop();
      this.#calmed.removeEventListener("change", this.#request);
    };
  }

  readonly #request = () => {
    if (!this.#isClosed && this.#gifs.size + this.#running.size > 0) {
      this.#frame ??= requestAnimationFrame(this.#paint);
    }
  };

  /** Shows the animations that are in view, in the same frame as the board below, which has asked for it before. */
  readonly #paint = () => {
    this.#frame = undefined;
    const shown = new Set<ShapeId>(), hidden = this.#options.hidden();
    if (!this.#isCalm()) {
      for (const id of this.#gifs) {
        if (shown.size >= SHOWN_MAX) break;
        const shape = this.#seen.shapes.get(id) as ImageShape;
        if (!hidden.has(id) && this.#isSeen(shape) && !this.#isCovered(shape) && this.#show(shape)) shown.add(id);
      }
    }
    for (const [id, { element }] of this.#running) {
      if (shown.has(id)) continue;
      element.remove();
      this.#running.delete(id);
    }
  };

  close(): void {
    this.#isClosed = true;
    this.#stop();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#running.clear();
    this.#element.remove();
    for (const url of this.#animations.values()) if (url) URL.revokeObjectURL(url);
  }

  #note(id: ShapeId, shape: Shape | undefined): void {
    if (shape?.kind === "image" && shape.type === "image/gif") this.#gifs.add(id);
    else this.#gifs.delete(id);
  }

  #isCalm(): boolean {
    return this.#calmed.matches || this.#seen.settings.peek().motion === "less";
  }

  #isSeen({ id, w, h }: ImageShape): boolean {
    const { camera, shapes, drafts, faded } = this.#seen;
    const box = shapes.box(id), view = camera.view();
    return box !== undefined && Math.min(w, h) * camera.zoom >= LEAST_PX && drafts.get(id) === undefined &&
      !faded.peek().has(id) &&
      box.minX < view.maxX && box.maxX > view.minX && box.minY < view.maxY && box.maxY > view.minY;
  }

  #isCovered(shape: ImageShape): boolean {
    const { shapes } = this.#seen;
    let covered = this.#covered.get(shape.id);
    if (covered === undefined) {
      const box = shapes.box(shape.id)!, frame = shapes.frames.get(shape.frame);
      covered = shapes.search(box).some((other) => comparePaint(other, shape) > 0) ||
        frame !== undefined && (!!frame.angle || !contains(uprightOf(frame), box));
      this.#covered.set(shape.id, covered);
    }
    return covered;
  }

  /** @returns false when it does not move */
  #show(shape: ImageShape): boolean {
    const url = this.#animationOf(shape.asset);
    if (!url) return false;
    let running = this.#running.get(shape.id);
    if (running?.asset !== shape.asset) {
      running?.element.remove();
      const element = document.createElement("div");
      element.append(Object.assign(new Image(), { src: url, alt: "", draggable: false }));
      this.#element.append(element);
      this.#running.set(shape.id, running = { element, asset: shape.asset, shape: undefined });
    }
    if (running.shape !== shape) lookAs(running.element, running.shape = shape);
    const { x, y, zoom } = this.#seen.camera;
    const { w, h, angle = 0, flipX, flipY } = shape;
    running.element.style.transform =
      `translate(${(shape.x - x) * zoom}px, ${(shape.y - y) * zoom}px) scale(${zoom}) ` +
      `translate(${w / 2}px, ${h / 2}px) rotate(${angle}rad) scale(${flipX ? -1 : 1}, ${flipY ? -1 : 1}) ` +
      `translate(${-w / 2}px, ${-h / 2}px)`;
    return true;
  }

  #animationOf(asset: string): string | null | undefined {
    if (!this.#animations.has(asset)) {
      this.#animations.set(asset, undefined);
      void this.#read(asset);
    }
    return this.#animations.get(asset);
  }

  async #read(asset: string): Promise<void> {
    const bytes = await this.#options.bytesOf(asset), file = await bytes?.arrayBuffer();
    if (this.#isClosed) return;
    // They are asked for again when something changes.
    if (bytes === undefined || file === undefined) return void this.#animations.delete(asset);
    this.#animations.set(asset, isAnimated(new Uint8Array(file)) ? URL.createObjectURL(bytes) : null);
    this.#request();
  }
}

/** The size, outline and visible part of an image, before it is put in its place. */
function lookAs(element: HTMLElement, shape: ImageShape): void {
  const { w, h, opacity = 1, crop = WHOLE, form = "rectangle", rounded } = shape;
  Object.assign(element.style, {
    position: "absolute",
    width: `${w}px`,
    height: `${h}px`,
    overflow: "hidden",
    transformOrigin: "0 0",
    opacity: `${opacity}`,
    clipPath: form === "rectangle" && !rounded ? "" : `path("${kindOf(shape).path(shape, w, h).d}")`,
  });
  Object.assign((element.firstElementChild as HTMLElement).style, {
    position: "absolute",
    width: `${w / crop.w}px`,
    height: `${h / crop.h}px`,
    left: `${-crop.x * w / crop.w}px`,
    top: `${-crop.y * h / crop.h}px`,
    maxWidth: "none",
  });
}
