import { effect, signal } from "@preact/signals-core";
import type * as Y from "yjs";
import type { Shape } from "../../../board/shape.ts";
import { findTool } from "../../tools/tool_registry.ts";
import { counted, describe } from "./describe.ts";
import type { Editor } from "../editor.ts";
import { measuresOf } from "../selection/measures.ts";
import { SPEECH } from "../../messages/en/speech.ts";
import { translated } from "../../messages/messages.ts";

/**
 * Collects what the local user did since the last `take`: tool chosen, shapes added, changed, removed or selected.
 * Announced when input pauses, so that people who cannot see the board know what a key did.
 */
export class OwnNews {
  readonly #editor: Editor;
  readonly #isNew = signal(0);
  readonly #stop: () => void;
  #added = 0;
  #removed = 0;
  #isChanged = false;
  #tool: string;
  #selected: ReadonlySet<string>;

  /** @param tell called each time there is something new */
  constructor(editor: Editor, tell: () => void) {
    this.#editor = editor;
    this.#tool = editor.tool.peek();
    this.#selected = editor.selection.ids.peek();
    editor.board.shapes.observe(this.#onShapes);
    editor.board.doc.on("afterTransaction", this.#onTransaction);
    let isFirst = true;
    this.#stop = effect(() => {
      void editor.tool.value;
      void editor.selection.ids.value;
      void this.#isNew.value;
      if (!isFirst) tell();
      isFirst = false;
    });
  }

  /**
   * Returns the news as one sentence and clears it. Empty when there is none or text is being edited, since screen
   * readers already announce each letter typed.
   */
  take(): string {
    const { tool, selection, writing } = this.#editor;
    const isOther = this.#selected !== selection.ids.peek();
    const isChanged = this.#isChanged || this.#added > 0;
    // Several added shapes are selected as well. Announce only one of the two.
    const isSaid = this.#added > 0 && selection.ids.peek().size > 1;
    const parts = [
      this.#tool !== tool.peek() && labelOf(tool.peek()),
      counted(this.#added, "added"),
      counted(this.#removed, "removed"),
      !isSaid && (isOther && this.#removed === 0 || isChanged) && saidOf(selection.shapes(), isChanged),
    ];
    this.#added = this.#removed = 0;
    this.#isChanged = false;
    this.#tool = tool.peek();
    this.#selected = selection.ids.peek();
    return writing.peek() ? "" : parts.filter(Boolean).join(", ");
  }

  close(): void {
    this.#stop();
    this.#editor.board.shapes.unobserve(this.#onShapes);
    this.#editor.board.doc.off("afterTransaction", this.#onTransaction);
  }

  readonly #onShapes = ({ keysChanged }: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
    if (!this.#isMine(origin)) return;
    const { shapes } = this.#editor.board;
    for (const id of keysChanged) shapes.has(id) ? this.#added++ : this.#removed++;
    this.#isNew.value++;
  };

  readonly #onTransaction = (transaction: Y.Transaction) => {
    if (!this.#isMine(transaction.origin)) return;
    if (this.#editor.board.edits.newsOf(transaction).changed.size === 0) return;
    this.#isChanged = true;
    this.#isNew.value++;
  };

  #isMine(origin: unknown): boolean {
    return origin === "local" || this.#editor.history.isOrigin(origin);
  }
}

/**
 * @param isChanged true when the shapes were moved or changed; then position and size of a single shape are included,
 * in board units
 */
function saidOf(shapes: readonly Shape[], isChanged: boolean): string {
  if (shapes.length === 0) return isChanged ? "" : SPEECH.nothingSelected;
  if (shapes.length > 1) return counted(shapes.length, isChanged ? "changed" : "selected");
  const { x, y, w, h, angle = 0 } = measuresOf(shapes)!;
  const place = [
    SPEECH.at({ x: Math.round(x), y: Math.round(y) }),
    w !== undefined && h !== undefined && SPEECH.size({ w: Math.round(w), h: Math.round(h) }),
    Math.round(angle) !== 0 && SPEECH.turned({ angle: Math.round(angle) }),
  ];
  return [describe(shapes[0]), ...isChanged ? place : []].filter(Boolean).join(", ");
}

function labelOf(tool: string): string | undefined {
  const label = findTool(tool)?.label;
  return label && translated("commands", `tool.${tool}`, label);
}
