import { USUAL_TEXT } from "../../board/figure/lettering.ts";
import type { TextShape } from "../../board/shape.ts";
import { Drag } from "./drag.ts";
import type { ShapeLook, Tool, ToolPointer, WriteContext } from "./tool.ts";

/** Half of a line of the usual size, board units: the pointer is in the middle of the first line. */
export const HALF_LINE = 13;

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
    if (this.#drag?.isFar) this.#context.lasso(boxOf(this.#drag));
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
    const { minX, minY, maxX } = boxOf(drag);
    if (drag.isFar) context.write(newText(context, { x: minX, y: minY, w: maxX - minX, wraps: true }));
    else context.write(newText(context, { x: drag.start.x, y: drag.start.y - HALF_LINE, w: 0 }));
  }
}

/** A text to be written, as the next shape is to look. */
export function newText(
  context: WriteContext,
  place: Pick<TextShape, "x" | "y" | "w" | "wraps">,
): TextShape {
  const look = context.look();
  const start = { id: context.newShapeId(), order: context.orderOnTop() };
  return { ...start, kind: "text", color: look.color, h: 0, ...place, ...writtenLook(look) };
}

/** The part of a look that text has; what is as usual is left out of the record. */
export function writtenLook({ font, fontSize, align }: ShapeLook) {
  return {
    ...(font !== USUAL_TEXT.font && { font }),
    ...(fontSize !== USUAL_TEXT.fontSize && { fontSize }),
    ...(align !== USUAL_TEXT.align && { align }),
  };
}

function boxOf({ start, last }: Drag) {
  return {
    minX: Math.min(start.x, last.x),
    minY: Math.min(start.y, last.y),
    maxX: Math.max(start.x, last.x),
    maxY: Math.max(start.y, last.y),
  };
}
