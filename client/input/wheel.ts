import type { Camera } from "../editor/camera.ts";

/** Chromium makes a trackpad's pinch a ctrl-wheel of −100 · ln(scale), so with this the board sticks to the fingers. */
const ZOOM_PER_PIXEL = 0.01;

/** A notch of a mouse's wheel is 100 pixels and more: one event zooms by e^0.25 (28 %) at most. */
const ZOOM_STEP_MAX = 0.25;

/** Firefox can count in lines; three are a notch. */
const LINE_PX = 33;

/** The parts of a `WheelEvent` that matter, and where it is in the viewport (CSS pixels). */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  /** Ctrl or Cmd, or a pinch on a trackpad. */
  readonly zooms: boolean;
  readonly shift: boolean;
  readonly x: number;
  readonly y: number;
}

/** The zoom that a ctrl-wheel of so many pixels makes. */
export function wheelFactor(deltaY: number): number {
  return Math.exp(Math.min(ZOOM_STEP_MAX, Math.max(-ZOOM_STEP_MAX, -deltaY * ZOOM_PER_PIXEL)));
}

/** The deltaY (pixels) of a ctrl-wheel that zooms by a factor between 0.78 and 1.28: `wheelFactor`, inverted. */
export function wheelDeltaFor(factor: number): number {
  return -Math.log(factor) / ZOOM_PER_PIXEL;
}

/** Wheel pans, ctrl-wheel zooms at the pointer, shift-wheel pans sideways. */
export function turnWheel(camera: Camera, turn: WheelTurn): void {
  const { height } = camera.viewport.peek();
  const unit = [1, LINE_PX, height][turn.deltaMode] ?? 1;
  const deltaX = turn.deltaX * unit, deltaY = turn.deltaY * unit;
  if (turn.zooms) camera.zoomBy(wheelFactor(deltaY), turn);
  // A trackpad and macOS turn it sideways themselves; a mouse elsewhere does not.
  else if (turn.shift && deltaX === 0) camera.panBy(deltaY, 0);
  else camera.panBy(deltaX, deltaY);
}
