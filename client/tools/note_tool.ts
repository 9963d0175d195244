import { chosenText } from "../../board/figure/lettering.ts";
import { isColor } from "../../board/palette.ts";
import type { ShapeId } from "../../board/id.ts";
import type { NoteShape } from "../../board/shape.ts";
import { Drag } from "./drag.ts";
import type { Tool, ToolPointer, WriteContext } from "./tool.ts";

/** Board units. */
export const NOTE_SIZE = 200;

/**
 * Puts a note on the board and writes on it.
 *
 *     idle ──down──▶ placing ──up / finish──▶ idle   it is on the board, and writing begins
 *                       └──────cancel──────▶ idle   nothing was
 */
export class NoteTool implements Tool {
  readonly name = "note";
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly #context: WriteContext;
  #drag: Drag | undefined;
  #id: ShapeId = "";

  constructor(context: WriteContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.finish();
    this.#drag = new Drag(pointer);
    this.#id = this.#context.newShapeId();
    this.#context.draft([this.#note(this.#drag)]);
  }

  move(pointer: ToolPointer): void {
    if (this.#drag === undefined) return;
    this.#drag.follow(pointer);
    this.#context.draft([this.#note(this.#drag)]);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    this.#drag = undefined;
    this.#context.draft([]);
  }

  finish(): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    const note = this.#note(drag);
    this.cancel();
    this.#context.commit(note);
    this.#context.made([note.id]);
    this.#context.write(note);
  }

  #note({ last: { x, y } }: Drag): NoteShape {
    const look = this.#context.look();
    // Black is for ink; the usual note is yellow.
    const color = isColor(look.color) && look.color !== "black" ? look.color : "yellow";
    return {
      id: this.#id,
      order: this.#context.orderOnTop(),
      kind: "note",
      color,
      x: x - NOTE_SIZE / 2,
      y: y - NOTE_SIZE / 2,
      w: NOTE_SIZE,
      h: NOTE_SIZE,
      ...chosenText(look),
    };
  }
}
