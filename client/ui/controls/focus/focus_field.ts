import { focusLater } from "./focus_later.ts";

/**
 * Moves the focus later (see `focusLater`) to a field whose text is to be replaced. Phones show their keyboard only if
 * the field has the focus at once.
 *
 * @param place the form, which comes into view with its buttons
 */
export function focusField(field: HTMLInputElement, place: HTMLElement): () => void {
  field.addEventListener("focus", () => field.select(), { once: true });
  let stop = () => {};
  if (matchMedia("(pointer: coarse)").matches) field.focus();
  else stop = focusLater(() => field, place);
  place.scrollIntoView({ block: "nearest" });
  return stop;
}
