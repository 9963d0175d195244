import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { line, type Point } from "../../support/browser/board_page.ts";
import { longPenPress, longPress, touch } from "../../support/browser/fingers.ts";
import { arrowOf, geoOf, noteOf } from "../../support/board/figures.ts";
import { DESK, PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 40, y: 120, fill: "solid", text: "Harbour" });
const LINK = arrowOf("arrow", { start: { x: 40, y: 300 }, end: { x: 160, y: 300 } });
const LYING_PHONE = { ...PHONE, viewport: { width: 844, height: 390 } };
/** A desk whose browser zooms to 400 %. */
const MAGNIFIED = { ...DESK, viewport: { width: 320, height: 200 } };

appTest("the interface around the drawing on small screens", async (app, t) => {
  const step = boardSteps(app, t);

  for (const [name, device] of [["a phone that lies", LYING_PHONE], ["a magnified page", MAGNIFIED]] as const) {
    await step(`every menu fits on ${name}`, [BOX], async ({ page }) => {
      for (const button of [".tool-menu", ".more", ".me"]) {
        await page.locator(`button${button}`).click();
        const panel = page.locator(".popover:popover-open");
        await panel.waitFor();
        const { top, bottom } = await panel.evaluate((element) => element.getBoundingClientRect().toJSON());
        assert.ok(top >= 0 && bottom <= device.viewport.height, `${button}: from ${top} to ${bottom} px`);
        const first = panel.locator("button:visible, input:visible").first();
        await first.scrollIntoViewIfNeeded();
        assert.ok(await isOnTop(page, await first.boundingBox()), `the first of ${button} can be pressed`);
        await page.keyboard.press("Escape");
        await panel.waitFor({ state: "hidden" });
      }
    }, device);
  }

  await step("a finger scrolls a menu that is taller than the screen", [BOX], async (board) => {
    const { page } = board;
    await page.locator("button.more").tap();
    const panel = page.locator(".more-panel");
    const atTop = await panel.evaluate((element) => element.scrollTop);
    assert.equal(atTop, 0);
    const { x, y, width, height } = (await panel.boundingBox())!;
    const at = x + width / 2, bottom = y + height - 20;
    await touch(board, ...line([at, bottom], [at, bottom - 150]).map((point) => [point]));
    await until("it is scrolled", async () => await panel.evaluate((element) => element.scrollTop) > 0);
  }, LYING_PHONE);

  await step("the map does not cover the actions for the selection", [BOX, LINK], async (board) => {
    const { page } = board;
    await board.command("map");
    await page.locator(".minimap").waitFor();
    await board.key("Control+a");
    const buttons = page.locator(".quick-bar button");
    await buttons.first().waitFor();
    for (const button of await buttons.all()) {
      assert.ok(await isOnTop(page, await button.boundingBox()), await button.getAttribute("aria-label") ?? "");
    }
  }, PHONE);

  await step("the button back to the drawing is not covered, also with a selection", [BOX], async (board) => {
    const { page } = board;
    await board.key("Control+a");
    await page.locator(".quick-bar button").first().waitFor();
    await page.mouse.move(200, 300);
    await page.mouse.wheel(0, 5_000);
    await page.locator(".way-back").waitFor();
    const box = (await page.locator(".way-back").boundingBox())!;
    for (const part of [0.1, 0.5, 0.9]) {
      assert.ok(await isOnTop(page, { ...box, width: 2 * part * box.width }), `at ${part} of its width`);
    }
    await page.locator(".way-back").tap();
    await page.locator(".way-back").waitFor({ state: "detached" });
  }, PHONE);

  const note = noteOf("note", { x: 100, y: 300 });
  await step("a finger above the rotation handle rotates the note", [note], async (board) => {
    await board.key("v");
    await board.page.touchscreen.tap(200, 400);
    await board.page.getByRole("button", { name: "New note above" }).waitFor();
    const grip: Point = [200, 300 - 34 - 14];
    await touch(board, ...line(grip, [350, 400]).map((point) => [point]));
    await board.untilShape("note", "it is turned", (shape) => (shape.angle ?? 0) > 1);
  }, PHONE);

  const low = geoOf("low", { x: 100, y: 560, w: 160, h: 160, fill: "solid" });
  await step("lifting the finger after a long press chooses nothing in the menu", [low], async (board) => {
    const { page } = board;
    await board.key("v");
    const menu = page.locator(".menu");
    await longPress(board, [180, 700], menu);
    const box = (await menu.boundingBox())!;
    assert.ok(box.x <= 180 && box.y + box.height > 700, "it lies under the finger");
    await page.getByRole("menuitem", { name: /^Duplicate/ }).tap();
    await board.shapes(2);
    assert.equal(await page.locator("#canvas textarea").count(), 0);
  }, PHONE);

  await step("a long press with a pen opens the menu", [BOX], async (board) => {
    await board.page.locator(".tool-menu").waitFor();
    await board.click("Select");
    const duplicate = board.page.getByRole("menuitem", { name: /^Duplicate/ });
    await longPenPress(board, [90, 170], duplicate);
    await duplicate.click();
    assert.ok((await board.shapes(2)).some(({ x, y }) => x === BOX.x && y === BOX.y));
  }, PHONE);

  await step("forced colours show the chosen options and the colour swatches", [BOX], async (board) => {
    const { page } = board;
    await board.key("Control+a");
    await page.locator(".style-panel .swatch").first().waitFor();
    const ground = (selector: string) =>
      page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.notEqual(await ground('.toolbar [aria-pressed="true"]'), await ground('.toolbar [aria-pressed="false"]'));
    assert.notEqual(
      await ground(".choices .choice:has(:checked)"),
      await ground(".choices .choice:not(:has(:checked))"),
    );
    const colors = await page.locator(".style-panel .swatches").first().locator(".swatch:not(.any)").evaluateAll(
      (swatches) => swatches.map((swatch) => getComputedStyle(swatch).backgroundColor),
    );
    assert.equal(new Set(colors).size, colors.length, colors.join());
    const chosen = await ground('.toolbar [aria-pressed="true"]');
    await board.key("Control+k");
    await page.locator(".results [aria-selected]").first().waitFor();
    assert.equal(await ground('.results [aria-selected="true"]'), chosen);
  }, { ...DESK, forcedColors: "active" });
});

