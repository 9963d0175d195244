// Functions that run in the page: a browser gets their source text, so each must be complete in itself.

/** Visible elements; with `name`, those with this label or text. */
export interface Sought {
  readonly selector: string;
  readonly name?: string;
}

/** The place of the first visible element; undefined if there is none. */
export function boxOf({ selector, name }: Sought): DOMRectReadOnly | undefined {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => {
    const label = element.getAttribute("aria-label") ?? element.textContent ?? "";
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 &&
      (name === undefined || label.trim() === name);
  });
  found?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return found?.getBoundingClientRect().toJSON();
}

export function countOf({ selector, name }: Sought): number {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    const label = element.getAttribute("aria-label") ?? element.textContent ?? "";
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 &&
      (name === undefined || label.trim() === name);
  }).length;
}

/** The text or value of the first element; empty if there is none. */
export function textOf(selector: string): string {
  const found = document.querySelector<HTMLElement>(selector);
  return (found as HTMLInputElement | null)?.value ?? found?.textContent ?? "";
}
