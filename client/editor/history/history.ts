import { type ReadonlySignal, signal } from "@preact/signals-core";
import * as Y from "yjs";
import type { Board, Origin } from "../../../board/document.ts";
import { HISTORY_EDIT_BYTES_MAX, HISTORY_KEPT_BYTES_MAX, HISTORY_STEPS_MIN } from "../../../board/limits.ts";
import { keysChanged } from "../shapes/keys_changed.ts";
import { HistoryStep, release, type StackItem, withoutEdits } from "./history_step.ts";
import { partAsCopied } from "./restored_text.ts";

/** Which way a step goes. */
type Way = "undo" | "redo";

/**
 * Undo and redo of the local user's steps. One gesture is one transaction is one step. Property edits are undone by
 * writing the earlier values; Yjs undoes everything else, one step at a time.
 */
export class History {
  readonly #board: Board;
  readonly #manager: Y.UndoManager;
  readonly #editBytesMax: number;
  readonly #keptBytesMax: number;
  #undone: HistoryStep[] = [];
  #done: HistoryStep[] = [];
  /** Sums over all steps. */
  #editBytes = 0;
  #keptBytes = 0;
  /** The Yjs client ids that the local user has written under. Each lost connection starts a new one. */
  readonly #ids = new Set<number>();
  /** The stack item that Yjs recorded for the transaction that is ending. */
  #noted: StackItem | undefined;
  #way: Way | undefined;
  /** The step to which the transaction that is running belongs; undefined: a new one. */
  #extended: HistoryStep | undefined;
  #isTyping = false;
  readonly #canUndo = signal(false);
  readonly #canRedo = signal(false);

  readonly canUndo: ReadonlySignal<boolean> = this.#canUndo;
  readonly canRedo: ReadonlySignal<boolean> = this.#canRedo;

  /** @param options memory limits of the steps, bytes; beyond them the oldest are dropped */
  constructor(
    board: Board,
    { editBytesMax = HISTORY_EDIT_BYTES_MAX, keptBytesMax = HISTORY_KEPT_BYTES_MAX } = {},
  ) {
    this.#board = board;
    this.#editBytesMax = editBytesMax;
    this.#keptBytesMax = keptBytesMax;
    const mine: Origin = "local";
    // The scope is the whole document, since each text is a root type. The tracked origin excludes others' changes.
    this.#manager = new Y.UndoManager(board.doc, {
      trackedOrigins: new Set([mine]),
      captureTimeout: 0,
      captureTransaction: (transaction) => board.edits.isMoreIn(transaction),
      deleteFilter: (item) => !board.edits.holds(item),
    });
    this.#manager.on("stack-item-updated", ({ stackItem }) => this.#note(stackItem));
    this.#manager.on("stack-item-added", ({ stackItem }) => this.#note(stackItem));
    this.#manager.on("stack-item-popped", ({ stackItem }) => this.#giveBack(stackItem.deletions));
    // Registered after the undo manager's listener, which records the stack item first.
    board.doc.on("afterTransaction", this.#onTransaction);
  }

  /** The stack items of all steps that can be undone or redone. */
  get steps(): StackItem[] {
    return [...this.#done, ...this.#undone].flatMap(({ item }) => item ?? []);
  }

  /** Runs a transaction of typing. With `goesOn` it extends the last step, if no other change came between. */
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

  /** The last step that can be undone. */
  get last(): HistoryStep | undefined {
    return this.#done.at(-1);
  }

  /**
   * Runs a transaction that belongs to an earlier step, because it was only waiting for something. Undoing the step takes
   * both back.
   *
   * @returns false when the step was undone meanwhile: then nothing runs
   */
  extend(step: HistoryStep, write: () => void): boolean {
    if (!this.#done.includes(step)) return false;
    this.#manager.stopCapturing();
    this.#extended = step;
    try {
      write();
    } finally {
      this.#extended = undefined;
    }
    return true;
  }

  /** True when the origin of a transaction is undo or redo. */
  isOrigin(origin: unknown): boolean {
    return origin === this.#manager;
  }

  /** Undoes the last step that still has an effect. Skips steps that others have already reverted. */
  undo(): void {
    this.#go("undo", this.#done);
  }

  redo(): void {
    this.#go("redo", this.#undone);
  }

  /** Undoes all steps for good. Called when it turns out that the local user may not draw. */
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

  /** @returns false when nothing changed */
  #take(step: HistoryStep, way: Way): boolean {
    const { edits, shapes } = this.#board;
    const manager = this.#manager;
    let hasChanged = false;
    this.#way = way;
    this.#board.transact((transaction) => {
      if (step.item) {
        manager.undoStack = way === "undo" ? [step.item] : [];
        manager.redoStack = way === "redo" ? [step.item] : [];
        hasChanged = manager[way]() !== null;
      }
      // Yjs reads these at the end of the enclosing transaction, after `undo` or `redo` has returned and reset them.
      manager.undoing = way === "undo";
      manager.redoing = way === "redo";
      edits.remove(new Set([...keysChanged(transaction, shapes)].filter((id) => !shapes.has(id))));
      for (const edit of step.edits()) hasChanged = edits.takeBack(edit) || hasChanged;
    }, manager);
    manager.undoing = manager.redoing = false;
    this.#way = undefined;
    // Each deleted record now has a copy, so Yjs may collect the original. Letters stay, as they point to their copies.
    release(this.#board.doc, [step], ({ parentSub }) => parentSub !== null);
    return hasChanged;
  }

  /**
   * Undo restores other people's records as copies that Yjs attributes to the local user. While `redone` points to such
   * a copy, Yjs takes it for a step of the local user, and undoing older steps on the same record would overwrite it.
   */
  #giveBack(broughtBack: StackItem["deletions"]): void {
    this.#board.doc.transact((transaction) =>
      Y.iterateDeletedStructs(transaction, broughtBack, (item) => {
        // Letters keep `redone`: it maps other people's positions in the text to the copies.
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
    const before = this.#extended ?? this.#done.at(-1);
    if (before && (this.#extended || item && item === before.item)) {
      this.#count(before, -1);
      if (item && item !== before.item) before.take(item);
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
    // Otherwise Yjs would merge the next step into this one when the wall clock is set back.
    if (!this.#isTyping || item === undefined) this.#manager.stopCapturing();
    const last = this.#done.at(-1)?.item;
    this.#manager.undoStack = last ? [last] : [];
    this.#manager.redoStack = [];
    this.#update();
  };

  /** Drops the oldest steps while a limit is exceeded, but keeps the last `HISTORY_STEPS_MIN`, whatever their size. */
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
