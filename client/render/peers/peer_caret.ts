import type { TextBox } from "../../../board/figure/text/caret.ts";
import { hexOf, inkOn, type Theme } from "../../../board/palette.ts";
import type { Presence } from "../../../board/wire/presence.ts";

/** Width of the caret, CSS pixels at any zoom. */
const WIDTH_PX = 2;

const NAME_MS = 1_500;

/** The caret and text selection of a peer. Sizes are in board units and scaled as a whole. */
export class PeerCaret {
  readonly element = document.createElement("div");
  readonly #bar = document.createElement("div");
  readonly #name = document.createElement("span");
  readonly #boxes: HTMLElement[] = [];
  #shown = "";

  constructor() {
    this.element.className = "peer-caret";
    Object.assign(this.element.style, { position: "absolute", left: "0", top: "0", transformOrigin: "0 0" });
    Object.assign(this.#bar.style, { position: "absolute", transformOrigin: "0 0" });
    Object.assign(this.#name.style, {
      position: "absolute",
      left: "0",
      bottom: "100%",
      padding: "0 5px",
      maxWidth: "120px",
      borderRadius: "4px 4px 4px 0",
      font: "500 11px/15px system-ui, sans-serif",
      whiteSpace: "nowrap",
      overflow: "hidden",
      textOverflow: "ellipsis",
      transformOrigin: "0 100%",
    });
    this.#bar.append(this.#name);
    this.element.append(this.#bar);
  }

  show({ name, color }: Presence["user"], theme: Theme, caret: TextBox, boxes: readonly TextBox[]): void {
    const shown = JSON.stringify([name, color, theme, caret, boxes]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const paint = hexOf(color, theme);
    this.#name.textContent = name;
    Object.assign(this.#name.style, { background: paint, color: inkOn(paint) });
    put(this.#bar, caret);
    this.#bar.style.background = paint;
    for (const box of this.#boxes.splice(0)) box.remove();
    for (const box of boxes) {
      const mark = document.createElement("div");
      Object.assign(mark.style, { position: "absolute", background: paint, opacity: "0.25" });
      put(mark, box);
      this.#boxes.push(mark);
    }
    this.element.prepend(...this.#boxes);
    this.#fade();
  }

  /** Hides the name after the caret has rested, because it covers the text above. */
  #fade(): void {
    for (const animation of this.#name.getAnimations()) animation.cancel();
    this.#name.animate({ opacity: [1, 0] }, { delay: NAME_MS, duration: 300, fill: "forwards" });
  }

  /** @param x, y start of the text, CSS pixels @param angle radians */
  place(x: number, y: number, angle: number, zoom: number): void {
    this.element.style.transform = `translate(${x}px, ${y}px) rotate(${angle}rad) scale(${zoom})`;
    this.#bar.style.width = `${WIDTH_PX / zoom}px`;
    this.#name.style.transform = `scale(${1 / zoom})`;
  }
}

function put({ style }: HTMLElement, { x, y, w, h }: TextBox): void {
  Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
}
