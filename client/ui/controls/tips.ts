/**
 * Escape hides the tooltip under the pointer, which may cover something, until the pointer has left its button.
 *
 * @returns a function that ends it
 */
export function hideTips(): () => void {
  const root = document.documentElement;
  const ended = new AbortController();
  const hide = ({ key }: KeyboardEvent) => {
    if (key !== "Escape" || "tipless" in root.dataset) return;
    const hovered = document.querySelector("[data-tip]:hover");
    if (!hovered) return;
    root.dataset.tipless = "";
    const shown = new AbortController();
    const show = ({ target }: PointerEvent) => {
      if (hovered.contains(target as Node)) return;
      delete root.dataset.tipless;
      shown.abort();
    };
    addEventListener("pointermove", show, { signal: AbortSignal.any([shown.signal, ended.signal]) });
  };
  addEventListener("keydown", hide, { capture: true, signal: ended.signal });
  return () => ended.abort();
}
