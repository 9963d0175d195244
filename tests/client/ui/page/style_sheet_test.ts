import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromePath, launchChromium } from "../../../support/browser/chromium.ts";
import { bundlePage, openBundle, ORIGIN } from "../../../support/browser/page_bundle.ts";

declare const applySheet: (link: string) => Promise<void>;

Deno.test({ name: "a style sheet that the page names", ignore: chromePath === undefined }, async (t) => {
  const bundle = await bundlePage({
    path: "/sheet",
    script: "tests/client/ui/page/style_sheet_page.ts",
    styles: ["client/ui/page/board.css"],
    template: "static/board.html",
  });
  const browser = await launchChromium();
  try {
    const page = await openBundle(browser, bundle, []);
    await page.waitForFunction(() => "applySheet" in globalThis);

    await t.step("is added once, although two parts ask for it at the same time", async () => {
      await nameSheet(page, "/style.css");
      await page.evaluate(() => Promise.all([applySheet("link[rel=later]"), applySheet("link[rel=later]")]));
      assert.deepEqual(await sheets(page), [`${ORIGIN}/style.css`]);
    });

    await t.step("is not added again later", async () => {
      await page.evaluate(() => applySheet("link[rel=later]"));
      assert.equal((await sheets(page)).length, 1);
    });

    await t.step("may be asked for again after a failure, which all learn", async () => {
      await nameSheet(page, "/missing.css");
      const ask = () =>
        page.evaluate(() => {
          const asked = [applySheet("link[rel=later]"), applySheet("link[rel=later]")];
          return Promise.allSettled(asked).then((all) => all.map(({ status }) => status));
        });
      assert.deepEqual(await ask(), ["rejected", "rejected"]);
      assert.equal((await sheets(page)).length, 1);
      await page.route("**/missing.css", (route) => route.fulfill({ contentType: "text/css", body: "p{}" }));
      assert.deepEqual(await ask(), ["fulfilled", "fulfilled"]);
      assert.deepEqual(await sheets(page), [`${ORIGIN}/style.css`, `${ORIGIN}/missing.css`]);
    });
  } finally {
    await browser.close();
  }
});

async function nameSheet(page: Page, href: string): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement("link");
    link.setAttribute("rel", "later");
    link.href = href;
    document.body.append(link);
  }, href);
}

/** The sheets in the body, where the test names them. */
function sheets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>("body link[rel=stylesheet]")].map(({ href }) => href)
  );
}
