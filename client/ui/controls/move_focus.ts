/**
 * Moves the focus between the buttons of a bar by left and right arrows, Home and End (WAI-ARIA toolbar pattern). All
 * buttons stay in the Tab order, since the bars are short.
 */
export function moveFocus(event: KeyboardEvent): void {
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll<HTMLElement>(":scope > .button")].filter((b) => b.offsetParent !== null);
  const at = buttons.indexOf(event.target as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = targetOf(event.key, at, buttons.length);
  if (to === undefined) return;
  buttons[to].focus();
  // The board's keyboard ignores keys whose default was prevented.
  event.preventDefault();
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
  }
}
