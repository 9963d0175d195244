import type { Theme } from "../../board/palette.ts";
import type { CameraState } from "../editor/camera.ts";
import { gridStep } from "../editor/grid.ts";

/** Half of the side of a point, CSS pixels. */
const POINT_PX = 1;
const COLOR: Record<Theme, string> = { light: "#c3c8d1", dark: "#474b53" };
/** Over what is drawn the points are hardly seen: they lie above it, as the board below is opaque. */
const BLEND: Record<Theme, string> = { light: "multiply", dark: "lighten" };

/** Points at equal distances, to draw by; blended with the board below. */
export class GridLayer {
  readonly #canvas: HTMLCanvasElement;
  #painted = "";

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    canvas.hidden = true;
  }

  /** @param screen device pixels, and how many of them are a CSS pixel */
  frame(
    isShown: boolean,
    camera: CameraState,
    { width, height, ratio }: { width: number; height: number; ratio: number },
    theme: Theme,
  ): void {
    const canvas = this.#canvas;
    if (canvas.hidden === isShown) canvas.hidden = !isShown;
    const wanted = [camera.x, camera.y, camera.zoom, width, height, ratio, theme].join();
    if (!isShown || wanted === this.#painted) return;
    this.#painted = wanted;
    canvas.style.mixBlendMode = BLEND[theme];
    canvas.style.width = `${width / ratio}px`;
    canvas.style.height = `${height / ratio}px`;
    canvas.width = width; // which clears it
    canvas.height = height;
    const step = gridStep(camera.zoom), scale = camera.zoom * ratio, size = 2 * POINT_PX * ratio;
    const path = new Path2D();
    for (let y = Math.ceil(camera.y / step) * step; (y - camera.y) * scale < height; y += step) {
      for (let x = Math.ceil(camera.x / step) * step; (x - camera.x) * scale < width; x += step) {
        const left = Math.round((x - camera.x) * scale - size / 2), top = Math.round((y - camera.y) * scale - size / 2);
        path.rect(left, top, size, size);
      }
    }
    const context = canvas.getContext("2d")!;
    context.fillStyle = COLOR[theme];
    context.fill(path);
  }
}
