import type { ToolDefinition } from "../tool_registry.ts";
import { STRIDE } from "../../../board/ink.ts";
import { STROKE_SAMPLES_SOFT } from "../../../board/limits.ts";
import type { Nib } from "../../../board/shape.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";
import { inkShape, type InkStyle, onGrid, relativeTo } from "./ink_shape.ts";
import type { DrawnStroke, InkContext, Sample, Tool, ToolPointer } from "../tool.ts";

/** Samples nearer than this to the previous one make no visible difference, CSS pixels. */
const STEP_MIN = 0.5;

/** Minimum interval between messages about a stroke, ms: under one 60 Hz frame, so that no frame's move waits. */
const TELL_EVERY_MS = 15;

/** Samples in one message. A page that hung for a second must not send a frame above the protocol's limit. */
const NEWS_SAMPLES_MAX = 1_000;

/** The value that a pen without a pressure sensor reports on contact (Pointer Events, `pressure`). */
const NO_PRESSURE = 0.5;

/** A stroke in progress, and how much of it peers have received. */
interface Drawing extends DrawnStroke {
  readonly look: InkStyle;
  readonly device: ToolPointer["type"];
  /** Used for the live stroke. The finished stroke decides from all samples, see `varies`. */
  readonly pressure: boolean;
  /** Samples sent so far. */
  told: number;
  /** Time of the last message, ms. */
  toldAt: number;
}

/**
 * Draws freehand ink. Pen and highlighter share this state machine and differ in the nib.
 *
 *     idle ──down──▶ drawing ──up / finish──▶ idle   the stroke is on the board
 *                      │  └──full──▶ drawing         the stroke is on the board, the next one continues it
 *                      └──cancel──▶ idle             the stroke is discarded
 */
export class InkTool implements Tool {
  readonly name: Nib;
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly #context: InkContext;
  #drawing: Drawing | undefined;
  /** Cancels the message about the newest samples, which is sent even if the pen rests. */
  #stopPending: (() => void) | undefined;

  constructor(nib: Nib, context: InkContext) {
    this.name = nib;
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.finish();
    const first = pointer.samples[0];
    const pressure = pointer.type === "pen" && first.pressure !== NO_PRESSURE;
    this.#drawing = this.#begin(pointer.type, pressure);
    this.#append(pointer);
    this.#tell(pointer.time);
  }

  move(pointer: ToolPointer): void {
    if (this.#drawing === undefined) return;
    this.#append(pointer);
    if (pointer.time - this.#drawing.toldAt >= TELL_EVERY_MS) this.#tell(pointer.time);
    else this.#stopPending ??= this.#context.after(TELL_EVERY_MS, () => this.#tell(pointer.time + TELL_EVERY_MS));
  }

  up(pointer: ToolPointer): void {
    if (this.#drawing === undefined) return;
    // The last event has a position but its pressure is 0.
    const pressure = this.#drawing.points.at(-1) ?? NO_PRESSURE;
    this.#append({ ...pointer, samples: pointer.samples.map((sample) => ({ ...sample, pressure })) });
    this.finish();
  }

  cancel(): void {
    const drawing = this.#drawing;
    if (drawing === undefined) return;
    this.#drawing = undefined;
    this.#stopPendingMessage();
    this.#context.tell(newsOf(drawing, "cancelled"));
    this.#context.endStroke(drawing.id);
  }

  finish(): void {
    const drawing = this.#drawing;
    if (drawing === undefined) return;
    this.#tell(drawing.toldAt);
    this.#drawing = undefined;
    if (drawing.points.length === 0) return this.#context.endStroke(drawing.id);
    this.#commit(drawing);
  }

  #begin(device: ToolPointer["type"], pressure: boolean): Drawing {
    const look = { nib: this.name, ...this.#context.inkStyle(this.name) };
    const { id, points } = this.#context.beginStroke({ id: this.#context.newShapeId(), ...look, pressure });
    return { id, points, look, device, pressure, told: 0, toldAt: -Infinity };
  }

  #append({ samples, time }: ToolPointer): void {
    const stepMin = STEP_MIN / this.#context.zoom;
    for (const sample of samples) {
      if (this.#drawing!.points.length / STRIDE >= STROKE_SAMPLES_SOFT) this.#continue(time);
      append(this.#drawing!.points, sample, stepMin);
    }
    this.#context.touch(this.#drawing!);
  }

  /** Commits a full stroke and starts the next one at its last sample. */
  #continue(time: number): void {
    const full = this.#drawing!;
    this.#tell(time);
    this.#drawing = this.#begin(full.device, full.pressure);
    this.#drawing.points.push(...full.points.slice(-STRIDE));
    this.#commit(full);
  }

  #stopPendingMessage(): void {
    this.#stopPending?.();
    this.#stopPending = undefined;
  }

  #tell(time: number): void {
    this.#stopPendingMessage();
    const drawing = this.#drawing!;
    const count = drawing.points.length / STRIDE;
    while (drawing.told < count) {
      // Repeats the last sent sample, so that a peer that joins late can connect the pieces.
      const from = Math.max(0, drawing.told - 1);
      const to = Math.min(count, from + NEWS_SAMPLES_MAX);
      const piece = drawing.points.slice(from * STRIDE, to * STRIDE);
      const points = relativeTo(piece[0], piece[1], piece);
      this.#context.tell({ ...newsOf(drawing, "drawing", from), samples: { points, pressure: drawing.pressure } });
      drawing.told = to;
      drawing.toldAt = time;
    }
  }

  #commit(drawing: Drawing): void {
    const { id, look, points } = drawing;
    this.#context.tell(newsOf(drawing, "lifted"));
    const pressure = drawing.device === "pen" && varies(points);
    this.#context.commit(inkShape(id, this.#context.orderOnTop(), { look, points, pressure }));
    this.#context.endStroke(id);
  }
}

function append(points: number[], { x, y, pressure }: Sample, stepMin: number): void {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  const gridX = onGrid(x), gridY = onGrid(y);
  const last = points.length - STRIDE;
  if (last >= 0 && Math.hypot(gridX - points[last], gridY - points[last + 1]) < Math.max(stepMin, Number.MIN_VALUE)) {
    // Pressing a resting pen harder makes a thicker dot.
    points[last + 2] = Math.max(points[last + 2], pressure);
  } else {
    points.push(gridX, gridY, pressure);
  }
}

/** True when the pen reports real pressure. A constant value counts as none. */
function varies(points: readonly number[]): boolean {
  for (let i = STRIDE; i < points.length; i += STRIDE) if (points[i + 2] !== points[2]) return true;
  return points.length === STRIDE && points[2] !== NO_PRESSURE && points[2] > 0;
}

function newsOf(
  { id, look, points }: Drawing,
  phase: StrokeNews["phase"],
  sample = 0,
): Omit<StrokeNews, "author" | "samples"> {
  return { stroke: id, phase, ...look, x: points[sample * STRIDE] ?? 0, y: points[sample * STRIDE + 1] ?? 0 };
}

export const PEN_TOOL: ToolDefinition<InkContext> = {
  name: "pen",
  label: "Pen",
  keys: ["P", "D", "X", "B"],
  button: "always",
  create: (context) => new InkTool("pen", context),
};

export const HIGHLIGHTER_TOOL: ToolDefinition<InkContext> = {
  name: "highlighter",
  label: "Highlighter",
  keys: ["Shift+D"],
  button: "wide",
  create: (context) => new InkTool("highlighter", context),
};
