import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromePath, launchChromium } from "../../../support/browser/chromium.ts";
import { bundlePage, openBundle } from "../../../support/browser/page_bundle.ts";
import type { FontsDriver } from "./fonts_page.ts";

declare const driver: FontsDriver;

/** Runs a test on a page with only `Fonts`. `requested` are the names of the requested font files. */
async function withFonts(
  run: (page: Page, network: { requested: string[]; isDown: boolean }) => Promise<void>,
): Promise<void> {
  const browser = await launchChromium();
  try {
    const bundle = await bundlePage({
      path: "/b/own",
      script: "tests/client/render/paint/fonts_page.ts",
      template: "static/board.html",
    });
    const problems: string[] = [];
    const network = { requested: [] as string[], isDown: false };
    const page = await openBundle(browser, bundle, problems);
    await page.route("**/*.woff2", (route) => {
      network.requested.push(new URL(route.request().url()).pathname.replace(/-[46]00-normal.*/, "").slice(1));
      return network.isDown ? route.abort() : route.fallback();
    });
    await run(page, network);
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
  }
}

// Chromium's process and its pipes outlive the awaited end.
const options = { ignore: chromePath === undefined, sanitizeOps: false, sanitizeResources: false };

Deno.test("each file of a font is loaded, also for a letter far behind in a text", options, async () => {
  await withFonts(async (page, { requested }) => {
    const text = `${"a".repeat(3_000)}Привет ${"a".repeat(3_000)}ŵ`;
    assert.equal(await page.evaluate((text) => driver.isReady("serif", text), text), false);
    await page.evaluate((text) => driver.load("serif", text), text);
    assert.deepEqual(requested.sort(), ["source-serif-4-cyrillic", "source-serif-4-latin", "source-serif-4-latin-ext"]);
    assert.equal(await page.evaluate((text) => driver.isReady("serif", text), text), true);
    assert.equal(await page.evaluate(() => driver.loads()), 3);
  });
});

Deno.test("the letters of one file do not count as those of another", options, async () => {
  await withFonts(async (page, { requested }) => {
    // U+0131 is in the Latin file, though it is in the Unicode block of the extended letters.
    await page.evaluate(() => driver.load("hand", "\u0131"));
    await page.evaluate(() => driver.load("hand", "\u0159"));
    assert.ok(requested.includes("shantell-sans-latin-ext"), requested.join());
    assert.ok(requested.includes("shantell-sans-latin"), requested.join());
  });
});

Deno.test("a font that failed to load is requested again, and then text is painted in it", options, async () => {
  await withFonts(async (page, network) => {
    network.isDown = true;
    await page.evaluate(() => driver.load("mono", "abc"));
    assert.equal(await page.evaluate(() => driver.isReady("mono", "abc")), false);
    assert.equal(network.requested.length, 1, "not again for each frame");
    network.isDown = false;
    await page.evaluate(hideSheet);
    await page.evaluate(() => driver.pass(15_000));
    await page.waitForFunction(() => driver.isReady("mono", "abc"));
    assert.equal(await page.evaluate(() => driver.loads()), 1);
    assert.equal(network.requested.length, 2);
    assert.equal(await page.evaluate(() => driver.pending()), 0);
  });
});

Deno.test("closing ends the attempts", options, async () => {
  await withFonts(async (page, network) => {
    network.isDown = true;
    await page.evaluate(() => driver.load("mono", "abc"));
    assert.equal(await page.evaluate(() => driver.pending()), 1);
    await page.evaluate(() => driver.close());
    await page.evaluate(() => driver.close());
    assert.equal(await page.evaluate(() => driver.pending()), 0);
  });
});

/** Runs in the page: adds a style sheet that the page may not read, as a browser extension does. */
function hideSheet(): void {
  const hidden = {
    get cssRules() {
      throw new DOMException("Cannot access rules", "SecurityError");
    },
  };
  const sheets = [hidden, ...document.styleSheets];
  Object.defineProperty(document, "styleSheets", { get: () => sheets });
}
