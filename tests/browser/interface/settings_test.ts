import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { geoOf } from "../../support/board/figures.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 120 });

appTest("the settings of this device", async (app, t) => {
  const step = boardSteps(app, t);

  await step("are reached by key, menu and palette, take effect at once and are kept", [BOX], async (board) => {
    const { page } = board;
    const dialog = page.getByRole("dialog", { name: "Settings" });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    await board.key("Control+,");
    await dialog.getByRole("radio", { name: "Dark" }).check();
    assert.equal(await theme(), "dark");
    await board.key("Escape");
    await page.reload();
    await board.untilSaved();
    assert.equal(await theme(), "dark");
    const start = await page.context().newPage();
    await start.goto(app.server.origin);
    await start.getByRole("button", { name: "New board" }).waitFor();
    assert.equal(await start.evaluate(() => document.documentElement.dataset.theme), "dark");
    await start.close();
    await board.command("light theme");
    await until("the theme is light", async () => await theme() === "light");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Settings" }).click();
    await dialog.getByRole("radio", { name: "Zooms" }).check();
    await dialog.getByRole("checkbox", { name: /Single letters/ }).uncheck();
    await board.key("Escape");

    await board.key("Control+0");
    await page.mouse.move(640, 400);
    await page.mouse.wheel(0, -100);
    await until("the wheel zooms", async () => await board.percent() > 100);
    await page.locator("#canvas").focus();
    await board.key("r");
    await board.key("Control+0");
    await until("the next key has run", async () => await board.percent() === 100);
    await page.locator(".toolbar > [aria-label=Pen][aria-pressed=true]").waitFor();
    await board.command("settings");
    await dialog.getByRole("checkbox", { name: /Single letters/ }).check();
    await board.key("Escape");
    await page.locator("#canvas").focus();
    await board.key("r");
    await page.getByRole("button", { name: "Shapes: Rectangle", pressed: true }).waitFor();
  });

  await step("the palette shows the commands used last first", [BOX], async (board) => {
    const { page } = board;
    await board.command("minimap");
    await page.locator(".minimap").waitFor();
    await board.key("Control+k");
    await page.getByRole("group", { name: "Recent" }).getByRole("option", { name: "Minimap" }).waitFor();
    assert.match(await page.locator("[role=option][aria-selected=true]").innerText(), /^Minimap/);
  });
});
