/**
 * For the touch moves of what is dragged by fingers. Chromium takes a fast drag for a fling, also where `touch-action`
 * forbids to scroll, and then gives no click for a tap within the next moments (crbug.com/40727033).
 */
export function noFling(event: TouchEvent): void {
  if (event.cancelable) event.preventDefault();
}
