import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { createBoard, line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

appTest("the title of a board", async (app, t) => {
  const { links, ada, bo } = await app.openForTwo();
  const viewer = await app.open(links.viewer);
  const field = (board: typeof ada) => board.page.getByRole("textbox", { name: "Title of the board" });

  await t.step("is edited in place, and everybody sees it in the bar and in the tab", async () => {
    await field(ada).fill("Harbour plan");
    await ada.key("Enter");
    assert.equal(await ada.page.evaluate(() => document.activeElement?.id), "canvas");
    await until("Bo sees it", async () => await field(bo).inputValue() === "Harbour plan");
    await until("Bo's tab shows it", async () => await bo.page.title() === "Harbour plan – Drawbridge");
    await viewer.page.locator("span.board-title", { hasText: "Harbour plan" }).waitFor();
    assert.equal(await field(viewer).count(), 0, "a viewer has no field");
  });

  await t.step("its field stays as wide as the title while its tooltip is shown", async () => {
    const width = async () => (await field(ada).boundingBox())!.width;
    const before = await width();
    await field(ada).hover();
    const tip = () => field(ada).evaluate((input) => getComputedStyle(input.parentElement!, "::after").content);
    assert.equal(await tip(), '"Rename"');
    assert.equal(await width(), before);
  });

  await t.step("Escape discards what was typed, letters in the field choose no tool, and undo restores", async () => {
    await ada.command("rename");
    await ada.page.keyboard.type("rvx");
    assert.equal(await field(ada).inputValue(), "rvx");
    await ada.key("Escape");
    assert.equal(await field(ada).inputValue(), "Harbour plan");
    await field(ada).fill("Port");
    await ada.draw(line([300, 300], [400, 400]));
    await until("leaving the field saves it", async () => await field(bo).inputValue() === "Port");
    await ada.key("Control+z");
    await ada.key("Control+z");
    await until("undone for Bo", async () => await field(bo).inputValue() === "Harbour plan");
  });

  await t.step("names the exported file and the entry on the start page", async () => {
    await ada.draw(line([300, 300], [400, 400]));
    await ada.key("Control+Shift+e");
    const download = ada.page.waitForEvent("download");
    await ada.page.locator("dialog .primary").click();
    assert.match((await download).suggestedFilename(), /^Harbour plan \d{4}-\d\d-\d\d@2x\.png$/);
    await ada.untilSaved();
    await ada.page.goto(app.server.origin);
    await ada.page.locator(".visit-title", { hasText: "Harbour plan" }).waitFor();
    const other = await createBoard(ada.page);
    assert.equal(await field(other).inputValue(), "");
    assert.equal(await other.page.title(), "Board – Drawbridge");
  });
});
