import type { BoardPage } from "./board_page.ts";
import type { ChromeProps } from "./ui/chrome.tsx";

/**
 * The first module draws ink; the rest comes after the first frame.
 *
 *     first module    document · camera · ink tools · canvas ──▶ first frame: a pen can draw
 *     outfit.tsx      (on its way meanwhile) ───────────────────────▶ tools · commands · interface
 *
 * What the rest costs is nothing anybody waits for with the pen in the hand; it waits for one frame more between its
 * parts, so that a stroke that has begun is seen to go on.
 */
export async function completePage(page: BoardPage, props: Omit<ChromeProps, "editor" | "commands">): Promise<void> {
  await frames(2); // when the second begins, the first is on its way to the screen
  const { fitOut } = await import("./outfit.tsx");
  await frames(1);
  fitOut(page, props);
}

/** Resolves behind so many frames; at once when nobody looks, as there are none then. */
async function frames(count: number): Promise<void> {
  for (; count > 0 && !document.hidden; count--) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}
