import type { ToolDefinition } from "./tool_registry.ts";
import type { HandContext, Sample, Tool, ToolPointer } from "./tool.ts";

/** Pans the view: the board follows the pointer. */
export class Hand implements Tool {
  readonly name = "hand";
  readonly cursor = "grab";
  readonly heldCursor = "grabbing";
  readonly isForFingers = true;
  readonly #context: HandContext;
  #last: Sample | undefined;

  constructor(context: HandContext) {
    this.#context = context;
  }

  down({ samples }: ToolPointer): void {
    this.#last = samples.at(-1);
  }

  move({ samples }: ToolPointer): void {
    const next = samples.at(-1)!;
    if (this.#last) this.#context.panBy(this.#last.viewX - next.viewX, this.#last.viewY - next.viewY);
    this.#last &&= next;
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.#last = undefined;
  }

  cancel(): void {
    this.#last = undefined;
  }

  finish(): void {
    this.#last = undefined;
  }
}

export const HAND_TOOL: ToolDefinition<HandContext> = {
  name: "hand",
  label: "Hand",
  keys: ["H"],
  button: "wide",
  needs: "view",
  create: (context) => new Hand(context),
};
