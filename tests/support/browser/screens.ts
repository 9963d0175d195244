import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import type { BrowserContextOptions, Page, ViewportSize } from "playwright-core";

/** The folder of screenshots, for people to look at; git ignores it. */
const FOLDER = decodeURIComponent(new URL("../../browser/screens/", import.meta.url).pathname);

/** Browser options of a device; lengths in CSS pixels. */
export interface Device extends BrowserContextOptions {
  readonly viewport: ViewportSize;
  readonly hasTouch: boolean;
}

export const DESK: Device = { viewport: { width: 1280, height: 800 }, hasTouch: false };

export const PHONE: Device = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Each device in the light and the dark theme. */
export const SCREENS: readonly { size: "desk" | "phone"; colorScheme: "light" | "dark"; device: Device }[] = [
  { size: "desk", colorScheme: "light", device: { ...DESK, colorScheme: "light" } },
  { size: "desk", colorScheme: "dark", device: { ...DESK, colorScheme: "dark" } },
  { size: "phone", colorScheme: "light", device: { ...PHONE, colorScheme: "light" } },
  { size: "phone", colorScheme: "dark", device: { ...PHONE, colorScheme: "dark" } },
];

/** Takes a screenshot for people. */
export async function photograph(page: Page, name: string): Promise<void> {
  const path = `${FOLDER}${name}.png`;
  await page.screenshot({ path });
  assert.ok((await stat(path)).size > 1_000, `${name} shows nothing`);
}
