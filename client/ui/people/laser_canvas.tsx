import { useEffect, useRef } from "preact/hooks";
import { systemClock } from "../../../board/clock.ts";
import { hexOf, PAPER } from "../../../board/palette.ts";
import type { Editor } from "../../editor/editor.ts";
import { type LaserTrails, type Trail, TRAIL_MS } from "../../editor/together/laser_trails.ts";

/** Width of a trail where it is newest, and the radius of a single point, CSS pixels. */
const WIDTH = 7;
const POINT = 14;

interface LaserCanvasProps {
  readonly editor: Editor;
  readonly trails: LaserTrails;
  /** Receives what asks for frames after trails were added. */
  readonly onWake: (wake: () => void) => void;
}

/** The trails of all laser pointers, above the board. Runs in animation frames, and only while there are any. */
export function LaserCanvas({ editor, trails, onWake }: LaserCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame: number | undefined;
    const paint = () => {
      frame = undefined;
      const shown = trails.at(systemClock.now());
      // The board may have been closed since.
      if (canvas.current === null) return;
      draw(canvas.current, editor, shown);
      if (shown.length > 0) wake();
    };
    const wake = () => void (frame ??= requestAnimationFrame(paint));
    onWake(wake);
    return () => {
      onWake(() => {});
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [trails]);
  return <canvas ref={canvas} class="laser-canvas" aria-hidden="true" hidden />;
}

function draw(canvas: HTMLCanvasElement, { camera, theme }: Editor, trails: readonly Trail[]): void {
  canvas.hidden = trails.length === 0;
  // Frees the memory.
  if (canvas.hidden) return void (canvas.width = canvas.height = 0);
  const { width, height } = camera.viewport.peek(), ratio = devicePixelRatio || 1;
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext("2d")!;
  const { x, y, zoom } = camera.state.peek(), now = systemClock.now();
  context.scale(ratio, ratio);
  context.lineCap = context.lineJoin = "round";
  for (const { color, points } of trails) {
    const spots = points.map((point) => ({
      x: (point.x - x) * zoom,
      y: (point.y - y) * zoom,
      left: Math.max(0, 1 - (now - point.at) / TRAIL_MS),
    }));
    // A light edge keeps the trail apart from ink of the same colour.
    for (const [style, more] of [[PAPER[theme.peek()], 3], [hexOf(color, theme.peek()), 0]] as const) {
      context.strokeStyle = context.fillStyle = style;
      if (spots.length === 1) dot(context, spots[0], more);
      else line(context, spots, more);
    }
  }
}

interface Spot {
  readonly x: number;
  readonly y: number;
  /** The part of its time that is left. */
  readonly left: number;
}

function line(context: CanvasRenderingContext2D, spots: readonly Spot[], more: number): void {
  for (let i = 1; i < spots.length; i++) {
    const [a, b, c] = [spots[i - 1], spots[i], spots[i + 1] ?? spots[i]];
    context.lineWidth = Math.max(0.5, WIDTH * b.left) + more * b.left;
    context.beginPath();
    const start = i === 1 ? a : middle(a, b);
    context.moveTo(start.x, start.y);
    const end = middle(b, c);
    context.quadraticCurveTo(b.x, b.y, end.x, end.y);
    context.stroke();
  }
}

function dot(context: CanvasRenderingContext2D, { x, y, left }: Spot, more: number): void {
  context.beginPath();
  context.arc(x, y, POINT * Math.sqrt(left) + more * left, 0, 2 * Math.PI);
  context.fill();
}

function middle(a: Spot, b: Spot): { x: number; y: number } {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
