import type { Point } from "../../board/figure/point.ts";
import type { CommentContext, Tool, ToolPointer } from "./tool.ts";
import type { ToolDefinition } from "./tool_registry.ts";

/** The comment tool. A new comment begins where the person lifts the pointer. */
export class CommentTool implements Tool {
  readonly name = "comment";
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly isForFingers = true;
  readonly #context: CommentContext;
  #at: Point | undefined;

  constructor(context: CommentContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.move(pointer);
  }

  move({ samples }: ToolPointer): void {
    this.#at = samples.at(-1);
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    this.#at = undefined;
  }

  finish(): void {
    if (this.#at) this.#context.comment({ x: this.#at.x, y: this.#at.y });
    this.cancel();
  }
}

export const COMMENT_TOOL: ToolDefinition<CommentContext> = {
  name: "comment",
  label: "Comment",
  keys: ["M"],
  button: "wide",
  isAfterMenu: true,
  needs: "comment",
  create: (context) => new CommentTool(context),
};
