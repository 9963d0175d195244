import { toBoard, type TurnedBox } from "../../../board/figure/point.ts";
import { placePicture } from "../../../board/figure/picture_place.ts";
import type { Crop, ImageShape } from "../../../board/shape.ts";
import { CROP_MIN } from "../../../board/kinds/image.ts";

/** A rectangle relative to the top left corner of a box, board units. */
export interface Cut {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The whole picture of an image, relative to the top left corner of its box. */
export function wholeOf(shape: ImageShape): Cut {
  const { x, y, scaleX, scaleY } = placePicture(shape);
  return {
    x: Math.min(x, x + scaleX),
    y: Math.min(y, y + scaleY),
    w: Math.abs(scaleX),
    h: Math.abs(scaleY),
  };
}

/**
 * The changes after which an image shows only a part of its picture. What stays visible does not move, whatever the
 * angle.
 *
 * @param cut the part, relative to the top left corner of the image's box as it is now
 */
export function cropped(shape: ImageShape, cut: Cut): Record<string, unknown> {
  const box = placed(shape, cut);
  const crop = cropOf(shape, cut);
  const isWhole = crop.w === 1 && crop.h === 1;
  return { ...box, crop: isWhole ? null : crop };
}

/** The changes after which an image shows its whole picture. */
export function uncropped(shape: ImageShape): Record<string, unknown> {
  return cropped(shape, wholeOf(shape));
}

function placed(shape: TurnedBox, { x, y, w, h }: Cut): Cut {
  const middle = toBoard(shape, { x: x + w / 2, y: y + h / 2 });
  return { x: middle.x - w / 2, y: middle.y - h / 2, w, h };
}

function cropOf(shape: ImageShape, cut: Cut): Crop {
  const whole = wholeOf(shape);
  const across = part(cut.x - whole.x, cut.w, whole.w, shape.flipX);
  const down = part(cut.y - whole.y, cut.h, whole.h, shape.flipY);
  return { x: across.from, y: down.from, w: across.size, h: down.size };
}

function part(from: number, size: number, whole: number, isFlipped = false): { from: number; size: number } {
  const share = Math.min(1, Math.max(CROP_MIN, fine(size / whole)));
  const first = isFlipped ? whole - from - size : from;
  return { from: Math.min(1 - share, Math.max(0, fine(first / whole))), size: share };
}

/** Fractions finer than a pixel of any picture only fill the document. */
function fine(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A rectangle in the whole picture that a side or corner of it was dragged by, at least `least` wide and high. */
export function dragged(
  cut: Cut,
  pull: { readonly x: number; readonly y: number },
  by: { readonly x: number; readonly y: number },
  { whole, least, aspect }: { readonly whole: Cut; readonly least: number; readonly aspect?: number },
): Cut {
  if (pull.x === 0 && pull.y === 0) {
    return {
      ...cut,
      x: between(whole.x, cut.x + by.x, whole.x + whole.w - cut.w),
      y: between(whole.y, cut.y + by.y, whole.y + whole.h - cut.h),
    };
  }
  const [x, w] = edge(cut.x, cut.w, pull.x, by.x, { from: whole.x, to: whole.x + whole.w, least });
  const [y, h] = edge(cut.y, cut.h, pull.y, by.y, { from: whole.y, to: whole.y + whole.h, least });
  return aspect === undefined ? { x, y, w, h } : withAspect({ x, y, w, h }, pull, { whole, aspect });
}

function edge(
  at: number,
  size: number,
  pull: number,
  by: number,
  { from, to, least }: { from: number; to: number; least: number },
): [at: number, size: number] {
  const smallest = Math.min(least, size);
  if (pull < 0) {
    const moved = between(from, at + by, at + size - smallest);
    return [moved, at + size - moved];
  }
  return pull > 0 ? [at, between(smallest, size + by, to - at)] : [at, size];
}

/** The largest rectangle of an aspect (width by height) within a cut, fixed at the side opposite to the pull. */
export function withAspect(
  { x, y, w, h }: Cut,
  pull: { readonly x: number; readonly y: number },
  { whole, aspect }: { readonly whole: Cut; readonly aspect: number },
): Cut {
  // A side that is dragged decides, and the other direction follows as far as the picture reaches.
  const wide = pull.y !== 0 && pull.x === 0 ? Math.min(h * aspect, whole.w) : Math.min(w, whole.w);
  const high = Math.min(wide / aspect, pull.x !== 0 && pull.y === 0 ? whole.h : h);
  const size = { w: high * aspect, h: high };
  const anchor = (at: number, before: number, now: number, side: number) =>
    side < 0 ? at + before - now : side > 0 ? at : at + (before - now) / 2;
  return {
    x: between(whole.x, anchor(x, w, size.w, pull.x), whole.x + whole.w - size.w),
    y: between(whole.y, anchor(y, h, size.h, pull.y), whole.y + whole.h - size.h),
    ...size,
  };
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
