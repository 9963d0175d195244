import type { ShapeId } from "../../../board/id.ts";
import type { Drag } from "../drag.ts";
import type { Gesture } from "./gesture.ts";
import type { ChoosingContext } from "../tool.ts";

/** Selects shapes inside a dragged box. Alt includes shapes that the box touches, Shift keeps the earlier selection. */
export class Boxing implements Gesture {
  readonly cursor = "default";
  readonly #context: ChoosingContext;
  readonly #before: ReadonlySet<ShapeId>;

  /** @param before the selection when the press began */
  constructor(context: ChoosingContext, before: ReadonlySet<ShapeId>) {
    this.#context = context;
    this.#before = before;
  }

  follow({ corners: line, keys }: Drag): void {
    this.#context.lasso(line);
    const inside = this.#context.inside(line, { touching: keys.alt });
    this.#context.select([...keys.shift ? this.#before : [], ...inside]);
  }

  commit(): void {
    this.#context.lasso(undefined);
  }

  cancel(): void {
    this.#context.lasso(undefined);
  }
}
