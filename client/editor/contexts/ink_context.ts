import { systemClock } from "../../../board/clock.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { Nib, Shape } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";
import type { DrawnStroke, HandContext, InkContext } from "../../tools/tool.ts";
import type { Editor } from "../editor.ts";
import { HIGHLIGHTER_FACTOR, STROKE_WIDTH } from "../style/style.ts";

/** The editor, as the ink tools and the hand see it. People who may not draw write nothing to the board. */
export class EditorInkContext implements InkContext, HandContext {
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  get zoom(): number {
    return this.#editor.camera.zoom;
  }

  inkStyle(nib: Nib): { readonly color: Paint; readonly width: number } {
    const { color, size } = this.#editor.nibs.of(nib);
    return { color, width: STROKE_WIDTH[size] * (nib === "highlighter" ? HIGHLIGHTER_FACTOR : 1) };
  }

  newShapeId(): ShapeId {
    return this.#editor.newShapeId();
  }

  orderOnTop(): OrderKey {
    return this.#editor.shapes.orderOnTop();
  }

  beginStroke(stroke: { id: ShapeId; nib: Nib; color: Paint; width: number; pressure: boolean }): DrawnStroke {
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

  after(ms: number, run: () => void): () => void {
    return systemClock.after(ms, run);
  }

  commit(...shapes: readonly Shape[]): void {
    this.#editor.writer.add(shapes);
  }

  panBy(dx: number, dy: number): void {
    this.#editor.camera.panBy(dx, dy);
  }

  #mayDraw(): boolean {
    return this.#editor.canDraw.peek();
  }
}
