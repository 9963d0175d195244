import type * as Y from "yjs";
import type { Board } from "../../../board/document.ts";
import { counted } from "./describe.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/** Counts what others did since the last `take`, for announcements to people who cannot see the board. */
export class RemoteNews {
  readonly #board: Board;
  readonly #added = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(board: Board) {
    this.#board = board;
    board.shapes.observe(this.#onShapes);
    board.doc.on("afterTransaction", this.#onTransaction);
  }

  /** Returns the counts as one sentence and clears them. Empty when nothing happened. */
  take(): string {
    const parts = [
      counted(this.#added.size, "added"),
      counted([...this.#changed].filter((id) => !this.#added.has(id) && !this.#removed.has(id)).length, "changed"),
      counted(this.#removed.size, "removed"),
    ].filter(Boolean);
    for (const ids of [this.#added, this.#changed, this.#removed]) ids.clear();
    return parts.length > 0 ? SPEECH.others({ news: parts.join(", ") }) : "";
  }

  close(): void {
    this.#board.shapes.unobserve(this.#onShapes);
    this.#board.doc.off("afterTransaction", this.#onTransaction);
  }

  readonly #onShapes = (event: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
    if (origin !== "remote") return;
    // `event.keys` tells more, but computing it takes a sixth of the time to open a large board.
    for (const id of event.keysChanged) (this.#board.shapes.has(id) ? this.#added : this.#removed).add(id);
  };

  readonly #onTransaction = (transaction: Y.Transaction) => {
    if (transaction.origin !== "remote") return;
    for (const ids of this.#board.edits.newsOf(transaction).changed.values()) {
      for (const id of ids) this.#changed.add(id);
    }
  };
}
