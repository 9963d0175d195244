import { effect } from "@preact/signals-core";
import type { Editor } from "./editor/editor.ts";
import { goTo, readAddressTarget } from "./editor/view/address_target.ts";

/** In these states the page has the whole board from the server. */
const WHOLE: ReadonlySet<string> = new Set(["saved", "saving", "undecided", "unsaved", "refused"]);

/**
 * Moves the view to the target in the address, else to the content of the board. The target may be missing from the
 * local copy, so the page keeps looking until the server has sent the whole board. It stops when the user draws or
 * moves the view.
 */
export function followAddress(editor: Editor, surface: HTMLElement): { close(): void } {
  const { camera, shapes, status } = editor;
  let isOver = false;
  let isShown = false;
  let isPressed = false;
  const go = () => {
    const target = readAddressTarget(location.hash);
    return target === undefined ? undefined : goTo(editor, target);
  };
  const press = (isDown: boolean) => () => {
    isPressed = isDown;
    isOver ||= isDown;
  };
  const ended = new AbortController(), { signal } = ended;
  surface.addEventListener("pointerdown", press(true), { capture: true, signal });
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, press(false), { capture: true, signal });
  surface.addEventListener("wheel", () => void (isOver = true), { passive: true, signal });
  const stop = effect(() => {
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
  }, { signal });
  return {
    close() {
      ended.abort();
      stop();
    },
  };
}
