import { type ReadonlySignal, signal } from "@preact/signals-core";
import * as Y from "yjs";
import type { Board, Origin } from "../../board/document.ts";
import { HISTORY_EDIT_BYTES_MAX, HISTORY_KEPT_BYTES_MAX, HISTORY_STEPS_MIN } from "../../board/limits.ts";
import { HistoryStep, release, type StackItem, withoutEdits } from "./history_step.ts";
import { partAsCopied } from "./letter_copies.ts";

/** Which way a step goes. */
type Way = "undo" | "redo";

/**
 * Undo and redo of my own steps alone: one gesture is one transaction is one step. Edits of properties are taken back by
 * writing the earlier values; all else by Yjs, which does one step at a time for this class.
 */
export class History {
  readonly #board: Board;
  readonly #manager: Y.UndoManager;
  readonly #editBytesMax: number;
  readonly #keptBytesMax: number;
  #undone: HistoryStep[] = [];
  #done: HistoryStep[] = [];
  /** Of all steps. */
  #editBytes = 0;
  #keptBytes = 0;
  /** The Yjs ids that I wrote under: each connection that is lost ends one. */
  readonly #ids = new Set<number>();
  /** What Yjs noted of the transaction that is ending. */
  #noted: StackItem | undefined;
  #way: Way | undefined;
  #isTyping = false;
  readonly #canUndo = signal(false);
  readonly #canRedo = signal(false);

  readonly canUndo: ReadonlySignal<boolean> = this.#canUndo;
  readonly canRedo: ReadonlySignal<boolean> = this.#canRedo;

