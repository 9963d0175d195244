import { effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals-core";
import type * as Y from "yjs";
import type { Origin } from "../../../board/document.ts";
import { NIBS } from "../../../board/shape.ts";
import type { Box } from "../../geometry/box.ts";
import type { Editor } from "../editor.ts";
import { draws } from "../style/draws.ts";
import { keysChanged } from "../shapes/keys_changed.ts";

/** A hint for newcomers: how to style, to share, and to move the board. */
export type Hint = "style" | "share" | "pan";

/** The hints that never appear again. */
export interface ClosedHints {
  readonly names: ReadonlySignal<ReadonlySet<string>>;
  add(hint: Hint): void;
}

const LOCAL: Origin = "local";
/** A person who has drawn this many shapes alone may want company. */
const SHAPES_ALONE = 3;
/** After a hint the person draws this many shapes before the next one appears. */
const SHAPES_BETWEEN = 3;
/** A hint is read once the person has drawn this many shapes beside it. */
const SHAPES_BESIDE = 5;
/** A shape that ends this close to the edge of the view makes people want more room, CSS pixels. */
const EDGE = 32;

/** Chooses the hint to show. Each waits for a moment when it helps, and closes once the person did what it says. */
export class HintChooser {
  readonly #editor: Editor;
  readonly #closed: ClosedHints;
  readonly #shown: Signal<Hint | undefined> = signal<Hint | undefined>(undefined);
  readonly #stops: (() => void)[] = [];
  /** Number of times that the person has added shapes on this page. */
  #drawn: number;
  /** The value of `#drawn` from which the next hint may appear, or the shown one is read. */
  #quietUntil = 0;

  constructor(editor: Editor, closed: ClosedHints) {
    this.#editor = editor;
    this.#closed = closed;
    this.#drawn = editor.history.steps.length;
    const { board: { doc }, selection, tool, camera, dialog, peers, handHeld } = editor;
    const nibs = NIBS.map((nib) => editor.nibs.of(nib)), look = editor.look.peek();
    let view = camera.state.peek(), lastTool = tool.peek();
    doc.on("afterTransaction", this.#onTransaction);
    this.#stops.push(
      () => doc.off("afterTransaction", this.#onTransaction),
      effect(() => {
        const isToolNew = tool.value !== lastTool && draws(tool.value);
        lastTool = tool.value;
        if (isToolNew || selection.ids.value.size > 0) untracked(() => this.#offer("style"));
      }),
      effect(() => {
        const before = view;
        view = camera.state.value;
        if (view !== before) untracked(() => this.#offer("pan"));
      }),
      effect(() => {
        editor.style.value; // changes with the style of each nib
        const isStyled = editor.look.value !== look || NIBS.some((nib, i) => editor.nibs.of(nib) !== nibs[i]);
        if (isStyled) this.used("style");
      }),
      effect(() => {
        if (dialog.value === "share" || peers.value.length > 0) this.used("share");
      }),
      effect(() => {
        if (handHeld.value || tool.value === "hand") this.used("pan");
      }),
      effect(() => {
        const shown = this.#shown.value;
        if (shown === undefined || !closed.names.value.has(shown)) return;
        this.#shown.value = undefined;
        this.#quietUntil = this.#drawn + SHAPES_BETWEEN;
      }),
    );
  }

  get shown(): ReadonlySignal<Hint | undefined> {
    return this.#shown;
  }

  /** The person did what a hint says, or closed it. */
  used(hint: Hint): void {
    untracked(() => this.#closed.add(hint));
  }

  /** Safe to call twice. */
  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  readonly #onTransaction = (transaction: Y.Transaction) => {
    if (transaction.origin !== LOCAL) return;
    const { board, shapes, status } = this.#editor;
    const boxes = [...keysChanged(transaction, board.shapes)].flatMap((id) => shapes.box(id) ?? []);
    if (boxes.length === 0) return;
    this.#drawn++;
    const shown = this.#shown.peek();
    if (shown !== undefined && this.#drawn >= this.#quietUntil) return this.used(shown);
    const { kind } = status.peek();
    if (boxes.some((box) => this.#isAtEdge(box))) this.#offer("pan");
    else if (this.#drawn >= SHAPES_ALONE && (kind === "saved" || kind === "saving")) this.#offer("share");
  };

  /** Whether a box nearly touches the edge of the view or crosses it. */
  #isAtEdge(box: Box): boolean {
    const { camera } = this.#editor;
    const view = camera.view(), margin = EDGE / camera.zoom;
    return box.minX < view.minX + margin || box.minY < view.minY + margin ||
      box.maxX > view.maxX - margin || box.maxY > view.maxY - margin;
  }

  /** Shows a hint unless it is closed, another one is shown and not yet read, or the last one was closed only now. */
  #offer(hint: Hint): void {
    if (this.#closed.names.peek().has(hint) || this.#drawn < this.#quietUntil) return;
    this.#quietUntil = this.#drawn + SHAPES_BESIDE;
    this.#shown.value = hint;
  }
}
