import { chromePath, launchChromium } from "../../../support/browser/chromium.ts";
import { bundlePage, openBundle } from "../../../support/browser/page_bundle.ts";

Deno.test({
  name: "a part that was loaded elsewhere between rendering and effects is shown",
  ignore: chromePath === undefined,
}, async () => {
  const bundle = await bundlePage({
    path: "/part",
    script: "tests/client/ui/controls/lazy_part_page.tsx",
    template: "static/board.html",
  });
  const browser = await launchChromium();
  try {
    const page = await openBundle(browser, bundle, []);
    await page.locator("#part").waitFor();
  } finally {
    await browser.close();
  }
});
