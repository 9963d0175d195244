import type { Editor } from "../editor.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/** Writing this many shapes at once takes longer than 300 ms on a slow device. */
const MANY = 1_000;

/**
 * Writes shapes to the board. When there are many, the page blocks meanwhile, so a notice is painted first. A hidden
 * page shows no notice and does not wait.
 */
export function announced(
  { done }: Editor,
  { count, doing }: { count: number; doing: "pasting" | "importing" },
  put: () => void,
): void {
  if (count < MANY || typeof document === "undefined" || document.hidden) return put();
  const words = SPEECH[doing]({ count });
  done.value = words;
  // Runs in a task after the next frame, when the notice is on the screen.
  requestAnimationFrame(() =>
    setTimeout(() => {
      put();
      if (done.peek() === words) done.value = undefined;
    })
  );
}
