import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const CANDIDATES = [
  Deno.env.get("CHROME_PATH"),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium of this machine; undefined where there is none, and tests that need one are skipped. */
export const chromePath: string | undefined = CANDIDATES.find((path) => path && existsSync(path));

/** Starts it without anything that talks to the network by itself. @throws when there is none. */
export async function launchChromium(): Promise<Browser> {
  if (chromePath === undefined) throw new Error("Cannot start a browser as: there is no Chromium, set CHROME_PATH");
  return await chromium.launch({
    executablePath: chromePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
