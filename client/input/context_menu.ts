import type { Editor } from "../editor/editor.ts";
import type { Menu } from "../editor/selection/menu.ts";
import type { Press } from "./press.ts";
import type { SurfacePosition } from "./surface_position.ts";

/** A right press that moves farther than this is a drag, CSS pixels. */
const CLICK_WAY = 4;

interface ContextMenuOptions {
  readonly press: Press;
  readonly place: SurfacePosition;
  readonly isMac: boolean;
  readonly signal: AbortSignal;
  readonly openMenu: (menu: Menu) => void;
}

/** Opens the menu of the board by right click and menu key. `PointerInput` opens it for long touches. */
export function attachContextMenu(
  editor: Editor,
  surface: HTMLElement,
  { press, place, isMac, signal, openMenu }: ContextMenuOptions,
): void {
  const openAt = (event: MouseEvent) =>
    openMenu({ at: { x: event.clientX, y: event.clientY }, place: place.toBoard(editor.camera, event) });
  const rightPans = () => editor.settings.peek().rightButton === "pan";
  // The browser's menu would offer actions for a canvas image.
  surface.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const { button } = event;
    if ((event as PointerEvent).pointerType === "touch" || !press.isIdle || button === 2 && rightPans()) return;
    // A Mac reports Ctrl+click as the left button, and has no menu key.
    if (button === 2 || isMac && event.ctrlKey) openAt(event);
    else openMenu({ at: editor.camera.centre(), place: undefined });
  }, { signal });
  // Where the right button pans, a click is known at its end. Browsers ask for the menu at its start, or after a drag.
  let start: PointerEvent | undefined;
  surface.addEventListener("pointerdown", (event) => start = event.button === 2 ? event : undefined, { signal });
  surface.addEventListener("pointerup", (event) => {
    if (event.button !== 2 || start === undefined || !rightPans()) return;
    if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) <= CLICK_WAY) openAt(event);
    start = undefined;
  }, { signal });
}
