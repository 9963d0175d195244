import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { chromePath, launchChromium } from "../support/browser/chromium.ts";
import { bundlePage, openBundle } from "../support/browser/page_bundle.ts";
import { until } from "../support/until.ts";
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
      const present = () => page.evaluate(() => [driver.listeners(), driver.elements()]);
      const before = await present();
      await page.evaluate(() => driver.open());
      await page.locator(".toolbar").waitFor();
      assert.notDeepEqual(await present(), before);
      // `waitForFunction` would leave listeners on the page.
      await until("peers are told of a selection", () => page.evaluate(() => driver.select() > 0));
      await until(
        "the page follows the offer to install it",
        () => page.evaluate(() => "beforeinstallprompt" in driver.listeners()),
      );
      await page.evaluate(() => driver.close());
      await page.evaluate(() => driver.close());
      // Components end their effects a moment later.
      await until("nothing of the page is left", async () => isDeepStrictEqual(await present(), before));
      assert.equal(await page.evaluate(() => driver.select()), 0);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
    }
  },
);
