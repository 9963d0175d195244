import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const CANDIDATES = [
  Deno.env.get("CHROME_PATH"),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** How long one test may have a browser, ms: several times what the longest one takes on a slow machine. */
const BROWSER_MS = 150_000;

/** The Chromium of this machine; undefined where there is none, and tests that need one are skipped. */
export const chromePath: string | undefined = CANDIDATES.find((path) => path && existsSync(path));

/**
 * Starts it without anything that talks to the network by itself. It is closed after a while, so that a test that waits
 * for what never comes fails where it waits instead of holding up all others.
 *
 * @throws when there is none.
 */
export async function launchChromium(): Promise<Browser> {
  if (chromePath === undefined) throw new Error("Cannot start a browser as: there is no Chromium, set CHROME_PATH");
  const browser = await chromium.launch({
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
  const overdue = setTimeout(() => {
    console.error(`The browser is closed as: the test has had it for ${BROWSER_MS / 1000} s`);
    browser.close();
  }, BROWSER_MS);
  browser.on("disconnected", () => clearTimeout(overdue));
  return browser;
}
