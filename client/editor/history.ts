import { type ReadonlySignal, signal } from "@preact/signals";
import * as Y from "yjs";
import type { Board, Origin } from "../../board/document.ts";

/** Undo and redo of my own steps alone: one gesture is one transaction is one step. */
export class History {
  readonly #manager: Y.UndoManager;
  readonly #canUndo = signal(false);
  readonly #canRedo = signal(false);

  readonly canUndo: ReadonlySignal<boolean> = this.#canUndo;
  readonly canRedo: ReadonlySignal<boolean> = this.#canRedo;

  constructor(board: Board) {
    const mine: Origin = "local";
    this.#manager = new Y.UndoManager([board.shapes, board.edits], {
      trackedOrigins: new Set([mine]),
      captureTimeout: 0,
    });
    const update = () => {
      this.#canUndo.value = this.#manager.undoStack.length > 0;
      this.#canRedo.value = this.#manager.redoStack.length > 0;
    };
    for (const event of ["stack-item-added", "stack-item-popped", "stack-cleared"] as const) {
      this.#manager.on(event, update);
    }
  }

  undo(): void {
    this.#manager.undo();
  }

  redo(): void {
    this.#manager.redo();
  }

  close(): void {
    this.#manager.destroy();
  }
}
