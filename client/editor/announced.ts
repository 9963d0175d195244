import type { Editor } from "./editor.ts";

/** From so many shapes on, putting them on the board is felt: longer than 300 ms on a slow device. */
const MANY = 1_000;

/**
 * Puts shapes on the board. When they are many, it first says so and waits until that is seen, as the page stands still
 * meanwhile. Where nobody looks there is nothing to wait for.
 *
 * @param doing as "Pasting"
 */
export function announced({ done }: Editor, { count, doing }: { count: number; doing: string }, put: () => void): void {
  if (count < MANY || typeof document === "undefined" || document.hidden) return put();
  const words = `${doing} ${count} shapes…`;
  done.value = words;
  // A task behind the next frame: by then the words are on the screen.
  requestAnimationFrame(() =>
    setTimeout(() => {
      put();
      if (done.peek() === words) done.value = undefined;
    })
  );
}
