import type { ToolDefinition } from "./tool_registry.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ChoosingContext, Sample, Tool, ToolPointer } from "./tool.ts";

/** Minimum distance between the points of the line, CSS pixels. Each point costs one test of all shapes. */
const STEP_PX = 5;

const NOTHING: ReadonlySet<ShapeId> = new Set();

interface LassoContext extends ChoosingContext {
  made(ids: readonly ShapeId[]): void;
}

/**
 * Selects shapes inside a freehand line. Alt includes shapes that the line touches, Shift keeps the earlier selection.
 *
 *     idle ──down──▶ drawing ──up / finish──▶ idle   shapes are selected, the select tool is active
 *                       └──────cancel──────▶ idle   the earlier selection is restored
 */
export class LassoTool implements Tool {
  readonly name = "lasso";
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly pansAtEdge = true;
  readonly #context: LassoContext;
  #line: number[] | undefined;
  #before = NOTHING;

  constructor(context: LassoContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.finish();
    this.#line = [];
    this.#before = this.#context.selection;
    this.#draw(pointer);
  }

  move(pointer: ToolPointer): void {
    if (this.#line) this.#draw(pointer);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    if (this.#line === undefined) return;
    this.#end();
    this.#context.select(this.#before);
  }

  finish(): void {
    if (this.#line === undefined) return;
    this.#end();
    this.#context.made([...this.#context.selection]);
  }

  #draw({ samples, keys }: ToolPointer): void {
    const line = this.#line!;
    const step = STEP_PX / this.#context.zoom;
    for (const sample of samples) if (isFarFrom(line, sample, step)) line.push(sample.x, sample.y);
    this.#context.lasso([...line]);
    const inside = line.length < 6 ? [] : this.#context.inside(line, { touching: keys.alt });
    this.#context.select([...keys.shift ? this.#before : NOTHING, ...inside]);
  }

  #end(): void {
    this.#line = undefined;
    this.#context.lasso(undefined);
  }
}

function isFarFrom(line: readonly number[], { x, y }: Sample, step: number): boolean {
  const n = line.length;
  return n === 0 || Math.hypot(x - line[n - 2], y - line[n - 1]) >= step;
}

export const LASSO_TOOL: ToolDefinition = {
  name: "lasso",
  label: "Lasso",
  keys: ["S"],
  button: "wide",
  create: (context) => new LassoTool(context),
};
