import type { ToolDefinition } from "./tool_registry.ts";
import type { ShapeId } from "../../board/id.ts";
import type { EraserContext, Sample, Tool, ToolPointer } from "./tool.ts";

/** Radius of the eraser, CSS pixels. */
const REACH_PX = 8;

const NOTHING: ReadonlySet<ShapeId> = new Set();

/**
 * Deletes whole shapes. Touched shapes fade while the eraser is pressed, so that the user sees what will be deleted:
 *
 *     idle ──down──▶ rubbing ──up / finish──▶ idle   faded shapes are deleted, one undo step
 *                       └──────cancel──────▶ idle   faded shapes are restored
 */
export class Eraser implements Tool {
  readonly name = "eraser";
  readonly cursor = "cell";
  readonly heldCursor = "cell";
  readonly #context: EraserContext;
  #last: Sample | undefined;
  #touched = NOTHING;

  constructor(context: EraserContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.finish();
    this.#last = pointer.samples[0];
    this.#rub(pointer);
  }

  move(pointer: ToolPointer): void {
    if (this.#last) this.#rub(pointer);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    this.#end();
  }

  finish(): void {
    const touched = this.#end();
    if (touched.size > 0) this.#context.remove(touched);
  }

  #rub({ samples }: ToolPointer): void {
    const radius = REACH_PX / this.#context.zoom;
    const found: ShapeId[] = [];
    for (const sample of samples) {
      found.push(...this.#context.hit(this.#last!, sample, radius));
      this.#last = sample;
    }
    if (found.every((id) => this.#touched.has(id))) return;
    this.#touched = new Set([...this.#touched, ...found]);
    this.#context.fade(this.#touched);
  }

  #end(): ReadonlySet<ShapeId> {
    const touched = this.#touched;
    this.#last = undefined;
    this.#touched = NOTHING;
    if (touched.size > 0) this.#context.fade(NOTHING);
    return touched;
  }
}

export const ERASER_TOOL: ToolDefinition = {
  name: "eraser",
  label: "Eraser",
  keys: ["E"],
  button: "always",
  create: (context) => new Eraser(context),
};
