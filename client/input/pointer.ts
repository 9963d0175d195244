import type { Editor } from "../editor/editor.ts";
import type { Menu } from "../editor/selection/menu.ts";
import type { Sample, ToolPointer } from "../tools/tool.ts";
import { EdgePan } from "./edge_pan.ts";
import type { Press, Touchpoint } from "./press.ts";
import type { SurfacePosition } from "./surface_position.ts";

/** Duration of a long press, ms, and the farthest it may move, CSS pixels. */
const LONG_PRESS = { time: 500, way: 10 };

/** Turns pointer events of the surface into presses and cursor positions. */
export class PointerInput {
  readonly #editor: Editor;
  readonly #surface: HTMLElement;
  readonly #press: Press;
  readonly #place: SurfacePosition;
  readonly #isMac: boolean;
  readonly #openMenu: (menu: Menu) => void;
  readonly #edge: EdgePan;
  #shownCursor = "";
  readonly #ended = new AbortController();
  /** True after a long touch opened the menu, until the finger is lifted. */
  #hasAsked = false;
  /** Position of the pointer at the press, CSS pixels in the window, and the timer of the long press. */
  #long: { readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(editor: Editor, surface: HTMLElement, { press, place, isMac, openMenu }: {
    press: Press;
    isMac: boolean;
    place: SurfacePosition;
    openMenu: (menu: Menu) => void;
  }) {
    this.#editor = editor;
    this.#surface = surface;
    this.#press = press;
    this.#place = place;
    this.#isMac = isMac;
    this.#openMenu = openMenu;
    this.#edge = new EdgePan(editor.camera, press);
    const { signal } = this.#ended;
    const { waiting } = editor;
    surface.addEventListener("pointerdown", waiting.inOrder(this.#onDown), { signal });
    surface.addEventListener("pointermove", waiting.inOrder(this.#onMove), { signal });
    surface.addEventListener("pointerup", waiting.inOrder(this.#onUp), { signal });
    surface.addEventListener("pointercancel", waiting.inOrder(this.#onCancel), { signal });
    surface.addEventListener("lostpointercapture", waiting.inOrder(this.#onLost), { signal });
    surface.addEventListener("touchend", this.#onLift, { signal, passive: false });
    surface.addEventListener("touchcancel", () => this.#hasAsked = false, { signal });
    surface.addEventListener("pointerleave", () => {
      press.leave();
      editor.outbox.pointAt(null);
    }, { signal });
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#long?.timer);
    this.#edge.close();
  }

  /** Shows the cursor for the next or current press. */
  showCursor(): void {
    const { cursor } = this.#press;
    if (cursor !== this.#shownCursor) this.#surface.style.cursor = this.#shownCursor = cursor;
  }

  readonly #onDown = (event: PointerEvent) => {
    // On a Mac, Ctrl+click is a right click and opens the menu.
    if (this.#isMac && event.ctrlKey && event.pointerType === "mouse") return;
    this.#awaitLongPress(event);
    if (this.#press.down(this.#touchpoint(event, [event]))) {
      // A synthetic event has no pointer to capture.
      try {
        this.#surface.setPointerCapture(event.pointerId);
      } catch { /* moves still arrive while it is over the surface */ }
    }
    this.showCursor();
  };

  readonly #onMove = (event: PointerEvent) => {
    const coalesced = event.getCoalescedEvents?.() ?? [];
    const point = this.#touchpoint(event, coalesced.length > 0 ? coalesced : [event]);
    this.#press.hover(point);
    this.#press.move(point);
    if (this.#press.isPinching || this.#hasLeft(event)) clearTimeout(this.#long?.timer);
    this.#edge.look();
    this.showCursor();
    // The press may have panned the view, so compute the position again.
    if (this.#press.isPanning) this.#editor.outbox.pointAt(null);
    else this.#editor.outbox.pointAt(this.#place.toBoard(this.#editor.camera, event));
  };

  readonly #onUp = (event: PointerEvent) => {
    clearTimeout(this.#long?.timer);
    this.#press.up(this.#touchpoint(event, [event]));
    this.showCursor();
  };

  readonly #onCancel = (event: PointerEvent) => {
    clearTimeout(this.#long?.timer);
    this.#press.cancel(event.pointerId, event.timeStamp);
    this.showCursor();
  };

  /** Suppresses the click of the finger that opened the menu, because it now lies on an item. */
  readonly #onLift = (event: TouchEvent) => {
    if (this.#hasAsked) event.preventDefault();
    this.#hasAsked = false;
  };

  /** Also fires after each normal press; `lose` then does nothing. */
  readonly #onLost = (event: PointerEvent) => {
    this.#press.lose(event.pointerId);
    this.showCursor();
  };

  /** A finger or pen that stays in place opens the menu, except with a tool that may start to draw. */
  #awaitLongPress({ pointerType, clientX: x, clientY: y }: PointerEvent): void {
    clearTimeout(this.#long?.timer);
    const { activeTool, fingers } = this.#editor;
    const tool = activeTool.peek(), isPanning = pointerType === "touch" && fingers.pans.peek();
    if (pointerType === "mouse" || tool !== "select" && tool !== "hand" && !isPanning) return;
    const timer = setTimeout(() => {
      if (!this.#press.takeBack()) return;
      this.#hasAsked = pointerType === "touch";
      const place = this.#place.toBoard(this.#editor.camera, { clientX: x, clientY: y });
      this.#openMenu({ at: { x, y }, place });
    }, LONG_PRESS.time);
    this.#long = { x, y, timer };
  }

  #hasLeft({ clientX, clientY }: PointerEvent): boolean {
    return this.#long !== undefined && Math.hypot(clientX - this.#long.x, clientY - this.#long.y) > LONG_PRESS.way;
  }

  #touchpoint(event: PointerEvent, events: readonly PointerEvent[]): Touchpoint {
    const { camera } = this.#editor;
    return {
      id: event.pointerId,
      type: typeOf(event),
      time: event.timeStamp,
      button: event.button,
      buttons: event.buttons,
      keys: { shift: event.shiftKey, alt: event.altKey, mod: this.#isMac ? event.metaKey : event.ctrlKey },
      samples: events.map((each): Sample => {
        const { x: viewX, y: viewY } = this.#place.toView(each);
        return { ...camera.toBoard({ x: viewX, y: viewY }), viewX, viewY, pressure: each.pressure };
      }),
    };
  }
}

function typeOf({ pointerType }: PointerEvent): ToolPointer["type"] {
  return pointerType === "pen" || pointerType === "touch" ? pointerType : "mouse";
}
