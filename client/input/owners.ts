/** Where keys are somebody else's: text, and what is open above the board. */
const OWNERS = "textarea, select, [contenteditable], dialog, [role=dialog], [role=menu], [role=listbox], " +
  "input:not([type=radio]):not([type=checkbox]):not([type=range]):not([type=button])";

/** Keys and the clipboard belong to what has the focus, not to the board. */
export function isTypedIn(target: EventTarget | null): boolean {
  return isWithin(target, OWNERS);
}

/** Duck-typed, so that it can be asked without a DOM. */
export function isWithin(target: EventTarget | null, selector: string): boolean {
  const { closest } = (target ?? {}) as Partial<Element>;
  return typeof closest === "function" && closest.call(target, selector) !== null;
}
