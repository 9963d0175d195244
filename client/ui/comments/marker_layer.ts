import { effect } from "@preact/signals";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor } from "../../editor/editor.ts";
import { noFling } from "../controls/no_fling.ts";
import { pictureAddress } from "../people/face.tsx";

/** Limit on visible markers. More of them would be too crowded to read. */
const SHOWN_MAX = 300;
/** How far out of the view a marker is still shown, CSS pixels: the size of the largest. */
const SIZE = 40;
/** A press that moves farther than this drags the marker, CSS pixels. */
const DRAG_PX = 5;
/** The tools that drag a marker. Each other one draws on from it, as the person aims at the board. */
const DRAGGED_BY = new Set<string>(["select", "hand", "comment"]);

/** A comment on the board, as a button at its place. */
export interface Marker {
  readonly key: string;
  /** Where it is, board units; asked at every repaint. */
  readonly at: () => Point;
  readonly label: string;
  /** A few letters. */
  readonly face: string;
  /** The token of a picture that covers the letters. */
  readonly picture?: string | undefined;
  readonly isOpen: boolean;
  readonly isNew: boolean;
  readonly isPending: boolean;
  readonly isResolved: boolean;
  readonly press: () => void;
  /** Called before it may be pressed. */
  readonly point?: () => void;
  /** Called with the new place when the marker was dragged; absent when the person may not move it. */
  readonly drop?: (at: Point) => void;
}

/**
 * The markers of comments. They are real buttons, so that keys and screen readers reach them. Their lower left corner
 * is at the place of the comment. They move at the rate of frames, without a rendering of components.
 */
export class MarkerLayer {
  readonly #root: HTMLElement;
  readonly #editor: Editor;
  readonly #placed: (open: Point | undefined) => void;
  readonly #stops: readonly (() => void)[];
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #markers: readonly Marker[] = [];
  #frame: number | undefined;
  #dragged: { readonly key: string; readonly by: Point } | undefined;

  /** @param placed called at every repaint with the place of the open marker in the view, CSS pixels */
  constructor(root: HTMLElement, editor: Editor, placed: (open: Point | undefined) => void) {
    this.#root = root;
    this.#editor = editor;
    this.#placed = placed;
    this.#stops = [
      editor.shapes.onChange(() => this.request()),
      editor.drafts.onChange(() => this.request()),
      effect(() => {
        void [editor.camera.state.value, editor.camera.viewport.value];
        this.request();
      }),
    ];
  }

  show(markers: readonly Marker[]): void {
    this.#markers = markers;
    this.request();
  }

  /** Repaints in the next frame. */
  request(): void {
    if (this.#markers.length > 0 || this.#buttons.size > 0) this.#frame ??= requestAnimationFrame(() => this.paint());
  }

  button(key: string): HTMLElement | undefined {
    return this.#buttons.get(key);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#root.replaceChildren();
  }

  paint(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const shown = new Set<string>();
    let open: Point | undefined;
    for (const marker of this.#markers) {
      const at = this.#inView(marker);
      if (marker.isOpen) open = at;
      if (marker.isOpen || shown.size < SHOWN_MAX && this.#isSeen(at)) {
        this.#place(marker, at);
        shown.add(marker.key);
      }
    }
    for (const [key, button] of this.#buttons) {
      if (shown.has(key)) continue;
      button.remove();
      this.#buttons.delete(key);
    }
    this.#placed(open);
  }

  #inView({ key, at }: Marker): Point {
    const { x, y, zoom } = this.#editor.camera;
    const place = at(), { by } = this.#dragged?.key === key ? this.#dragged : { by: { x: 0, y: 0 } };
    return { x: (place.x - x) * zoom + by.x, y: (place.y - y) * zoom + by.y };
  }

  #isSeen({ x, y }: Point): boolean {
    const { width, height } = this.#editor.camera.viewport.peek();
    return x > -SIZE && y > 0 && x < width && y < height + SIZE;
  }

  #place(marker: Marker, { x, y }: Point): void {
    let button = this.#buttons.get(marker.key);
    if (button === undefined) {
      this.#buttons.set(marker.key, button = this.#newButton(marker.key));
      this.#root.append(button);
    }
    const { label, isOpen, isNew, isPending, isResolved, drop } = marker;
    if (button.ariaLabel !== label) button.ariaLabel = label;
    showFace(button, marker);
    const states = { new: isNew, pending: isPending, resolved: isResolved, movable: drop !== undefined };
    for (const [name, is] of Object.entries(states)) button.classList.toggle(`is-${name}`, is);
    button.ariaExpanded = String(isOpen);
    button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translateY(-100%)`;
  }

  #newButton(key: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "comment-marker";
    button.ariaHasPopup = "dialog";
    const marker = () => this.#markers.find((each) => each.key === key);
    let pressed: PointerEvent | undefined, wasDragged = false;
    for (const type of ["pointerenter", "focus"]) button.addEventListener(type, () => marker()?.point?.());
    button.addEventListener("pointerdown", (event) => {
      wasDragged = false;
      if (event.button !== 0) return;
      pressed = event;
      button.setPointerCapture(event.pointerId);
    });
    button.addEventListener("pointermove", ({ clientX, clientY }) => {
      if (pressed === undefined) return;
      const by = { x: clientX - pressed.clientX, y: clientY - pressed.clientY };
      if (this.#dragged === undefined && Math.hypot(by.x, by.y) < DRAG_PX) return;
      if (marker()?.drop !== undefined && DRAGGED_BY.has(this.#editor.activeTool.peek())) {
        this.#dragged = { key, by };
        return this.request();
      }
      // The board captures the pointer and receives what follows.
      board()?.dispatchEvent(new PointerEvent("pointerdown", pressed));
      pressed = undefined;
    });
    button.addEventListener("touchmove", noFling, { passive: false });
    const end = () => {
      pressed = this.#dragged = undefined;
      this.request();
    };
    button.addEventListener("pointercancel", end);
    button.addEventListener("pointerup", () => {
      const now = marker(), dragged = this.#dragged;
      if (now && dragged) {
        wasDragged = true;
        now.drop?.(this.#editor.camera.toBoard(this.#inView(now)));
      }
      end();
    });
    // The click after a drag opens nothing. A key causes a click without a count.
    button.addEventListener("click", ({ detail }) => wasDragged && detail > 0 || marker()?.press());
    // The board also pans and zooms under the pointer when it is over a marker.
    button.addEventListener("wheel", (event) => {
      event.preventDefault();
      event.stopPropagation();
      board()?.dispatchEvent(new WheelEvent("wheel", event));
    }, { passive: false });
    return button;
  }
}

function showFace(button: HTMLButtonElement, { face, picture }: Marker): void {
  const src = picture && pictureAddress(picture), shown = button.querySelector("img")?.getAttribute("src");
  if (button.textContent === face && shown === src) return;
  button.replaceChildren(face);
  if (src === undefined) return;
  const image = document.createElement("img");
  Object.assign(image, { src, alt: "", draggable: false, onerror: () => image.hidden = true });
  button.append(image);
}

function board(): HTMLElement | null {
  return document.getElementById("canvas");
}
