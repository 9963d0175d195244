import type * as Y from "yjs";
import { fitted } from "../../board/figure/lettering.ts";
import { type Board, plainText } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import { firstLetters } from "../../board/letters.ts";
import { TEXT_MAX } from "../../board/limits.ts";
import { isWritten, type WrittenShape } from "../../board/shape.ts";
import type { History } from "./history.ts";
import type { Outbox } from "./outbox.ts";
import { type Replacement, shifted } from "./replacement.ts";
import type { ShapeTable } from "./shape_table.ts";
import { spotOf } from "./spots.ts";
import type { Writer } from "./writer.ts";

/** Who stops for longer begins a new step of undo, ms. */
const BURST_MS = 1_000;

/** What others did to the text, in order; or what my undo did, which moves the caret there. */
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
 * One person writing in one shape: all they type goes to the board at once, letter by letter, so that several can write
 * in one shape. Ends with `close`; what was to be a text and has none is not on the board then.
 */
export class Writing {
  readonly #desk: Desk;
  readonly #text: Y.Text;
  readonly #listeners = new Set<(news: TextNews) => void>();
  /** The shape that the first letter puts on the board. */
  #draft: WrittenShape | undefined;
  readonly #fitted: WrittenShape;
  #isMine = false;
  #told = "";
  #isClosed = false;
  /** Where the last letter was typed, and when, ms. */
  #last = { at: -1, time: -Infinity };
  readonly id: ShapeId;

  /** @param shape one on the board, or one that is to be when something is written in it */
  constructor(shape: WrittenShape, desk: Desk) {
    this.id = shape.id;
    this.#desk = desk;
    this.#draft = desk.board.shapes.has(shape.id) ? undefined : shape;
    this.#fitted = fitted(shape);
    this.#text = desk.board.textOf(shape.id);
    this.#text.observe(this.#onText);
  }

  /** What is written, as far as it is shown. */
  get text(): string {
    return plainText(this.#text);
  }

  /** The shape as it is now; undefined once it is gone. */
  get shape(): WrittenShape | undefined {
    const shape = this.#desk.shapes.get(this.id) ?? (this.#draft && this.#fitted);
    return shape && isWritten(shape) ? shape : undefined;
  }

  /** Writes it as a part of the burst of typing, if it goes on where the last was. @param time ms of any steady clock */
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

  /** Tells others where my caret or selection is. */
  select(anchor: number, head: number): void {
    const spot = (index: number) => spotOf(this.#text, Math.min(index, this.#text.length));
    const typing = { shape: this.id, anchor: spot(anchor), head: spot(head) };
    // Browsers speak of one move of the caret several times.
    const told = JSON.stringify(typing);
    if (told !== this.#told) this.#desk.outbox.typeAt(typing);
    this.#told = told;
  }

  /** @returns what ends the subscription */
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
    if (this.#draft !== undefined || this.shape?.kind !== "text" || this.text.trim() !== "") return;
    history.type(() => writer.remove(new Set([this.id])), { goesOn: true });
  }

  readonly #onText = ({ changes }: Y.YTextEvent, { origin }: Y.Transaction) => {
    if (this.#isMine) return;
    const replacements = [...replacementsOf(changes.delta as Delta)];
    this.#last.at = replacements.reduce(shifted, this.#last.at);
    const isUndo = this.#desk.history.isOrigin(origin);
    for (const listener of this.#listeners) listener({ replacements, isUndo });
  };
}

type Delta = readonly { retain?: number; delete?: number; insert?: unknown }[];

function* replacementsOf(delta: Delta): Generator<Replacement> {
  let at = 0;
  for (const { retain = 0, delete: removed = 0, insert } of delta) {
    at += retain;
    if (insert === undefined && removed === 0) continue;
    const inserted = typeof insert === "string" ? insert : insert === undefined ? "" : "\ufffc";
    yield { at, removed, inserted };
    at += inserted.length;
  }
}
