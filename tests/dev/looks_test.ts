import assert from "node:assert/strict";
import { LOOKS_PAGE } from "../../dev/page.ts";
import { chromePath, launchChromium } from "../support/browser/chromium.ts";
import { bundlePage, openBundle, ORIGIN } from "../support/browser/page_bundle.ts";
import { tokens } from "../support/client/style_sheets.ts";

Deno.test(
  { name: "the page of all controls shows every token in both themes", ignore: chromePath === undefined },
  async () => {
    const { script, style, template } = LOOKS_PAGE;
    const path = "/dev/looks";
    const bundle = await bundlePage({ path, script, styles: [style], template: template! });
    const browser = await launchChromium();
    const problems: string[] = [];
    try {
      const page = await openBundle(browser, bundle, problems);
      const themes = page.locator(".looks-theme");
      await themes.nth(1).waitFor();
      const papers = await themes.evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
      assert.deepEqual(papers, ["rgb(255, 255, 255)", "rgb(23, 24, 27)"]);
      const shown = await themes.first().innerText();
      const scales = [...tokens().keys()].filter((name) => /^--(?:text|radius)-/.test(name));
      const colors = [...tokens()].flatMap(([name, value]) => /^light-dark\(#/.test(value) ? [name] : []);
      assert.ok(scales.length > 5 && colors.length > 10);
      assert.deepEqual([...scales, ...colors].filter((name) => !shown.includes(name)), []);
      const ground = (state: string) =>
        page.locator(`.button${state}`).first().evaluate((button) => getComputedStyle(button).backgroundColor);
      assert.notEqual(await ground(".is-hover"), await ground(":not(.is-hover)"), "a state is shown without a pointer");
      await page.locator(".looks-frame .toolbar").first().waitFor();

      await page.goto(`${ORIGIN}${path}?theme=light&text=200`);
      await themes.first().waitFor();
      assert.equal(await themes.count(), 1);
      const cut = await page.locator(".primary, .secondary, .danger, .tab, .item").evaluateAll((buttons) =>
        buttons.filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          scrollWidth > clientWidth || scrollHeight > clientHeight
        ).map(({ textContent }) => textContent)
      );
      assert.deepEqual(cut, [], "large text fits its button");
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
    }
  },
);
