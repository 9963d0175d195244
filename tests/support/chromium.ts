import { type Browser, chromium } from "playwright-core";

const USUAL_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** CHROME_PATH, or the first usual place where there is one; undefined on a machine without Chromium. */
export const chromePath: string | undefined = [Deno.env.get("CHROME_PATH"), ...USUAL_PATHS].find(exists);

/** @throws when there is no Chromium: a test asks `chromePath` first and is ignored. */
export async function launchChromium(): Promise<Browser> {
  if (chromePath === undefined) throw new Error("Cannot launch Chromium as there is none: set CHROME_PATH");
  return await chromium.launch({ executablePath: chromePath, args: ARGS });
}

function exists(path: string | undefined): path is string {
  try {
    return path !== undefined && Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
