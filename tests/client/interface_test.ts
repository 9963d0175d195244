import assert from "node:assert/strict";
import { chromePath, launchChromium } from "../support/browser/chromium.ts";
import { bundlePage, openBundle } from "../support/browser/page_bundle.ts";
import type { InterfaceDriver } from "./interface_page.ts";

declare const driver: InterfaceDriver;

// Chromium's process and its pipes outlive the awaited end.
const options = { ignore: chromePath === undefined, sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "closing a page ends everything that was fitted to it: listeners, elements, reports to peers",
  options,
  async () => {
    const browser = await launchChromium();
    try {
      const bundle = await bundlePage({
        path: "/b/own",
        script: "tests/client/interface_page.ts",
        template: "static/board.html",
      });
      const problems: string[] = [];
      const page = await openBundle(browser, bundle, problems);
      // With the first function that Playwright waits for, it adds listeners of its own.
      await page.waitForFunction(() => true);
      const before = await page.evaluate(() => [driver.listeners(), driver.elements()]);
      await page.evaluate(() => driver.open());
      await page.locator(".toolbar").waitFor();
      assert.notDeepEqual(await page.evaluate(() => [driver.listeners(), driver.elements()]), before);
      await page.waitForFunction(() => driver.select() > 0);
      await page.evaluate(() => driver.close());
      await page.evaluate(() => driver.close());
      assert.deepEqual(await page.evaluate(() => [driver.listeners(), driver.elements()]), before);
      assert.equal(await page.evaluate(() => driver.select()), 0);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
    }
  },
);
