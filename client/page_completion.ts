import type { BoardPage } from "./board_page.ts";
import type { InterfaceProps } from "./interface.tsx";
import { applySheet } from "./ui/page/style_sheet.ts";

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
  props: InterfaceProps,
  { signal, language }: { readonly signal: AbortSignal; readonly language?: Promise<unknown> },
): Promise<{ close(): void } | undefined> {
  await frames(2); // when the second frame begins, the browser is presenting the first
  const [{ addInterface }] = await Promise.all([
    import("./interface.tsx"),
    applySheet("link[rel=preload][as=style]"),
    language,
  ]);
  await frames(1);
  if (signal.aborted) return undefined;
  return addInterface(page, props);
}

/** Waits for `count` animation frames, then for one task. A hidden page has no frames and does not wait for them. */
async function frames(count: number): Promise<void> {
  for (; count > 0 && !document.hidden; count--) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}
