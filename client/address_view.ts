import { effect } from "@preact/signals-core";
import type { Editor } from "./editor/editor.ts";
import { goTo, readSpot } from "./editor/spot.ts";

/** The server has told all that it has. */
const WHOLE: ReadonlySet<string> = new Set(["saved", "saving", "unsaved", "refused"]);

/**
 * Shows what the address leads to, else what is on the board. The shape that an address leads to may come later than
 * the copy on this device: it is waited for until the board is whole. A person who has begun to draw or to move the
 * view keeps it.
 */
export function followAddress(editor: Editor, surface: HTMLElement): void {
  const { camera, shapes, status } = editor;
  let isOver = false;
  let isShown = false;
  let isPressed = false;
  const go = () => {
    const spot = readSpot(location.hash);
    return spot === undefined ? undefined : goTo(editor, spot);
  };
  const press = (isDown: boolean) => () => {
    isPressed = isDown;
    isOver ||= isDown;
  };
  surface.addEventListener("pointerdown", press(true), { capture: true });
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, press(false), { capture: true });
  surface.addEventListener("wheel", () => void (isOver = true), { passive: true });
  effect(() => {
    const { kind } = status.value, count = shapes.count.value;
    if (isOver) return;
    const hasGone = go();
    isOver = hasGone === true || (hasGone === undefined && isShown) || WHOLE.has(kind);
    if (hasGone || isShown || (count === 0 && (kind === "loading" || kind === "locked"))) return;
    isShown = true;
    const bounds = shapes.bounds();
    if (bounds) camera.show(bounds);
  });
  addEventListener("hashchange", () => {
    if (!isPressed) go();
  });
}
