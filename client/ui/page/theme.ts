import { effect, type ReadonlySignal, type Signal } from "@preact/signals-core";
import { PREFERENCES_KEY, readSettings, type Settings } from "../../editor/settings.ts";
import { type Memory, recall } from "./browser_storage.ts";
import type { Theme } from "../../../board/palette.ts";

/** Media query for a system in dark colours. */
export const DARK = "(prefers-color-scheme: dark)";

/** Shows a page without an editor in the theme that the person chose for this device. */
export function showChosenTheme(memory: Memory | undefined, root = document.documentElement): void {
  const kept = recall(memory, PREFERENCES_KEY) as { readonly settings?: object } | undefined;
  const { theme } = readSettings({ ...kept?.settings });
  if (theme !== "system") root.dataset.theme = theme;
}

/** The theme that the page shows. */
export function shownTheme(root = document.documentElement): Theme {
  const { theme } = root.dataset;
  if (theme === "light" || theme === "dark") return theme;
  return matchMedia(DARK).matches ? "dark" : "light";
}

interface Themed {
  readonly theme: Signal<Theme>;
  readonly settings: ReadonlySignal<Pick<Settings, "theme" | "motion">>;
}

/**
 * Keeps the theme in step with the choice of the person or the system. The style sheets read the theme and the choice of
 * less motion from attributes of the root element.
 */
export function followTheme({ theme, settings }: Themed, root = document.documentElement): { close(): void } {
  const media = matchMedia(DARK);
  const follow = () => {
    const chosen = settings.value.theme;
    theme.value = chosen !== "system" ? chosen : media.matches ? "dark" : "light";
  };
  const stopFollowing = effect(follow);
  media.addEventListener("change", follow);
  const stop = effect(() => {
    root.dataset.theme = theme.value;
    root.dataset.motion = settings.value.motion;
  });
  return {
    close() {
      media.removeEventListener("change", follow);
      stopFollowing();
      stop();
    },
  };
}
