import type * as Y from "yjs";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import { type Board, plainText } from "../../../board/document.ts";
import type { ShapeId } from "../../../board/id.ts";
import { firstLetters } from "../../../board/letters.ts";
import { TEXT_MAX } from "../../../board/limits.ts";
import { isWritten, kindOf } from "../../../board/kinds/kinds.ts";
import type { WrittenShape } from "../../../board/shape.ts";
import type { History } from "../history/history.ts";
import type { Outbox } from "../outbox.ts";
import { type Replacement, shifted } from "./replacement.ts";
import type { ShapeTable } from "../shapes/shape_table.ts";
import { replacementsOf } from "./text_changes.ts";
import { textPositionOf } from "./text_positions.ts";
import type { Writer } from "../shapes/shape_writer.ts";

/** After a pause of this length, typing starts a new undo step, ms. */
const BURST_MS = 1_000;

/** Others' changes of the text, in order, or the local undo's, which also moves the caret. */
export interface TextNews {
  readonly replacements: readonly Replacement[];
  readonly isUndo: boolean;
}

interface Desk {
  readonly board: Board;
  readonly shapes: ShapeTable;
  readonly history: History;
  readonly outbox: Outbox;
  readonly writer: Writer;
}

/**
 * An editing session of one person in one text. Each keystroke is written to the board at once, so that several people
 * can write in one shape. `close` ends the session and removes a text that stayed empty.
 */
export class Writing {
  readonly #desk: Desk;
  readonly #text: Y.Text;
  readonly #listeners = new Set<(news: TextNews) => void>();
  /** The new shape, which the first letter adds to the board. */
  #draft: WrittenShape | undefined;
  readonly #fitted: WrittenShape;
  #isMine = false;
  #told = "";
  #isClosed = false;
  /** End of the last typed text (UTF-16 units), and its time, ms. */
  #last = { at: -1, time: -Infinity };
  readonly id: ShapeId;

  /** @param shape one on the board, or a new one, which is added with its first letter */
  constructor(shape: WrittenShape, desk: Desk) {
    this.id = shape.id;
    this.#desk = desk;
    this.#draft = desk.board.shapes.has(shape.id) ? undefined : shape;
    this.#fitted = fitted(shape);
    this.#text = desk.board.textOf(shape.id);
    this.#text.observe(this.#onText);
  }

  /** The text as shown. */
  get text(): string {
    return plainText(this.#text);
  }

  /** The current shape; undefined once it was deleted. */
  get shape(): WrittenShape | undefined {
    const shape = this.#desk.shapes.get(this.id) ?? (this.#draft && this.#fitted);
    return shape && isWritten(shape) ? shape : undefined;
  }

  /**
   * Applies a replacement. It extends the current undo step if it continues where the last one ended. @param time ms of
   * a monotonic clock
   */
  replace({ at, removed, inserted }: Replacement, time: number): void {
    const { board, history, writer } = this.#desk;
    const room = TEXT_MAX - this.#text.length + removed;
    const fits = firstLetters(inserted.toWellFormed(), Math.max(0, room));
    const end = this.#last.at;
    const goesOn = time - this.#last.time < BURST_MS && (at === end || at + removed === end);
    const write = () => {
      if (this.#draft) board.add(this.#draft);
      if (removed > 0) this.#text.delete(at, removed);
      if (fits !== "") this.#text.insert(at, fits);
    };
    let isWritten = false;
    this.#isMine = true;
    history.type(() => isWritten = writer.writeIn(this.id, write), { goesOn });
    this.#isMine = false;
    if (!isWritten) return;
    this.#draft = undefined;
    this.#last = { at: at + fits.length, time };
  }

  /** Sends the local caret or selection to peers. UTF-16 units. */
  select(anchor: number, head: number): void {
    const spot = (index: number) => textPositionOf(this.#text, Math.min(index, this.#text.length));
    const typing = { shape: this.id, anchor: spot(anchor), head: spot(head) };
    // Browsers report one move of the caret several times.
    const told = JSON.stringify(typing);
    if (told !== this.#told) this.#desk.outbox.typeAt(typing);
    this.#told = told;
  }

  /** @returns a function that ends the subscription */
  onNews(listener: (news: TextNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listeners.clear();
    this.#text.unobserve(this.#onText);
    this.#desk.outbox.typeAt(undefined);
    const { history, writer } = this.#desk;
    const { shape } = this;
    if (this.#draft !== undefined || !shape || !kindOf(shape).isOnlyText || this.text.trim() !== "") return;
    history.type(() => writer.remove(new Set([this.id])), { goesOn: true });
  }

  readonly #onText = (event: Y.YTextEvent, { origin }: Y.Transaction) => {
    if (this.#isMine) return;
    const replacements = replacementsOf(event);
    this.#last.at = replacements.reduce(shifted, this.#last.at);
    const isUndo = this.#desk.history.isOrigin(origin);
    for (const listener of this.#listeners) listener({ replacements, isUndo });
  };
}
