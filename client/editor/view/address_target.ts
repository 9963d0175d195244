import { isShapeId, type ShapeId } from "../../../board/id.ts";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import type { Camera } from "./camera.ts";
import type { Editor } from "../editor.ts";

/** The part of a board that an address points to: a centre (board units) and a zoom, or a shape. */
export type AddressTarget =
  | { readonly x: number; readonly y: number; readonly zoom: number }
  | { readonly shape: ShapeId };

/** Reads the part of an address after `#`: `#120,-40,1.5` or `#shape=id`; undefined for anything else. */
export function readAddressTarget(hash: string): AddressTarget | undefined {
  const shape = /^#shape=(.+)$/.exec(hash)?.[1];
  if (shape !== undefined) return isShapeId(shape) ? { shape } : undefined;
  const parts = hash.slice(1).split(",");
  const [x, y, zoom] = parts.map(Number);
  const isPlace = parts.length === 3 && parts.every((part) => /^-?[\d.]+$/.test(part)) &&
    Math.abs(x) <= COORDINATE_MAX && Math.abs(y) <= COORDINATE_MAX && zoom > 0;
  return isPlace ? { x, y, zoom } : undefined;
}

/** The `#…` part of an address that points to a target. */
export function addressOf(target: AddressTarget): string {
  if ("shape" in target) return `#shape=${target.shape}`;
  const short = (value: number, digits: number) => String(+value.toFixed(digits));
  return `#${short(target.x, 1)},${short(target.y, 1)},${short(target.zoom, 3)}`;
}

/** The centre and zoom of the current view. */
export function currentView(camera: Camera): AddressTarget {
  return { ...camera.toBoard(camera.centre()), zoom: camera.zoom };
}

/** Shows a target. @returns false when the shape is not on the board, where it may still arrive */
export function goTo({ camera, shapes, selection, tool }: Editor, target: AddressTarget): boolean {
  if (!("shape" in target)) {
    camera.zoomTo(target.zoom);
    camera.centreOn(target);
    return true;
  }
  const box = shapes.box(target.shape);
  if (box === undefined) return false;
  camera.fit(box);
  tool.value = "select";
  selection.set([target.shape]);
  return true;
}
