import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import { Drag } from "./drag.ts";
import type { SelectContext, Tool, ToolPointer } from "./tool.ts";

/** How far from a line a click still hits it, CSS pixels; fingers are thicker. */
const REACH_PX = { mouse: 6, pen: 8, touch: 16 };

/**
 * Selects and moves.
 *
 *     idle ──down on a shape──▶ holding ──far──▶ moving ──up──▶ idle   moved, one undo step
 *       │                          └──up──▶ idle                       it is selected (Shift: added or taken away)
 *       └──down on nothing──▶ boxing ──up──▶ idle                      what lies in the box is selected
 */
export class SelectTool implements Tool {
  readonly name = "select";
  readonly cursor = "default";
  readonly heldCursor = "default";
  readonly #context: SelectContext;
  #drag: Drag | undefined;
  /** What was pressed; undefined when it was the paper. */
  #pressed: ShapeId | undefined;
  /** The selection when a box was begun. */
  #before: ReadonlySet<ShapeId> = new Set();

  constructor(context: SelectContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.finish();
    const context = this.#context;
    const drag = this.#drag = new Drag(pointer);
    const hit = context.top(drag.start, REACH_PX[pointer.type] / context.zoom);
    this.#pressed = hit?.id;
    this.#before = context.selection;
    if (hit === undefined) {
      if (!drag.keys.shift) context.select([]);
    } else if (!context.selection.has(hit.id)) {
      context.select(drag.keys.shift ? [...context.selection, hit.id] : [hit.id]);
    }
  }

  move(pointer: ToolPointer): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    drag.follow(pointer);
    if (!drag.isFar) return;
    if (this.#pressed) this.#context.draft(this.#moved(drag));
    else this.#box(drag);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    const drag = this.#drag;
    if (drag && !drag.isFar && this.#pressed) this.#click(this.#pressed, drag);
    this.finish();
  }

  cancel(): void {
    if (this.#drag && this.#pressed === undefined) this.#context.select(this.#before);
    this.#end();
  }

  finish(): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    const isMove = drag.isFar && this.#pressed !== undefined;
    const changes = new Map(isMove ? this.#moved(drag).map(({ id, x, y }) => [id, { x, y }] as const) : []);
    this.#end();
    if (changes.size > 0) this.#context.change(changes);
  }

  #click(id: ShapeId, { keys }: Drag): void {
    const { selection } = this.#context;
    if (!keys.shift) this.#context.select([id]);
    else if (this.#before.has(id)) this.#context.select([...selection].filter((other) => other !== id));
  }

  #moved({ dx, dy }: Drag): Shape[] {
    const moved: Shape[] = [];
    for (const id of this.#context.selection) {
      const shape = this.#context.get(id);
      if (shape) moved.push({ ...shape, x: shape.x + dx, y: shape.y + dy });
    }
    return moved;
  }

  #box({ start, last, keys }: Drag): void {
    const box = {
      minX: Math.min(start.x, last.x),
      minY: Math.min(start.y, last.y),
      maxX: Math.max(start.x, last.x),
      maxY: Math.max(start.y, last.y),
    };
    this.#context.lasso(box);
    this.#context.select([...keys.shift ? this.#before : [], ...this.#context.within(box)]);
  }

  #end(): void {
    this.#drag = undefined;
    this.#context.draft([]);
    this.#context.lasso(undefined);
  }
}
