import type { Camera } from "../editor/view/camera.ts";

/**
 * Chromium reports a trackpad pinch as a ctrl-wheel of −100 · ln(scale), so this value keeps the board under the
 * fingers.
 */
const ZOOM_PER_PIXEL = 0.01;

/** One notch of a mouse wheel is 100 pixels or more, so this limits an event to a zoom of e^0.25 (28 %). */
const ZOOM_STEP_MAX = 0.25;

/** Pixels per line. Firefox may report lines; one notch is three lines. */
const LINE_PX = 33;

/** The used part of `WheelEvent`, and its position in the viewport (CSS pixels). */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  /** True with Ctrl or Cmd, or for a pinch on a trackpad. */
  readonly zooms: boolean;
  readonly shift: boolean;
  readonly x: number;
  readonly y: number;
}

/** The zoom factor of a ctrl-wheel event of `deltaY` pixels. */
export function wheelFactor(deltaY: number): number {
  return Math.exp(Math.min(ZOOM_STEP_MAX, Math.max(-ZOOM_STEP_MAX, -deltaY * ZOOM_PER_PIXEL)));
}

/** Inverse of `wheelFactor`: the deltaY (pixels) for a zoom factor between 0.78 and 1.28. */
export function wheelDeltaFor(factor: number): number {
  return -Math.log(factor) / ZOOM_PER_PIXEL;
}

/** The wheel pans, ctrl-wheel zooms at the pointer, shift-wheel pans sideways. */
export function turnWheel(camera: Camera, turn: WheelTurn): void {
  const { height } = camera.viewport.peek();
  const unit = [1, LINE_PX, height][turn.deltaMode] ?? 1;
  const deltaX = turn.deltaX * unit, deltaY = turn.deltaY * unit;
  if (turn.zooms) camera.zoomBy(wheelFactor(deltaY), turn);
  // Trackpads and macOS turn a shift-wheel sideways themselves; a mouse elsewhere does not.
  else if (turn.shift && deltaX === 0) camera.panBy(deltaY, 0);
  else camera.panBy(deltaX, deltaY);
}
