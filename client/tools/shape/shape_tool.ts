import type { ShapeId } from "../../../board/id.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { Shape } from "../../../board/shape.ts";
import { Drag } from "../drag.ts";
import type { ShapeContext, ShapeStyle, Tool, ToolName, ToolPointer } from "../tool.ts";

/** The properties that every new shape starts with. */
export interface Start {
  readonly id: ShapeId;
  readonly order: OrderKey;
}

/** The shape that a drag draws; undefined when there is none, as for a line tool after a mere click. */
export type Draw = (drag: Drag, start: Start, context: ShapeContext) => Shape | undefined;

export interface ShapeToolOptions {
  /** Shows the shape at the press, before it becomes a drag. */
  readonly isShownAtOnce?: boolean;
  /** Runs when the shape is on the board and selected. */
  readonly made?: (shape: Shape) => void;
}

/**
 * Makes a shape in one drag. All such tools share this state machine; `draw` makes the difference.
 *
 *     idle ──down──▶ dragging ──up / finish──▶ idle   the shape is on the board and selected
 *                        └──────cancel──────▶ idle   the shape is discarded
 */
export class ShapeTool implements Tool {
  readonly name: ToolName;
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly #draw: Draw;
  readonly #context: ShapeContext;
  readonly #options: ShapeToolOptions;
  #drag: Drag | undefined;
  #id: ShapeId = "";

  constructor(name: ToolName, draw: Draw, context: ShapeContext, options: ShapeToolOptions = {}) {
    this.name = name;
    this.#draw = draw;
    this.#context = context;
    this.#options = options;
  }

  down(pointer: ToolPointer): void {
    this.finish();
    this.#drag = new Drag(pointer);
    this.#id = this.#context.newShapeId();
    this.#show(this.#drag);
  }

  move(pointer: ToolPointer): void {
    if (this.#drag === undefined) return;
    this.#drag.follow(pointer);
    this.#show(this.#drag);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    this.#drag = undefined;
    this.#context.draft([]);
    this.#context.showTies([]);
  }

  finish(): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    const shape = this.#shape(drag);
    this.cancel();
    if (shape === undefined) return;
    this.#context.commit(shape);
    this.#context.made([shape.id]);
    this.#options.made?.(shape);
  }

  #show(drag: Drag): void {
    const shape = drag.isFar || this.#options.isShownAtOnce ? this.#shape(drag) : undefined;
    if (shape) this.#context.draft([shape]);
  }

  #shape(drag: Drag): Shape | undefined {
    return this.#draw(drag, { id: this.#id, order: this.#context.orderOnTop() }, this.#context);
  }
}

/** The style properties that all lines share. Default values are left out of the record. */
export function lineStyle({ color, width, dash, sketch, opacity }: ShapeStyle) {
  const own = { ...(dash !== "solid" && { dash }), ...(sketch && { sketch }), ...(opacity < 1 && { opacity }) };
  return { color, width, ...own };
}
