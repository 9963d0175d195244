import { effect, type Signal } from "@preact/signals-core";
import type { Theme } from "../../../board/palette.ts";

const DARK = "(prefers-color-scheme: dark)";

/**
 * Keeps the theme in step with the system, and `data-theme` on the root element, which the style sheets read, in step
 * with the theme.
 */
export function followTheme(theme: Signal<Theme>, root: HTMLElement = document.documentElement): { close(): void } {
  const media = matchMedia(DARK);
  const follow = () => void (theme.value = media.matches ? "dark" : "light");
  follow();
  media.addEventListener("change", follow);
  const stop = effect(() => void (root.dataset.theme = theme.value));
  return {
    close() {
      media.removeEventListener("change", follow);
      stop();
    },
  };
}