appTest("typed text on a phone stays above its keyboard", async (app, t) => {
  const step = boardSteps(app, t);

  await step(
    "the caret stays above the on-screen keyboard while text grows, and between the bars without one",
    [],
    async (board) => {
      const { page } = board;
      await board.key("t");
      await page.touchscreen.tap(60, 700);
      const field = page.locator("#canvas textarea");
      await field.waitFor();
      const top = async () => (await field.boundingBox())!.y;
      await page.keyboard.type("one");
      await until("the field is where the tap was", async () => await top() > 600);
      await raiseKeyboard(page, 340);
      await until("the line is above it", async () => await top() + 26 < 844 - 340);
      for (let i = 0; i < 12; i++) await page.keyboard.press("Enter");
      await page.keyboard.type("thirteen");
      const bottom = async () => await top() + (await field.boundingBox())!.height;
      await until("so is the thirteenth", async () => await bottom() < 844 - 340);
      await page.keyboard.press("Control+Home");
      await until("and the first below the bar", async () => await top() >= 64);
      await page.keyboard.press("Control+End");
      await raiseKeyboard(page, 0);
      await page.keyboard.type(" is wider than the screen of any phone");
      const { x, width } = (await field.boundingBox())!;
      assert.ok(x + width < 390 + 20, `its end is seen: ${x + width}`);
    },
    PHONE,
  );

  await step("the page uses the height that an on-screen keyboard leaves", [], async ({ page }) => {
    // Those of desks have none; asked for the other ways they tell of it nothing, or lay out the whole page anew.
    const content = await page.locator("meta[name=viewport]").getAttribute("content");
    assert.match(content ?? "", /interactive-widget=resizes-visual/);
  }, PHONE);

  await step("all results are visible above the on-screen keyboard", [], async (board) => {
    const { page } = board;
    await board.key("Control+k");
    await page.getByRole("combobox").waitFor();
    await raiseKeyboard(page, 340);
    const list = page.locator(".results");
    await list.waitFor();
    await until("the list ends above it", async () => {
      const { y, height } = (await list.boundingBox())!;
      return y + height < 844 - 340;
    });
  }, PHONE);
});

/** What a phone does when its keyboard comes up: nothing but the part of the page that is seen gets smaller. CSS pixels. */
async function raiseKeyboard(page: Page, height: number): Promise<void> {
  await page.evaluate((height) => {
    Object.defineProperty(visualViewport, "height", { configurable: true, get: () => innerHeight - height });
    visualViewport!.dispatchEvent(new Event("resize"));
  }, height);
}

appTest("controls on a tablet are large enough for a finger", async (app) => {
  const device = { ...PHONE, viewport: { width: 1180, height: 820 } };
  const board = await app.openWith([BOX, geoOf("other", { x: 300, y: 120 })], device);
  await board.key("Control+a");
  const panel = board.page.locator(".style-panel");
  await panel.locator(".selection-row button").nth(5).waitFor();
  const sizes = await panel.locator("button, label.choice, summary").evaluateAll((controls) =>
    controls.map((control) => {
      const { width, height, y } = control.getBoundingClientRect();
      return { name: control.ariaLabel ?? control.textContent, width, height, y };
    })
  );
  assert.ok(sizes.length > 30);
  assert.deepEqual(sizes.filter(({ width, height }) => height < 40 || width < 34), []);
  const rows = await panel.locator(".selection-row button").evaluateAll((buttons) =>
    buttons.map((button) => button.getBoundingClientRect().y)
  );
  assert.equal(new Set(rows).size, 1, "what is done most often stands in one row");
});

/** Whether a press in the middle of this box of a control meets that control: nothing lies above. */
async function isOnTop(page: Page, box: { x: number; y: number; width: number; height: number } | null) {
  assert.ok(box);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return await page.evaluate(({ x, y, box }) => {
    const hit = document.elementFromPoint(x, y)?.closest("button, input, label")?.getBoundingClientRect();
    return hit !== undefined && Math.abs(hit.x - box.x) < 1 && Math.abs(hit.y - box.y) < 1;
  }, { ...at, box });
}
