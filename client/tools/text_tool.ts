import { boundsOf } from "../../board/figure/bounds.ts";
import { HALF_LINE } from "../../board/figure/lettering.ts";
import { Drag } from "./drag.ts";
import type { Tool, ToolPointer, WriteContext } from "./tool.ts";

/**
 * Writes on the board, or in the shape that is clicked.
 *
 *     idle ──down──▶ held ──up──▶ idle           writing begins: as wide as the text will be,
 *                      └──far, up──▶ idle        or as wide as it was drawn
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
