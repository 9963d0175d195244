import type { ShapeId } from "../../board/id.ts";
import type { OrderKey } from "../../board/order.ts";
import type { Color } from "../../board/palette.ts";
import type { Nib, Shape } from "../../board/shape.ts";
import type { StrokeNews } from "../../board/stroke_news.ts";
import { type Box, grow } from "../geometry/box.ts";
import type { DrawnStroke, ToolContext } from "../tools/tool.ts";
import type { Point } from "./camera.ts";
import type { Editor } from "./editor.ts";
import { touches } from "./touch.ts";
import { HIGHLIGHTER_FACTOR, STROKE_WIDTH } from "./style.ts";

/** What tools see of an editor. Where the role allows no drawing, nothing of it reaches the board. */
export class EditorToolContext implements ToolContext {
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  get zoom(): number {
    return this.#editor.camera.zoom;
  }

  inkStyle(nib: Nib): { readonly color: Color; readonly width: number } {
    const { color, size } = this.#editor.nibs.of(nib);
    return { color, width: STROKE_WIDTH[size] * (nib === "highlighter" ? HIGHLIGHTER_FACTOR : 1) };
  }

  newShapeId(): ShapeId {
    return this.#editor.newShapeId();
  }

  orderOnTop(): OrderKey {
    return this.#editor.shapes.orderOnTop();
  }

  beginStroke(stroke: { id: ShapeId; nib: Nib; color: Color; width: number; pressure: boolean }): DrawnStroke {
    return this.#editor.live.begin({ ...stroke, author: undefined, points: [] });
  }

  touch(): void {
    this.#editor.live.changed();
  }

  endStroke(id: ShapeId): void {
    this.#editor.live.end(id);
  }

  tell(news: Omit<StrokeNews, "author">): void {
    if (this.#mayDraw()) this.#editor.outbox.tell(news);
  }

  commit(shape: Shape): void {
    const { board } = this.#editor;
    if (this.#mayDraw()) board.transact(() => board.add(shape), "local");
  }

  hit(from: Point, to: Point, radius: number): ShapeId[] {
    const faded = this.#editor.faded.peek();
    return this.#editor.shapes.search(grow(boxOf(from, to), radius))
      .filter((shape) => faded.has(shape.id) || touches(shape, { from, to, radius }))
      .map((shape) => shape.id);
  }

  fade(ids: ReadonlySet<ShapeId>): void {
    this.#editor.faded.value = ids;
  }

  remove(ids: ReadonlySet<ShapeId>): void {
    const { board } = this.#editor;
    if (this.#mayDraw()) board.transact(() => board.remove(ids), "local");
  }

  panBy(dx: number, dy: number): void {
    this.#editor.camera.panBy(dx, dy);
  }

  #mayDraw(): boolean {
    return this.#editor.canDraw.peek();
  }
}

function boxOf(a: Point, b: Point): Box {
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  };
}
