import { caretAt, selectedBoxes, type TextBox } from "../../../board/figure/text/caret.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { toBoard } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { isWritten } from "../../../board/kinds/kinds.ts";
import type { Typing } from "../../../board/wire/presence.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { rangeOf } from "../../editor/text/text_positions.ts";
import { PeerCaret } from "./peer_caret.ts";

type Seen = Pick<Editor, "camera" | "peers" | "board" | "theme">;

/** Carets and text selections of peers, in their colours. Elements, so that they move without repainting. */
export class CaretLayer {
  readonly element = document.createElement("div");
  readonly #seen: Seen;
  readonly #carets = new Map<number, PeerCaret>();

  constructor(seen: Seen) {
    this.#seen = seen;
    Object.assign(this.element.style, { position: "absolute", inset: "0", overflow: "hidden", pointerEvents: "none" });
    this.element.setAttribute("aria-hidden", "true");
  }

  /** @param ratio device pixels per CSS pixel @param lookUp returns shapes as shown, including drafts */
  frame(ratio: number, lookUp: (id: ShapeId) => Shape | undefined): void {
    const { peers, camera, theme } = this.#seen;
    const here = new Set<number>();
    for (const { id, user, typing } of peers.peek()) {
      const shape = typing && lookUp(typing.shape);
      const place = shape && this.#placeIn(shape, typing);
      if (place === undefined) continue;
      here.add(id);
      let caret = this.#carets.get(id);
      if (caret === undefined) {
        this.#carets.set(id, caret = new PeerCaret());
        this.element.append(caret.element);
      }
      caret.show(user, theme.peek(), place.caret, place.boxes);
      const scale = camera.zoom * ratio;
      // Align to whole device pixels, as the board does.
      const onScreen = (at: number, origin: number) => (at * scale - Math.round(origin * scale)) / ratio;
      caret.place(onScreen(place.x, camera.x), onScreen(place.y, camera.y), shape?.angle ?? 0, camera.zoom);
    }
    for (const [id, caret] of this.#carets) {
      if (here.has(id)) continue;
      caret.element.remove();
      this.#carets.delete(id);
    }
  }

  close(): void {
    this.#carets.clear();
    this.element.remove();
  }

  #placeIn(shape: Shape, typing: Typing): { x: number; y: number; caret: TextBox; boxes: TextBox[] } | undefined {
    const lettering = isWritten(shape) ? letteringOf(shape) : undefined;
    const range = lettering && rangeOf(this.#seen.board, typing);
    if (range === undefined) return undefined;
    const { layout } = lettering!;
    const { anchor, head } = range;
    return {
      ...toBoard(shape, lettering!),
      caret: caretAt(layout, head),
      boxes: selectedBoxes(layout, Math.min(anchor, head), Math.max(anchor, head)),
    };
  }
}
