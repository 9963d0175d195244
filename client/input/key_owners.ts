/** Elements that handle keys themselves: text fields and everything open above the board. */
const OWNERS = "textarea, select, [contenteditable], dialog, [role=dialog], [role=menu], [role=listbox], " +
  "input:not([type=radio]):not([type=checkbox]):not([type=range]):not([type=button])";

/** True when the focused element, not the board, handles keys and the clipboard. */
export function isTypedIn(target: EventTarget | null): boolean {
  return isWithin(target, OWNERS);
}

/** Duck-typed, so that it works without a DOM. */
export function isWithin(target: EventTarget | null, selector: string): boolean {
  const { closest } = (target ?? {}) as Partial<Element>;
  return typeof closest === "function" && closest.call(target, selector) !== null;
}
