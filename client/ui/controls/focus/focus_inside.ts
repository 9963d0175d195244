import { focusLater } from "./focus_later.ts";

/**
 * Brings a place that has just appeared into view and moves the focus to an element of it (see `focusLater`). It moves
 * at once: a press would miss what moves in a later frame.
 */
export function focusInside(element: () => HTMLElement | null | undefined, place: HTMLElement): () => void {
  place.scrollIntoView({ block: "nearest" });
  return focusLater(element, place);
}

/**
 * As `focusInside`, to a field whose text is to be replaced. Phones show their keyboard only if the field has the focus
 * at once.
 */
export function focusField(field: HTMLInputElement, place: HTMLElement): () => void {
  field.addEventListener("focus", () => field.select(), { once: true });
  if (!matchMedia("(pointer: coarse)").matches) return focusInside(() => field, place);
  field.focus();
  place.scrollIntoView({ block: "nearest" });
  return () => {};
}