  /** @param options what the steps may keep in memory; beyond that the oldest are forgotten */
  constructor(
    board: Board,
    { editBytesMax = HISTORY_EDIT_BYTES_MAX, keptBytesMax = HISTORY_KEPT_BYTES_MAX } = {},
  ) {
    this.#board = board;
    this.#editBytesMax = editBytesMax;
    this.#keptBytesMax = keptBytesMax;
    const mine: Origin = "local";
    // All of the document: each text is a root of its own, and what is not mine has another origin.
    this.#manager = new Y.UndoManager(board.doc, {
      trackedOrigins: new Set([mine]),
      captureTimeout: 0,
      captureTransaction: (transaction) => board.edits.isMoreIn(transaction),
      deleteFilter: (item) => !board.edits.holds(item),
    });
    this.#manager.on("stack-item-updated", ({ stackItem }) => this.#note(stackItem));
    this.#manager.on("stack-item-added", ({ stackItem }) => this.#note(stackItem));
    this.#manager.on("stack-item-popped", ({ stackItem }) => this.#giveBack(stackItem.deletions));
    // Behind the listener of the manager, which notes the step first.
    board.doc.on("afterTransaction", this.#onTransaction);
  }

  /** All that Yjs can undo or redo. */
  get steps(): StackItem[] {
    return [...this.#done, ...this.#undone].flatMap(({ item }) => item ?? []);
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
    this.#go("undo", this.#done);
  }

  redo(): void {
    this.#go("redo", this.#undone);
  }

  /** Takes back all I did, for good: it turned out that I may not. */
  takeBackAll(): void {
    while (this.#done.length > 0) this.undo();
    this.#forget(this.#undone.splice(0));
    this.#update();
  }

  close(): void {
    this.#board.doc.off("afterTransaction", this.#onTransaction);
    this.#manager.destroy();
  }

  #go(way: Way, steps: HistoryStep[]): void {
    partAsCopied(this.#board.doc);
    for (let hasChanged = false; !hasChanged && steps.length > 0;) {
      const step = steps.pop()!;
      this.#count(step, -1);
      hasChanged = this.#take(step, way);
    }
    this.#update();
  }

  /** @returns false when it changed nothing */
  #take(step: HistoryStep, way: Way): boolean {
    const { edits, shapes } = this.#board;
    const manager = this.#manager;
    let hasChanged = false;
    this.#way = way;
    this.#board.transact(({ changed }) => {
      if (step.item) {
        manager.undoStack = way === "undo" ? [step.item] : [];
        manager.redoStack = way === "redo" ? [step.item] : [];
        hasChanged = manager[way]() !== null;
      }
      // Yjs asks for these at the end of the transaction, which is not over yet.
      manager.undoing = way === "undo";
      manager.redoing = way === "redo";
      const touched = changed.get(shapes as unknown as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>) ?? [];
      edits.remove(new Set([...touched].filter((id): id is string => id !== null && !shapes.has(id))));
      for (const edit of step.edits()) hasChanged = edits.takeBack(edit) || hasChanged;
    }, manager);
    manager.undoing = manager.redoing = false;
    this.#way = undefined;
    // There is a copy of each record now. Letters stay, as they lead to their copies.
    release(this.#board.doc, [step], ({ parentSub }) => parentSub !== null);
    return hasChanged;
  }

  /**
   * What others wrote and undo brought back is theirs. Yjs writes the copy in my name and, as long as it knows of that,
   * takes it for a step of mine: my older steps on the same record would be taken back over it.
   */
  #giveBack(broughtBack: StackItem["deletions"]): void {
    this.#board.doc.transact((transaction) =>
      Y.iterateDeletedStructs(transaction, broughtBack, (item) => {
        // Letters need to know their copies: by these the places of others are found.
        if (item instanceof Y.Item && item.parentSub !== null && !this.#ids.has(item.id.client)) item.redone = null;
      })
    );
  }

  #note(item: StackItem): void {
    this.#noted = item;
    this.#ids.add(this.#board.doc.clientID);
  }

  readonly #onTransaction = (transaction: Y.Transaction) => {
    if (transaction.origin !== "local" && !this.isOrigin(transaction.origin)) return;
    const item = this.#noted;
    this.#noted = undefined;
    const edits = this.#board.edits.newsOf(transaction).overwritten;
    if (item === undefined && edits.length === 0) return;
    if (item) withoutEdits(item, transaction, this.#board);
    const before = this.#done.at(-1);
    if (item && item === before?.item) {
      this.#count(before, -1);
      before.goOn(edits, transaction);
      this.#count(before, 1);
    } else {
      const step = new HistoryStep(item, edits, transaction);
      this.#count(step, 1);
      if (this.#way === "undo") this.#undone.push(step);
      else this.#done.push(step);
      if (this.#way === undefined) this.#forget(this.#undone.splice(0));
    }
    this.#bound();
    // Without this a wall clock that is set back would merge the next step into this one.
    if (!this.#isTyping || item === undefined) this.#manager.stopCapturing();
    const last = this.#done.at(-1)?.item;
    this.#manager.undoStack = last ? [last] : [];
    this.#manager.redoStack = [];
    this.#update();
  };

  /** The oldest steps go first; the last ones stay, however large. */
  #bound(): void {
    const isOver = () => this.#editBytes > this.#editBytesMax || this.#keptBytes > this.#keptBytesMax;
    let forgotten = 0;
    for (; isOver() && forgotten < this.#done.length - HISTORY_STEPS_MIN; forgotten++) {
      this.#count(this.#done[forgotten], -1);
    }
    if (forgotten > 0) release(this.#board.doc, this.#done.splice(0, forgotten));
  }

  #forget(steps: readonly HistoryStep[]): void {
    for (const step of steps) this.#count(step, -1);
    release(this.#board.doc, steps);
  }

  #count({ editBytes, keptBytes }: HistoryStep, sign: 1 | -1): void {
    this.#editBytes += sign * editBytes;
    this.#keptBytes += sign * keptBytes;
  }

  #update(): void {
    this.#canUndo.value = this.#done.length > 0;
    this.#canRedo.value = this.#undone.length > 0;
  }
}
