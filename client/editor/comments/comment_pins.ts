import type { Transaction } from "yjs";
import { type CommentPlace, placeOn, pointOf } from "../../../board/comment_place.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import { EditorSelectContext } from "../contexts/select_context.ts";
import type { Editor } from "../editor.ts";
import { keysChanged } from "../shapes/keys_changed.ts";

/** How far from a line a press still pins to it, CSS pixels. */
const REACH_PX = 8;

/** How far a comment may be from its stored place when its shape is deleted, board units. */
const NEAR = 1;

type Pinned = { readonly number: number; readonly place: CommentPlace };

/**
 * Where comments are on the board: on their shapes, which move, and once a shape is gone, where it was. What this
 * person deletes is told, so that it stays there for everybody.
 */
export class CommentPins {
  readonly #editor: Editor;
  readonly #tell: (comment: number, place: CommentPlace) => void;
  readonly #stops: readonly (() => void)[];
  /** The comments on each shape. */
  #on = new Map<ShapeId, readonly Pinned[]>();
  /** Where comments on shapes were last. */
  readonly #last = new Map<number, Point>();
  /** The shapes of the board at the last check. */
  readonly #here = new Set<ShapeId>();

  /** @param tell called with the new place of a comment whose shape this person deleted */
  constructor(editor: Editor, tell: (comment: number, place: CommentPlace) => void) {
    this.#editor = editor;
    this.#tell = tell;
    const { doc } = editor.board;
    doc.on("afterTransaction", this.#afterTransaction);
    this.#stops = [
      editor.shapes.onChange((changes) => {
        for (const { id } of changes) if (this.#on.has(id)) this.#look(id);
      }),
      () => doc.off("afterTransaction", this.#afterTransaction),
    ];
  }

  /** Replaces the comments that are followed. */
  follow(comments: Iterable<Pinned>): void {
    const on = new Map<ShapeId, Pinned[]>();
    for (const comment of comments) {
      const { on: pin } = comment.place;
      if (pin === undefined) continue;
      const others = on.get(pin.shape);
      if (others) others.push(comment);
      else on.set(pin.shape, [comment]);
    }
    this.#on = on;
    for (const id of on.keys()) this.#look(id);
  }

  /** Where a comment is now, also during a gesture. */
  pointOf({ number, place }: Pinned): Point {
    const shape = place.on && this.#shape(place.on.shape);
    return shape ? pointOf(place, shape) : this.#last.get(number) ?? place;
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  #look(id: ShapeId): void {
    const shape = this.#editor.shapes.get(id);
    if (shape === undefined) return;
    this.#here.add(id);
    for (const { number, place } of this.#on.get(id) ?? []) this.#last.set(number, pointOf(place, shape));
  }

  #shape(id: ShapeId): Shape | undefined {
    return this.#editor.drafts.get(id) ?? this.#editor.shapes.get(id);
  }

  readonly #afterTransaction = (transaction: Transaction) => {
    const { shapes } = this.#editor.board;
    for (const id of keysChanged(transaction, shapes)) {
      if (shapes.has(id) || !this.#here.delete(id)) continue;
      if (transaction.local) { for (const comment of this.#on.get(id) ?? []) this.#leave(comment); }
    }
  };

  #leave({ number, place }: Pinned): void {
    const { x, y } = this.#last.get(number) ?? place;
    if (Math.hypot(x - place.x, y - place.y) > NEAR) this.#tell(number, { ...place, x, y });
  }
}

/** The place of a new comment at a point of the board: on the topmost shape there, if any. */
export function placeAt(editor: Editor, point: Point): CommentPlace {
  const { hit, around, locked } = new EditorSelectContext(editor).at(point, REACH_PX / editor.camera.zoom);
  const shape = hit[0] ?? around[0] ?? locked ?? editor.shapes.frames.around(point);
  return shape ? placeOn(point, shape) : { x: point.x, y: point.y };
}
