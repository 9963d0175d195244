import { effect } from "@preact/signals-core";
import type { Editor } from "../editor.ts";
import { EDITING } from "../../messages/en/editing/editing.ts";

/** Shows how to unlock whenever a click, tap or key selects only locked shapes. */
export class LockHint {
  readonly #stop: () => void;

  constructor({ selection, canDraw, done }: Editor) {
    this.#stop = effect(() => {
      void selection.ids.value;
      const shapes = selection.shapes();
      if (shapes.length > 0 && canDraw.peek() && shapes.every(({ locked }) => locked)) done.value = EDITING.locked;
    });
  }

  close(): void {
    this.#stop();
  }
}
