import { afterFrame } from "../../view/after_frame.ts";

/**
 * Moves the focus to an element that has just appeared, or that stands for one that has just gone: at once to a place
 * around it, and from there to the element in a later frame. When what had the focus is gone, Orca says nothing of the
 * first element that has it next. A person who moves the focus meanwhile is not disturbed.
 *
 * @param element asked when the focus moves on, as it may be rendered again until then
 * @param place can have the focus (`tabIndex={-1}`)
 * @returns a function that ends it
 */
export function focusLater(element: () => HTMLElement | null | undefined, place: HTMLElement): () => void {
  // It has the focus for a moment only: a ring would flash.
  place.style.outline = "0";
  place.focus({ preventScroll: true });
  return afterFrame(() => {
    if (document.activeElement === place || isFocusLost()) element()?.focus();
  });
}

/** True while nothing has the focus. A modal dialog itself receives it in some browsers. */
export function isFocusLost(): boolean {
  return document.activeElement?.matches("body, dialog") !== false;
}
