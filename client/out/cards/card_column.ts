import type { Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { orderAbove } from "../../../board/order.ts";
import type { GeoShape } from "../../../board/shape.ts";
import type { LinkCard } from "../../../board/wire/link_card.ts";
import type { Editor } from "../../editor/editor.ts";
import type { HistoryStep } from "../../editor/history/history_step.ts";
import type { Picture } from "../../editor/images.ts";
import { union } from "../../geometry/box.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import { BETWEEN, cardParts, plainCard } from "./card_look.ts";

/** What a card is filled with. */
export interface Filling extends Pick<LinkCard, "title" | "description"> {
  readonly icon?: Picture | undefined;
}

interface Card {
  readonly id: ShapeId;
  /** The text that the card has before it is filled. */
  readonly address: string;
  readonly parts: ShapeId[];
  /** Where the column left it. */
  y: number;
}

/**
 * Cards of linked pages, one below the other. They show their addresses first. What pages say comes later and belongs to
 * the same step of undo.
 */
export class CardColumn {
  readonly #editor: Editor;
  readonly #cards: readonly Card[];
  readonly #step: HistoryStep | undefined;

  /** Adds the cards with their middle at a place, and selects them. */
  constructor(
    editor: Editor,
    urls: readonly string[],
    { at, replaced }: { readonly at: Point; readonly replaced?: ReadonlySet<ShapeId> | undefined },
  ) {
    this.#editor = editor;
    let order = editor.shapes.topOrder, bottom = 0;
    const shapes = urls.map((url) => {
      const card = plainCard(url, { id: editor.newShapeId(), order: order = orderAbove(order), x: 0, y: bottom });
      bottom += card.h + BETWEEN;
      return card;
    });
    const { minX, minY, maxX, maxY } = shapes.map(uprightOf).reduce(union);
    const x = Math.round(at.x - (minX + maxX) / 2), top = Math.round(at.y - (minY + maxY) / 2);
    const placed = shapes.map((card) => ({ ...card, x, y: card.y + top }));
    editor.board.transact(() => {
      if (replaced) editor.writer.remove(replaced);
      editor.writer.add(placed);
    }, "local");
    editor.tool.value = "select";
    editor.selection.set(placed.map(({ id }) => id));
    this.#cards = placed.map(({ id, y, text }) => ({ id, y, address: text, parts: [] }));
    this.#step = editor.history.last;
  }

  /** All shapes of the cards. */
  get ids(): ReadonlySet<ShapeId> {
    return new Set(this.#cards.flatMap(({ id, parts }) => [id, ...parts]));
  }

  /** Fills a card, unless it is gone, locked or written in. @returns whether it was filled */
  fill(index: number, { title, description, icon }: Filling): boolean {
    const { history, shapes, writer, board, selection } = this.#editor;
    const { id, address, parts } = this.#cards[index];
    const card = shapes.get(id);
    if (card?.kind !== "geo" || card.locked || card.text !== address || card.angle || !this.#step) return false;
    const groups = [...(card.groups ?? []), this.#editor.newShapeId()];
    const { h, shapes: added } = cardParts({ ...card, text: title }, {
      description,
      icon,
      groups,
      ids: this.#editor.newShapeId,
      above: shapes.topOrder,
    });
    const text = board.textOf(id);
    const isFilled = history.extend(this.#step, () => {
      // Not a part of the step: undo would bring the address back where the card was deleted and restored before.
      board.transact(() => text.delete(0, text.length), "rescue");
      board.transact(() => {
        writer.writeIn(id, () => text.insert(0, title));
        writer.change(new Map([[id, { h, groups }]]));
        writer.add(added);
        this.#moveBelow(index, h - card.h);
      }, "local");
    });
    if (!isFilled) return false;
    parts.push(...added.map(({ id }) => id));
    if (selection.ids.peek().has(id)) selection.set([...selection.ids.peek(), ...parts]);
    return true;
  }

  /** Moves the cards below that are still where the column put them. */
  #moveBelow(index: number, by: number): void {
    const { shapes, writer } = this.#editor;
    const { x } = shapes.get(this.#cards[index].id) as GeoShape;
    for (const card of this.#cards.slice(index + 1)) {
      const shape = shapes.get(card.id);
      if (shape?.x !== x || shape.y !== card.y || shape.locked) continue;
      card.y += by;
      const moved = [card.id, ...card.parts].flatMap((id) => shapes.get(id) ?? []);
      writer.change(new Map(moved.map(({ id, y }) => [id, { y: y + by }])));
    }
  }
}
