// Functions that run in the page: a browser gets their source text, so each must be complete in itself.

/** Visible elements; with `name`, those with this label, title or text. */
export interface Sought {
  readonly selector: string;
  readonly name?: string;
}

/** The place of the first visible element; null if there is none. */
export function boxOf({ selector, name }: Sought): DOMRectReadOnly | null {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => {
    const label = element.getAttribute("aria-label") ?? (element.title || element.textContent);
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 &&
      (name === undefined || label.trim() === name);
  });
  found?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return found?.getBoundingClientRect().toJSON() ?? null;
}

export function countOf({ selector, name }: Sought): number {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    const label = element.getAttribute("aria-label") ?? (element.title || element.textContent);
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 &&
      (name === undefined || label.trim() === name);
  }).length;
}

/** The text or value of the first element; empty if there is none. */
export function textOf(selector: string): string {
  const found = document.querySelector<HTMLElement>(selector);
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) return found.value;
  return found?.textContent ?? "";
}

/** The names of buttons that are not completely in the window. */
export function namesOutside(): string[] {
  const buttons = [...document.querySelectorAll<HTMLElement>("button")].filter((button) => button.checkVisibility());
  return buttons.filter((button) => {
    const { left, right, top, bottom, width } = button.getBoundingClientRect();
    return width > 0 && (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight);
  }).map((button) => button.getAttribute("aria-label") ?? button.textContent);
}
