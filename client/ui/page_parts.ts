import type { Command } from "../editor/command.ts";

const BOARD = "#canvas";
/** In the order in which F6 goes through them; what is not shown is passed over. */
const PARTS = [BOARD, ".toolbar", ".style-panel", ".side", ".help", ".home", ".here"];
/** What has the focus first in a part: what is chosen there, else the first there is. */
const CHOSEN = "[aria-pressed=true], input:checked";
const FOCUSABLE = "button, a[href], input, select";
/** What lies above the page, and knows itself what Escape means. */
const ABOVE = "dialog, [popover], [role=menu], .find";

/** F6 goes from part to part, as on a desktop: board, tools, style, view, help and back. */
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

/** Escape in a bar or a panel leads back to the board; the next one is about what is selected there. */
export function leaveToBoard(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.key !== "Escape" || (event.target as Element).closest(ABOVE)) return;
  event.preventDefault();
  focusBoard();
}

/** What was closed with the focus in it leaves that to the board. */
export function focusBoard(): void {
  focusOn(document.querySelector<HTMLElement>(BOARD));
}

/** Escape closes first what is open above the page. That is the browser's work: nobody else is to hear of it. */
export function keepEscape(): () => void {
  const keep = (event: KeyboardEvent) => {
    if (event.key === "Escape" && document.querySelector("[popover=auto]:popover-open")) event.stopPropagation();
  };
  addEventListener("keydown", keep, { capture: true });
  return () => removeEventListener("keydown", keep, { capture: true });
}

/** A press on the board closes what is open above it. Browsers do so for a click and a tap, not for a finger that draws. */
export function closeByPress(): () => void {
  const close = () => {
    for (const open of document.querySelectorAll<HTMLElement>("[popover=auto]:popover-open")) open.hidePopover();
  };
  const board = document.querySelector(BOARD)!;
  board.addEventListener("pointerdown", close);
  return () => board.removeEventListener("pointerdown", close);
}

/** Fields keep their keys to themselves, except this one. */
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

/** @returns false when there is nothing in it to have the focus */
function focusOn(part: HTMLElement | null): boolean {
  const within = (selector: string) => [...part?.querySelectorAll<HTMLElement>(selector) ?? []].find(isSeen);
  const target = part?.tabIndex === 0 ? part : within(CHOSEN) ?? within(FOCUSABLE);
  target?.focus({ preventScroll: true });
  return target !== undefined;
}

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled");
}
