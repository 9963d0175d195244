/**
 * Moves the focus between the buttons of a bar by left and right arrows, Home and End (WAI-ARIA toolbar pattern). The
 * arrows follow what the person sees, so they are swapped where the first button is on the right. All buttons stay in
 * the Tab order, since the bars are short.
 */
export function moveFocus(event: KeyboardEvent): void {
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll<HTMLElement>(":scope > .button")].filter((b) => b.offsetParent !== null);
  const at = buttons.indexOf(event.target as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const isMirrored = getComputedStyle(bar).direction === "rtl";
  const to = targetOf(event.key, { at, count: buttons.length, isMirrored });
  if (to === undefined) return;
  buttons[to].focus();
  // The board's keyboard ignores keys whose default was prevented.
  event.preventDefault();
}

interface Position {
  /** The focused button. */
  readonly at: number;
  readonly count: number;
  readonly isMirrored: boolean;
}

function targetOf(key: string, { at, count, isMirrored }: Position): number | undefined {
  switch (key) {
    case isMirrored ? "ArrowLeft" : "ArrowRight":
      return (at + 1) % count;
    case isMirrored ? "ArrowRight" : "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
  }
}
