import type { ToolDefinition } from "./tool_registry.ts";
import { boundsOf } from "../../board/figure/bounds.ts";
import { HALF_LINE } from "../../board/figure/text/shape_text.ts";
import { Drag } from "./drag.ts";
import type { Tool, ToolPointer, WriteContext } from "./tool.ts";

/**
 * Starts text editing on the board, or in the clicked shape.
 *
 *     idle ──down──▶ held ──up──▶ idle           a text as wide as its words
 *                      └──far, up──▶ idle        a text as wide as the drag; it wraps
 */
export class TextTool implements Tool {
  readonly name = "text";
  readonly cursor = "text";
  readonly heldCursor = "text";
  readonly #context: WriteContext;
  #drag: Drag | undefined;

  constructor(context: WriteContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.#drag = new Drag(pointer);
  }

  move(pointer: ToolPointer): void {
    this.#drag?.follow(pointer);
    if (this.#drag?.isFar) this.#context.lasso(this.#drag.corners);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    this.#drag = undefined;
    this.#context.lasso(undefined);
  }

  finish(): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    this.cancel();
    const context = this.#context;
    const there = drag.isFar ? undefined : context.writtenAt(drag.start);
    context.made([]);
    if (there) return context.write(there);
    const { minX, minY, maxX } = boundsOf(drag.corners);
    if (drag.isFar) context.writeAt({ x: minX, y: minY, w: maxX - minX, wraps: true });
    else context.writeAt({ x: drag.start.x, y: drag.start.y - HALF_LINE, w: 0 });
  }
}

export const TEXT_TOOL: ToolDefinition = {
  name: "text",
  label: "Text",
  keys: ["T"],
  button: "always",
  isAfterMenu: true,
  makes: "text",
  create: (context) => new TextTool(context),
};
