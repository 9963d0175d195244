import assert from "node:assert/strict";
import { chromePath, launchChromium } from "../support/browser/chromium.ts";
import { bundlePage, openBundle } from "../support/browser/page_bundle.ts";
import type { RegistriesDriver } from "./registries_page.ts";

declare const driver: RegistriesDriver;

// Chromium's process and its pipes outlive the awaited end.
const options = { ignore: chromePath === undefined, sanitizeOps: false, sanitizeResources: false };

Deno.test("a kind and a tool that only the registries know work like the others", options, async (t) => {
  const browser = await launchChromium();
  try {
    const bundle = await bundlePage({
      path: "/b/own",
      script: "tests/client/registries_page.ts",
      template: "static/board.html",
    });
    const problems: string[] = [];
    const page = await openBundle(browser, bundle, problems);
    await page.evaluate(() => driver.open());
    const { mouse, keyboard } = page;
    const drag = async (from: [number, number], to: [number, number]) => {
      await mouse.move(...from);
      await mouse.down();
      await mouse.move(...to, { steps: 4 });
      await mouse.up();
    };

    await t.step("the toolbar offers the tool", async () => {
      await page.locator(".tool-menu").click();
      const own = page.locator(".tool-panel").getByRole("button", { name: /^House/ });
      await own.click();
      assert.equal(await page.locator(".tool-menu").getAttribute("aria-label"), "Shapes: House");
    });
    await t.step("the tool adds the shape, which is selected", async () => {
      await drag([300, 200], [500, 400]);
      assert.deepEqual(await page.evaluate(() => driver.shapes().map(({ kind, w, h }) => ({ kind, w, h }))), [
        { kind: "house", w: 200, h: 200 },
      ]);
      assert.equal(await page.evaluate(() => driver.selected()), 1);
      assert.deepEqual(await page.evaluate(() => driver.styled()), ["color", "dash", "opacity", "sketch", "width"]);
    });
    await t.step("a canvas shows it", async () => {
      await page.waitForFunction(() => driver.isRedAt(400, 350));
      assert.equal(await page.evaluate(() => driver.isRedAt(310, 210)), false, "beside the roof is paper");
    });
    await t.step("a click on its area selects it, a click beside it does not", async () => {
      await keyboard.press("v");
      await mouse.click(700, 600);
      assert.equal(await page.evaluate(() => driver.selected()), 0);
      await mouse.click(307, 207);
      assert.equal(await page.evaluate(() => driver.selected()), 0, "beside the roof is no area");
      await mouse.click(400, 350);
      assert.equal(await page.evaluate(() => driver.selected()), 1);
    });
    await t.step("its handles resize it", async () => {
      await drag([500, 400], [540, 460]);
      assert.deepEqual(await page.evaluate(() => driver.shapes().map(({ w, h }) => ({ w, h }))), [{ w: 240, h: 260 }]);
      assert.equal(await page.evaluate(() => driver.found(driver.shapes()[0].x + 120, driver.shapes()[0].y + 250)), 1);
    });
    await t.step("SVG contains its path", async () => {
      assert.match(await page.evaluate(() => driver.svg()), /d="M120 0L240 130L240 260L0 260L0 130Z"/);
    });
    await t.step("screen readers speak its name", async () => {
      assert.deepEqual(await page.evaluate(() => driver.spoken()), ["House, red"]);
      await page.locator(".outline button", { hasText: "House, red" }).waitFor({ state: "attached" });
    });
    await t.step("people write on it, and the find panel finds the text", async () => {
      await mouse.dblclick(400, 350);
      await keyboard.type("Our home");
      await keyboard.press("Escape");
      await keyboard.press("Control+f");
      await keyboard.type("home");
      await page.locator(".find").getByText("Our home").waitFor();
      assert.deepEqual(await page.evaluate(() => driver.spoken()), ["House, red, “Our home”"]);
      await keyboard.press("Escape");
    });
    await t.step("the command palette finds the tool", async () => {
      await keyboard.press("Control+k");
      await keyboard.type("house");
      await page.locator(".palette").getByText("House").waitFor();
      await keyboard.press("Escape");
    });
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
  }
});
