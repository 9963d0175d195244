import type { BoardPage } from "./board_page.ts";
import type { ChromeProps } from "./ui/chrome.tsx";

/**
 * The first module draws ink; the rest loads after the first frame.
 *
 *     first module    document · camera · ink tools · canvas ──▶ first frame: a pen can draw
 *     interface.tsx   (loads meanwhile, with its style) ────────────▶ tools · commands · interface
 *
 * `signal` aborts it when the page is closed before; then it resolves to undefined.
 *
 * The rest waits one more frame between loading and starting, so that a stroke in progress stays visible.
 */
export async function completePage(
  page: BoardPage,
  props: Omit<ChromeProps, "editor" | "commands">,
  { signal, language }: { readonly signal: AbortSignal; readonly language?: Promise<unknown> },
): Promise<{ close(): void } | undefined> {
  await frames(2); // when the second frame begins, the browser is presenting the first
  const [{ addInterface }] = await Promise.all([import("./interface.tsx"), applyNextStyle(), language]);
  await frames(1);
  if (signal.aborted) return undefined;
  return addInterface(page, props);
}

/** Applies the style sheet of the interface, which the page only preloaded so that it does not delay the first frame. */
async function applyNextStyle(): Promise<void> {
  const preload = document.querySelector<HTMLLinkElement>("link[rel=preload][as=style]");
  if (preload === null) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = preload.href;
  preload.after(sheet);
  await new Promise<unknown>((resolve, reject) => {
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", () => reject(new Error("Cannot show the interface as its style did not load")));
  });
  preload.remove();
}

/** Waits for `count` animation frames, then for one task. A hidden page has no frames and does not wait for them. */
async function frames(count: number): Promise<void> {
  for (; count > 0 && !document.hidden; count--) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}
