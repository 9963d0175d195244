import { toOwn } from "../../../board/figure/point.ts";
import { type Handle, handleAt, handleCursor } from "../../geometry/handles.ts";
import { Boxing } from "./box_selection.ts";
import { Drag } from "../drag.ts";
import type { Gesture } from "./gesture.ts";
import { Moving } from "./moving.ts";
import { Pointing } from "./pointing.ts";
import { clickPoint, heldAt, POINT_CURSOR, pointAt, Reshaping } from "./reshaping.ts";
import { Resizing } from "./resizing.ts";
import { Rotating } from "./rotating.ts";
import type { ToolDefinition } from "../tool_registry.ts";
import type { PointHandle, Sample, SelectContext, Tool, ToolPointer } from "../tool.ts";

/**
 * Selects, moves, resizes and rotates. The target of a press decides which gesture it becomes when it moves far enough:
 *
 *              ┌── handle ──▶ resizing, rotating ─┐        (lines, arrows, arrows connected at both ends: reshaping)
 *     idle ────┼── shape ───▶ moving ─────────────┼──up / finish──▶ idle   one undo step
 *              └── paper ───▶ boxing ─────────────┘      cancel ──▶ idle   as before the press
 *                └── up before that: a click, see `Pointing`
 */
export class SelectTool implements Tool {
  readonly name = "select";
  readonly pansAtEdge = true;
  readonly isForFingers = true;
  readonly #context: SelectContext;
  readonly #pointing: Pointing;
  #drag: Drag | undefined;
  #handle: Handle | undefined;
  #point: PointHandle | undefined;
  #gesture: Gesture | undefined;
  #cursor = "default";

  constructor(context: SelectContext) {
    this.#context = context;
    this.#pointing = new Pointing(context);
  }

  get cursor(): string {
    return this.#cursor;
  }

  get heldCursor(): string {
    return this.#gesture?.cursor ?? this.#cursor;
  }

  hover({ samples, type }: ToolPointer): void {
    const place = samples[samples.length - 1];
    const handle = this.#handleAt(place, type);
    if (pointAt(this.#context, place, type)) this.#cursor = POINT_CURSOR;
    else this.#cursor = handle ? handleCursor(handle, this.#context.outline?.angle ?? 0) : "default";
  }

  down(pointer: ToolPointer): void {
    this.finish();
    this.hover(pointer);
    const drag = this.#drag = new Drag(pointer);
    this.#point = pointAt(this.#context, drag.start, drag.type);
    this.#handle = this.#point ? undefined : this.#handleAt(drag.start, drag.type);
    if (this.#point === undefined) this.#context.choosePoint(undefined);
    if (!this.#isOnHandle) this.#pointing.down(drag);
  }

  move(pointer: ToolPointer): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    drag.follow(pointer);
    if (!drag.isFar) return;
    this.#gesture ??= this.#begin(drag);
    this.#gesture.follow(drag);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    const drag = this.#drag;
    if (drag && !drag.isFar) {
      if (this.#point?.role === "point") clickPoint(this.#context, this.#point, drag.keys);
      else if (this.#isOnHandle) this.#pointing.clickHandle(drag);
      else this.#pointing.click(drag);
    }
    this.finish();
  }

  cancel(): void {
    if (this.#drag === undefined) return;
    const isOnHandle = this.#isOnHandle;
    this.#end()?.cancel();
    // Before a pinch, the first finger may have changed the selection.
    if (!isOnHandle) this.#pointing.restore();
  }

  finish(): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    this.#end()?.commit(drag);
  }

  get #isOnHandle(): boolean {
    return this.#handle !== undefined || this.#point !== undefined;
  }

  #begin({ start }: Drag): Gesture {
    if (this.#point) return new Reshaping(this.#context, this.#point);
    const { outline } = this.#context;
    const handle = this.#handle;
    if (handle && outline) {
      const { pull } = handle;
      if (pull === undefined) return new Rotating(this.#context, outline);
      return new Resizing(this.#context, { box: outline, handle: { ...handle, pull } });
    }
    if (!this.#pointing.isOnShape) return new Boxing(this.#context, this.#pointing.before);
    const held = heldAt(this.#context, start);
    return held ? new Reshaping(this.#context, held) : new Moving(this.#context);
  }

  #end(): Gesture | undefined {
    const gesture = this.#gesture;
    this.#drag =
      this.#handle =
      this.#point =
      this.#gesture =
        undefined;
    return gesture;
  }

  #handleAt(place: Sample, type: ToolPointer["type"]): Handle | undefined {
    const { outline, zoom } = this.#context;
    return outline && handleAt(toOwn(outline, place), outline, { zoom, isCoarse: type === "touch" });
  }
}

export const SELECT_TOOL: ToolDefinition = {
  name: "select",
  label: "Select",
  keys: ["V"],
  button: "always",
  create: (context) => new SelectTool(context),
};
