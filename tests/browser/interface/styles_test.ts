import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { InkShape } from "../../../board/shape.ts";
import { geoOf } from "../../support/board/figures.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { DESK, PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 160, h: 100, fill: "solid", text: "Harbour" });
const LOW_DESK = { ...DESK, viewport: { width: 1366, height: 620 } };

appTest("the styles beside the board", async (app, t) => {
  const step = boardSteps(app, t);

  await step("colours and widths are shown with the pen, without opening anything", [], async (board) => {
    const { page } = board;
    await page.getByRole("radio", { name: "Violet" }).check();
    await page.getByRole("radio", { name: "Very thick" }).check();
    await board.draw(line([100, 300], [300, 320]));
    const [stroke] = await board.shapes(1) as InkShape[];
    assert.deepEqual([stroke.color, stroke.width], ["violet", 16]);
    await board.key("r");
    await page.getByRole("radiogroup", { name: "Fill" }).waitFor();
    await board.key("h");
    await page.locator(".style-panel").waitFor({ state: "hidden" });
  });

  await step("a closed panel stays closed, also after a reload", [BOX], async (board) => {
    const { page } = board;
    const panel = page.locator(".style-panel");
    await panel.waitFor();
    await page.locator(".button.style").click();
    await panel.waitFor({ state: "hidden" });
    await page.reload();
    await board.untilSaved();
    await board.key("Control+a");
    assert.ok(await panel.isHidden());
    await page.locator(".button.style").click();
    await panel.locator(".selection-row").waitFor();
  });

  await step("a labelled rectangle needs 410 px, and all its actions are in view", [BOX], async (board) => {
    const { page } = board;
    await board.key("Control+a");
    const panel = page.locator(".style-panel");
    await panel.locator(".exact").waitFor();
    const { height } = (await panel.boundingBox())!;
    assert.ok(height <= 410, `it is ${height} px high`);
    assert.equal(await panel.locator("select").count(), 0);
    for (const name of ["Duplicate", "Send to back", "Flip horizontal", "Lock", "Delete"]) {
      assert.ok((await panel.getByRole("button", { name }).boundingBox())!.y < 130, name);
    }
    await page.goto(`${page.url()}?lang=en-XA`);
    await page.locator(".status-text").waitFor();
    await board.shapes(1);
    await board.key("Control+a");
    await panel.locator(".exact").waitFor();
    assert.deepEqual(await clipped(panel), []);
  }, LOW_DESK);

  const boxes = [0, 1, 2].map((i) => geoOf(`${i}`, { x: 100 + 40 * i * i, y: 100 + 110 * i, w: 80, h: 60 }));
  await step("shapes are aligned, distributed and flipped by mouse", boxes, async (board) => {
    const { page } = board;
    const bar = page.getByRole("toolbar", { name: "Align, distribute, flip" });
    const xs = (wanted: string) =>
      board.untilShapes(`they are at ${wanted}`, (shapes) => shapes.map(({ x }) => x).join() === wanted);
    await board.key("Control+a");
    await bar.getByRole("button", { name: "Distribute horizontally" }).click();
    await xs("100,180,260");
    await bar.getByRole("button", { name: "Flip horizontal" }).click();
    await xs("260,180,100");
    await bar.getByRole("button", { name: "Align left" }).click();
    await xs("100,100,100");
    await bar.getByRole("button", { name: "Align left" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement?.ariaLabel), "Align horizontal centres");
  });
});

appTest("the styles on a phone", async (app, t) => {
  const step = boardSteps(app, t);

  await step("colours are shown with the pen", [], async (board) => {
    await board.page.getByRole("radio", { name: "Green" }).check();
    await board.draw(line([100, 300], [300, 320]));
    assert.equal((await board.shapes(1) as InkShape[])[0].color, "green");
  }, PHONE);

  const low = geoOf("low", { x: 100, y: 640, w: 160, h: 100, fill: "solid", text: "Low" });
  await step("the sheet is low, in tabs, and does not cover the selected shape", [low], async (board) => {
    const { page } = board;
    await board.key("v");
    await page.touchscreen.tap(180, 660);
    await page.locator(".quick-bar").waitFor();
    await page.locator(".button.style").tap();
    const sheet = page.locator(".style-panel");
    const tabs = sheet.getByRole("tab");
    await tabs.first().waitFor();
    for (const name of ["Shape", "Text", "Arrange", "Colour"]) {
      await page.keyboard.press("Tab");
      await tabs.and(page.locator("[aria-selected=true]")).focus();
      await page.keyboard.press("ArrowRight");
      await sheet.getByRole("tabpanel", { name }).waitFor();
      const { height } = (await sheet.boundingBox())!;
      assert.ok(height <= 220, `${name}: ${height} px`);
      assert.deepEqual(await clipped(sheet), []);
    }
    const { y } = (await sheet.boundingBox())!;
    await until("the shape is above it", async () => await board.inkAround([180, y - 40], 20) > 0);
  }, PHONE);
});

/** The texts that do not fit their elements. */
async function clipped(panel: Locator): Promise<string[]> {
  return await panel.evaluate((panel) =>
    [...panel.querySelectorAll<HTMLElement>("*")].filter((
      { childElementCount, textContent, scrollWidth, clientWidth },
    ) => childElementCount === 0 && textContent && clientWidth > 0 && scrollWidth > clientWidth + 1).map((
      { textContent },
    ) => textContent)
  );
}
