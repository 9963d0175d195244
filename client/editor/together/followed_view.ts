import type { SeenPart } from "../../../board/wire/together_presence.ts";
import { type CameraState, type Size, ZOOM_MAX, ZOOM_MIN } from "../view/camera.ts";

/** Views that differ by less look the same: CSS pixels, and a part of the zoom. */
const NEAR = { pixels: 0.3, zoom: 1e-4 };

/** The view that shows all of a part of the board, in the middle and as large as possible. */
export function fitted({ x, y, w, h }: SeenPart, { width, height }: Size): CameraState {
  const zoom = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, Math.min(width / w, height / h)));
  return { x: x - width / 2 / zoom, y: y - height / 2 / zoom, zoom };
}

/** The part of the board that a view shows, as others are told. */
export function seenPart({ x, y, zoom }: CameraState, { width, height }: Size): SeenPart {
  const [w, h] = [width / zoom, height / zoom];
  return { x: rounded(x + w / 2), y: rounded(y + h / 2), w: rounded(w), h: rounded(h) };
}

/** A view between two others: the middle moves in equal steps, and the zoom changes by equal factors. @param part 0…1 */
export function onTheWay(from: CameraState, to: CameraState, { width, height }: Size, part: number): CameraState {
  const zoom = from.zoom * (to.zoom / from.zoom) ** part;
  const middle = (start: number, end: number, size: number) => {
    const [a, b] = [start + size / 2 / from.zoom, end + size / 2 / to.zoom];
    return a + (b - a) * part - size / 2 / zoom;
  };
  const next = { x: middle(from.x, to.x, width), y: middle(from.y, to.y, height), zoom };
  return isNear(next, to) ? to : next;
}

function isNear(a: CameraState, b: CameraState): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) * b.zoom < NEAR.pixels && Math.abs(a.zoom / b.zoom - 1) < NEAR.zoom;
}

/** A hundredth of a unit is finer than a pixel at any zoom, and takes few letters. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
