import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import type { BrowserContextOptions, Page, ViewportSize } from "playwright-core";
import type { Theme } from "../../../board/palette.ts";

/** The folder of screenshots, for people to look at; git ignores it. */
const FOLDER = decodeURIComponent(new URL("../../browser/screens/", import.meta.url).pathname);

/** Browser options of a device; lengths in CSS pixels. */
export interface Device extends BrowserContextOptions {
  readonly viewport: ViewportSize;
  readonly hasTouch: boolean;
}

export const DESK: Device = { viewport: { width: 1280, height: 800 }, hasTouch: false };

export const TABLET: Device = { viewport: { width: 820, height: 1180 }, hasTouch: true };

export const PHONE: Device = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const SCREENS: readonly { size: "desk" | "tablet" | "phone"; device: Device }[] = [
  { size: "desk", device: DESK },
  { size: "tablet", device: TABLET },
  { size: "phone", device: PHONE },
];

/** Calls `look` once in the dark and once in the light theme, in which the page then stays. */
export async function inEachTheme(page: Page, look: (theme: Theme) => Promise<void>): Promise<void> {
  for (const theme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForFunction((theme) => {
      const { matches } = matchMedia(`(prefers-color-scheme: ${theme})`);
      return matches && (document.documentElement.dataset.theme ?? theme) === theme;
    }, theme);
    await look(theme);
  }
}

/** Takes a screenshot for people in each theme. */
export async function photographThemes(page: Page, name: string): Promise<void> {
  await inEachTheme(page, (theme) => photograph(page, `${name}_${theme}`));
}

/** Takes a screenshot for people. */
export async function photograph(page: Page, name: string): Promise<void> {
  const path = `${FOLDER}${name}.png`;
  await page.screenshot({ path });
  assert.ok((await stat(path)).size > 1_000, `${name} shows nothing`);
}
