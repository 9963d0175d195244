import { type ReadonlySignal, signal } from "@preact/signals-core";
import * as Y from "yjs";
import type { Board, Origin } from "../../board/document.ts";

/** Undo and redo of my own steps alone: one gesture is one transaction is one step. */
export class History {
  readonly #manager: Y.UndoManager;
  #isTyping = false;
  readonly #canUndo = signal(false);
  readonly #canRedo = signal(false);

  readonly canUndo: ReadonlySignal<boolean> = this.#canUndo;
  readonly canRedo: ReadonlySignal<boolean> = this.#canRedo;

  constructor(board: Board) {
    const mine: Origin = "local";
    // All of the document: each text is a root of its own, and what is not mine has another origin.
    this.#manager = new Y.UndoManager(board.doc, {
      trackedOrigins: new Set([mine]),
      captureTimeout: 0,
      captureTransaction: ({ changed }) => changed.size > 0,
    });
    this.#manager.on("stack-item-added", () => {
      // Without this a wall clock that is set back would merge the next step into this one.
      if (!this.#isTyping) this.#manager.stopCapturing();
      this.#update();
    });
    this.#manager.on("stack-cleared", () => this.#update());
  }

  /** One more stroke of the keys: a part of the step before when it goes on with that and nothing came between. */
  type(write: () => void, { goesOn }: { goesOn: boolean }): void {
    if (!goesOn) this.#manager.stopCapturing();
    this.#isTyping = true;
    this.#manager.captureTimeout = Infinity;
    try {
      write();
    } finally {
      this.#manager.captureTimeout = 0;
      this.#isTyping = false;
    }
  }

  /** True for what undo and redo did, whoever asks for the origin of a transaction. */
  isOrigin(origin: unknown): boolean {
    return origin === this.#manager;
  }

  /** Takes back my last step that still shows: one that others have undone meanwhile is passed over. */
  undo(): void {
    this.#manager.undo();
    this.#update();
  }

  redo(): void {
    this.#manager.redo();
    this.#update();
  }

  /** Takes back all I did, for good: it turned out that I may not. */
  takeBackAll(): void {
    while (this.#manager.undoStack.length > 0) this.#manager.undo();
    this.#manager.clear();
    this.#update();
  }

  close(): void {
    this.#manager.destroy();
  }

  #update(): void {
    this.#canUndo.value = this.#manager.undoStack.length > 0;
    this.#canRedo.value = this.#manager.redoStack.length > 0;
  }
}
