import { effect, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { Theme } from "../../../board/palette.ts";

const DARK = "(prefers-color-scheme: dark)";

interface Themed {
  readonly theme: Signal<Theme>;
  readonly settings: ReadonlySignal<{ readonly theme: Theme | "system" }>;
}

/**
 * Keeps the theme in step with the choice of the person or the system, and `data-theme` on the root element, which the
 * style sheets read, in step with the theme.
 */
export function followTheme({ theme, settings }: Themed, root = document.documentElement): { close(): void } {
  const media = matchMedia(DARK);
  const follow = () => {
    const chosen = settings.value.theme;
    theme.value = chosen !== "system" ? chosen : media.matches ? "dark" : "light";
  };
  const stopFollowing = effect(follow);
  media.addEventListener("change", follow);
  const stop = effect(() => void (root.dataset.theme = theme.value));
  return {
    close() {
      media.removeEventListener("change", follow);
      stopFollowing();
      stop();
    },
  };
}
