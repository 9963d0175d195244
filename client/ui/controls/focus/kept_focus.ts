import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { focusLater, isFocusLost } from "./focus_later.ts";

const HEADING = "h1, h2, h3";

/**
 * Keeps the place of the keyboard in an area where what was pressed may vanish, as the row of a person who was removed:
 * the focus goes to the heading of what remains around it, or of the area. Without that, a screen reader says nothing,
 * and the next Tab begins somewhere else. An element that only moved receives the focus again.
 */
export function useKeptFocus(area: RefObject<HTMLElement | null>): void {
  useEffect(() => area.current ? keepFocus(area.current) : undefined, []);
}

/** @returns a function that ends it */
export function keepFocus(area: HTMLElement): () => void {
  /** The element that has the focus, and what is around it. */
  let place: readonly Element[] = [];
  let stop = () => {};
  area.tabIndex = -1;
  const enter = ({ target }: FocusEvent) => {
    // The area itself has it for a moment only.
    if (target instanceof Element && target !== area) place = placeOf(target, area);
  };
  /** A press elsewhere leaves the place. One on what has the focus already moves no focus there. */
  const leave = ({ target }: Event) => {
    if (!(target instanceof Node && place[0]?.contains(target))) place = [];
  };
  const look = () => {
    const [element] = place;
    if (!element || !isFocusLost()) return;
    if (element instanceof HTMLElement && element.isConnected) element.focus();
    if (!isFocusLost()) return;
    stop();
    stop = focusLater(() => headingOf(place.find((around) => area.contains(around)) ?? area, area), area);
  };
  const observer = new MutationObserver(look);
  observer.observe(area, { childList: true, subtree: true });
  area.addEventListener("focusin", enter);
  addEventListener("pointerdown", leave, true);
  return () => {
    stop();
    observer.disconnect();
    area.removeEventListener("focusin", enter);
    removeEventListener("pointerdown", leave, true);
  };
}

function placeOf(target: Element, area: HTMLElement): readonly Element[] {
  const place = [target];
  while (place.at(-1) !== area && place.at(-1)?.parentElement) place.push(place.at(-1)!.parentElement!);
  return place;
}

/** The nearest heading around an element. */
function headingOf(from: Element, area: HTMLElement): HTMLElement | undefined {
  for (let around: Element | null = from; around && area.contains(around); around = around.parentElement) {
    const heading = around.querySelector<HTMLElement>(HEADING);
    if (!heading) continue;
    heading.tabIndex = -1;
    return heading;
  }
}
