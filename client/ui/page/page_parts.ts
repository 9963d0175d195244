import type { Command } from "../../editor/command.ts";

const BOARD = "#canvas";
/** In the order of F6. Hidden parts are skipped. */
const PARTS = [
  BOARD,
  ".toolbar",
  ".style-panel",
  ".hint-card",
  ".side",
  ".help",
  ".home",
  ".here",
  ".together-bars",
  ".notices",
  ".side-panel",
  ".corner-notice",
];
/** What receives the focus in a part: the active element, or else the first focusable one. */
const CHOSEN = "[aria-pressed=true], input:checked";
const FOCUSABLE = "button, a[href], input, select";
/** Elements above the page that handle Escape themselves. */
const ABOVE = "dialog, [popover], [role=menu], .find";

/** F6 moves the focus between the parts of the page: board, tools, style, view, help and back. */
export function partCommands(): readonly Command[] {
  const command = (id: string, label: string, key: string, by: number): Command => ({
    id,
    label,
    group: "View",
    keys: [key],
    run: () => goOn(by),
  });
  return [
    command("part.next", "Go to the next part of the page", "F6", 1),
    command("part.previous", "Go to the previous part of the page", "Shift+F6", -1),
  ];
}

/** Escape in a bar or a panel moves the focus to the board. The next Escape concerns the selection. */
export function leaveToBoard(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.key !== "Escape" || (event.target as Element).closest(ABOVE)) return;
  event.preventDefault();
  focusBoard();
}

/** Moves the focus to the board, after an element that had it was closed. */
export function focusBoard(): void {
  focusOn(document.querySelector<HTMLElement>(BOARD));
}

/**
 * While a popover is open, Escape closes it. The browser does that, so no other listener may receive the key.
 *
 * @returns a function that ends it
 */
export function keepEscape(): () => void {
  const keep = (event: KeyboardEvent) => {
    if (event.key === "Escape" && document.querySelector("[popover=auto]:popover-open")) event.stopPropagation();
  };
  addEventListener("keydown", keep, { capture: true });
  return () => removeEventListener("keydown", keep, { capture: true });
}

/**
 * Closes popovers on a press on the board. Browsers do so for clicks and taps only, not when a finger starts to draw.
 *
 * @returns a function that ends it
 */
export function closeByPress(): () => void {
  const close = () => {
    for (const open of document.querySelectorAll<HTMLElement>("[popover=auto]:popover-open")) open.hidePopover();
  };
  const board = document.querySelector(BOARD)!;
  board.addEventListener("pointerdown", close);
  return () => board.removeEventListener("pointerdown", close);
}

/** Handles F6 in text fields, which keep all other keys to themselves. */
export function leaveField(event: KeyboardEvent): void {
  const { key, shiftKey, target } = event;
  if (event.defaultPrevented || key !== "F6" || (target as Element).closest(ABOVE)) return;
  event.preventDefault();
  goOn(shiftKey ? -1 : 1);
}

function goOn(by: number): void {
  const parts = PARTS.flatMap((part) => [...document.querySelectorAll<HTMLElement>(part)]).filter(isSeen);
  const at = parts.findLastIndex((part) => part.contains(document.activeElement));
  for (let step = 1; step <= parts.length; step++) {
    const part = parts[(Math.max(at, 0) + step * by + step * parts.length) % parts.length];
    if (focusOn(part)) return;
  }
}

/** @returns false when the part has nothing focusable */
function focusOn(part: HTMLElement | null): boolean {
  const within = (selector: string) => [...part?.querySelectorAll<HTMLElement>(selector) ?? []].find(isSeen);
  const target = part?.tabIndex === 0 ? part : within(CHOSEN) ?? within(FOCUSABLE);
  target?.focus({ preventScroll: true });
  return target !== undefined;
}

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled");
}
