import { type ReadonlySignal, signal } from "@preact/signals-core";
import * as Y from "yjs";
import type { Board, Origin } from "../../board/document.ts";
import { partAsCopied } from "./letter_copies.ts";

/** Undo and redo of my own steps alone: one gesture is one transaction is one step. */
export class History {
  readonly #manager: Y.UndoManager;
  /** The Yjs ids that I wrote under: each connection that is lost ends one. */
  readonly #ids = new Set<number>();
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
    const note = () => void this.#ids.add(board.doc.clientID);
    this.#manager.on("stack-item-updated", note);
    this.#manager.on("stack-item-added", () => {
      note();
      // Without this a wall clock that is set back would merge the next step into this one.
      if (!this.#isTyping) this.#manager.stopCapturing();
      this.#update();
    });
    this.#manager.on("stack-item-popped", ({ stackItem }) => this.#giveBack(board.doc, stackItem.deletions));
    this.#manager.on("stack-cleared", () => this.#update());
  }

  /**
   * What others wrote and undo brought back is theirs. Yjs writes the copy in my name and, as long as it knows of that,
   * takes it for a step of mine: my older steps on the same property would be taken back over it.
   */
  #giveBack(doc: Y.Doc, broughtBack: Parameters<typeof Y.iterateDeletedStructs>[1]): void {
    doc.transact((transaction) =>
      Y.iterateDeletedStructs(transaction, broughtBack, (item) => {
        // Letters need to know their copies: by these the places of others are found.
        if (item instanceof Y.Item && item.parentSub !== null && !this.#ids.has(item.id.client)) item.redone = null;
      })
    );
  }

  /** All that can be undone or redone. */
  get steps(): Y.UndoManager["undoStack"] {
    return [...this.#manager.undoStack, ...this.#manager.redoStack];
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
    partAsCopied(this.#manager.doc);
    this.#manager.undo();
    this.#update();
  }

  redo(): void {
    partAsCopied(this.#manager.doc);
    this.#manager.redo();
    this.#update();
  }

  /** Takes back all I did, for good: it turned out that I may not. */
  takeBackAll(): void {
    while (this.#manager.undoStack.length > 0) this.undo();
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
