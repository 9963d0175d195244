import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const CANDIDATES = [
  Deno.env.get("CHROME_PATH"),
  // Without the window around the page, which no test sees: a test takes a third less processor time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Maximum time that one test may use a browser, ms: several times the longest test on a slow machine. */
const BROWSER_MS = 150_000;

/**
 * Parts of the window around a page that no test sees. Chromium starts a process for them with each window, which costs
 * more than the page of a board.
 */
const WINDOW_FEATURES = ["WebUIReloadButton", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** Features that Playwright disables: Chromium obeys only the last list of a command line. */
const PLAYWRIGHT_FEATURES = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/** The Chromium of this machine; undefined if there is none, and then tests that need it are skipped. */
export const chromePath: string | undefined = CANDIDATES.find((path) => path && existsSync(path));

export interface ChromiumOptions {
  readonly limitMs?: number;
  /** Further arguments of the command line. */
  readonly args?: readonly string[];
  readonly disabledFeatures?: readonly string[];
}

/**
 * Starts Chromium without features that use the network. It is closed after a time limit, so that a test that waits
 * forever fails at that point and does not block all others.
 *
 * @throws when there is no Chromium
 */
export async function launchChromium(
  { limitMs = BROWSER_MS, args = [], disabledFeatures = [] }: ChromiumOptions = {},
): Promise<Browser> {
  if (chromePath === undefined) throw new Error("Cannot start a browser as: there is no Chromium, set CHROME_PATH");
  const browser = await chromium.launch({
    executablePath: chromePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      // As with a window, letters are not moved to whole pixels.
      "--font-render-hinting=none",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-features=${[...PLAYWRIGHT_FEATURES, ...WINDOW_FEATURES, ...disabledFeatures].join(",")}`,
      ...args,
    ],
  });
  const overdue = setTimeout(() => {
    console.error(`The browser is closed as: the test has had it for ${limitMs / 1000} s`);
    browser.close();
  }, limitMs);
  browser.on("disconnected", () => clearTimeout(overdue));
  return browser;
}
