import { isMac } from "../editor/platform.ts";
import { effect, untracked } from "@preact/signals-core";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import type { Point } from "../../board/figure/point.ts";
import type { Menu } from "../editor/selection/menu.ts";
import type { Tool, ToolName } from "../tools/tool.ts";
import { attachContextMenu } from "./context_menu.ts";
import { Keyboard } from "./keyboard.ts";
import { SurfacePosition } from "./surface_position.ts";
import { PageZoom } from "./page_zoom.ts";
import { PointerInput } from "./pointer.ts";
import { Press } from "./press.ts";
import { listenToSafariPinch } from "./safari_pinch.ts";
import { turnWheel } from "./wheel.ts";

export interface InputOptions {
  readonly tools: Readonly<Record<ToolName, Tool>>;
}

export interface Input {
  /** Sets the commands that keys run, and runs those for keys that were pressed earlier. */
  learn(commands: readonly Command[]): void;
  /** Sets what opens the context menu. */
  learnMenu(open: (menu: Menu) => void): void;
  /** The position of an event on the board, board units. */
  toBoard(event: MouseEvent): Point;
  /** The position of the pointer on the board; undefined when it is elsewhere. */
  pointed(): Point | undefined;
  /** Commits the gesture in progress and removes all listeners. */
  close(): void;
}

/**
 * Connects pointers, wheel and keys to the editor. `surface` is the element that shows the board; keys are read from
 * the whole window.
 */
export function attachInput(editor: Editor, surface: HTMLElement, { tools }: InputOptions): Input {
  const press = new Press({
    camera: editor.camera,
    tools,
    activeTool: () => editor.activeTool.peek(),
    canDraw: () => editor.canDraw.peek(),
    rightPans: () => editor.settings.peek().rightButton === "pan",
    fingers: editor.fingers,
  });
  const isOnMac = isMac();
  editor.fingers.isPossible.value = navigator.maxTouchPoints > 0;
  const place = new SurfacePosition(surface);
  let openMenu: (menu: Menu) => void = () => {};
  const pointer = new PointerInput(editor, surface, {
    press,
    place,
    isMac: isOnMac,
    openMenu: (menu) => openMenu(menu),
  });
  const keyboard = new Keyboard(editor, { press, isMac: isOnMac });

  Object.assign(surface.style, { userSelect: "none", webkitUserSelect: "none" });
  const pageZoom = new PageZoom(surface);
  const stopCursor = effect(() => {
    editor.activeTool.value;
    pointer.showCursor();
  });
  let inHand = editor.tool.peek();
  const stopTool = effect(() => {
    const before = inHand, now = inHand = editor.tool.value;
    if (before === now) return;
    untracked(() => tools[before].finish());
    // `finish` may select a shape and switch to the select tool; keep the tool that the user chose.
    editor.tool.value = now;
  });

  editor.finishGesture = () => press.finish();

  const ended = new AbortController();
  const { signal } = ended;
  const active = { signal, passive: false };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault(); // otherwise the browser zooms the page or goes back in history
    const { x, y } = place.toView(event);
    const { deltaX, deltaY, deltaMode, shiftKey, ctrlKey, metaKey } = event;
    const zooms = ctrlKey || metaKey || !shiftKey && editor.settings.peek().wheel === "zoom";
    turnWheel(editor.camera, { deltaX, deltaY, deltaMode, shift: shiftKey, zooms, x, y });
    press.repeat();
    editor.outbox.pointAt(place.toBoard(editor.camera, event));
  };
  surface.addEventListener("wheel", onWheel, active);
  attachContextMenu(editor, surface, { press, place, isMac: isOnMac, signal, openMenu: (menu) => openMenu(menu) });
  // Prevents autoscroll with the middle button.
  surface.addEventListener("mousedown", (event) => event.button === 1 && event.preventDefault(), { signal });
  // Scribble on iPads treats the first strokes of a pencil as handwriting unless touch events are cancelled.
  surface.addEventListener("touchmove", (event) => {
    if (event.cancelable && (event.touches.length < 2 || !pageZoom.isZoomed)) event.preventDefault();
  }, active);
  listenToSafariPinch(editor.camera, surface, { place, press, pageZoom, signal });

  let under: PointerEvent | undefined;
  surface.addEventListener("pointermove", (event) => under = event, { signal });
  surface.addEventListener("pointerleave", () => under = undefined, { signal });

  addEventListener("keydown", (event) => {
    keyboard.down(event);
    keyboard.modify(event);
  }, { signal });
  const onKeyUp = (event: KeyboardEvent) => {
    keyboard.up(event);
    keyboard.modify(event);
  };
  addEventListener("keyup", editor.waiting.inOrder(onKeyUp), { signal });
  addEventListener("blur", () => keyboard.blur(), { signal });
  // A hidden page may never run again, so commit the gesture in progress.
  addEventListener("pagehide", () => press.finish(), { signal });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") press.finish();
  }, { signal });

  return {
    learn: (commands) => keyboard.learn(commands),
    learnMenu: (open) => void (openMenu = open),
    toBoard: (event) => place.toBoard(editor.camera, event),
    pointed: () => under && place.toBoard(editor.camera, under),
    close() {
      press.finish();
      ended.abort();
      stopCursor();
      stopTool();
      pointer.close();
      pageZoom.close();
      editor.outbox.pointAt(null);
      place.close();
    },
  };
}
