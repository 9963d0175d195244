import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
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
    for (const [name, shown] of [["Dark theme", "dark"], ["Light theme", "light"]]) {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("button", { name }).click();
      await until(`the theme is ${shown}`, async () => await theme() === shown);
    }
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

  await step("the right button pans or opens the menu", [BOX], async (board) => {
    const { page } = board;
    const menu = page.getByRole("menu");
    const dragRight = async () => {
      await page.mouse.move(640, 400);
      await page.mouse.down({ button: "right" });
      await page.mouse.move(700, 430, { steps: 3 });
      await page.mouse.up({ button: "right" });
    };
    await page.mouse.click(640, 400, { button: "right" });
    await menu.waitFor();
    await board.key("Escape");
    await menu.waitFor({ state: "detached" });
    await choose(board, "radio", /a click opens the menu/);
    await board.untilInk([100, 160]);
    await dragRight();
    await board.untilInk([160, 190]);
    await board.untilNoInk([100, 160]);
    assert.equal(await menu.count(), 0);
    await page.mouse.click(640, 400, { button: "right" });
    await menu.waitFor();
    await board.key("Escape");
  });

  await step("shapes align while they move, unless the person chose otherwise", [
    BOX,
    geoOf("other", { x: 100, y: 400, w: 200, h: 120, order: "a1", fill: "solid" }),
  ], async (board) => {
    const moved = async (x: number) => {
      await board.draw(line([200, 460], [203, 480]));
      await board.untilShape("other", `it is at ${x}`, (shape) => shape.x === x && shape.y !== 400);
      await board.key("Control+z");
      await board.untilShape("other", "it is back", (shape) => shape.y === 400);
    };
    await board.key("v");
    await moved(100);
    await choose(board, "checkbox", /align to others/, false);
    await moved(103);
  });

  await step("less motion stops what the page animates", [], async (board) => {
    const { page } = board;
    const duration = () => page.locator("dialog").evaluate((dialog) => getComputedStyle(dialog).animationDuration);
    await board.key("Control+,");
    assert.notEqual(await duration(), "0s");
    await page.getByRole("radio", { name: "Less motion" }).check();
    assert.equal(await duration(), "0s");
    await page.reload();
    await board.untilSaved();
    await board.key("Control+,");
    await page.getByRole("radio", { name: "Less motion", checked: true }).waitFor();
    assert.equal(await duration(), "0s");
  }, { reducedMotion: "no-preference" });

  await step("the language can be chosen, and the choice is kept", [], async (board) => {
    const { page } = board;
    await page.goto(`${page.url()}?lang=en-XA`);
    const lang = () => page.evaluate(() => document.documentElement.lang);
    await until("it is in the pseudo-language", async () => await lang() === "en-XA");
    await page.locator(".status-text").waitFor();
    await board.key("Control+,");
    await page.locator("dialog select").selectOption("en");
    await page.getByRole("button", { name: "Share", exact: true }).waitFor();
    assert.equal(await lang(), "en");
    assert.ok(!page.url().includes("lang="));
    await page.reload();
    await page.getByRole("button", { name: "Share", exact: true }).waitFor();
  });

  await t.step("a new message is shown and heard while the chat is closed, if the person wants", async () => {
    const { ada, bo } = await app.openForTwo();
    const { page } = ada;
    await page.evaluate(() => {
      const { prototype } = AudioContext;
      const create = prototype.createOscillator;
      Object.assign(globalThis, { tones: 0 });
      prototype.createOscillator = function () {
        Object.assign(globalThis, { tones: Reflect.get(globalThis, "tones") + 1 });
        return create.call(this);
      };
    });
    const tones = () => page.evaluate(() => Reflect.get(globalThis, "tones") as number);
    const say = async (text: string) => {
      await bo.page.getByRole("textbox", { name: "Write a message" }).fill(text);
      await bo.key("Enter");
    };
    await bo.page.locator(".talk-button").click();
    await say("nobody hears this");
    await page.locator(".talk-button[data-unread=true]").waitFor();
    assert.equal(await page.locator(".notice", { hasText: "nobody hears this" }).count(), 0);
    assert.equal(await tones(), 0);
    await choose(ada, "checkbox", "Show new messages");
    await choose(ada, "checkbox", "Play a sound for new messages");
    await say(`hello ${"there ".repeat(30)}`);
    const notice = page.locator(".notice p", { hasText: ": hello there" });
    await notice.waitFor();
    assert.match(await notice.innerText(), /there…$|the…$|th…$|t…$| …$/);
    await until("a chime sounds", async () => await tones() === 2);
    await ada.page.context().close();
    await bo.page.context().close();
  });
});

/** Changes a setting as people do, and closes the dialog. */
async function choose({ page }: BoardPage, role: "radio" | "checkbox", name: string | RegExp, isOn = true) {
  await page.keyboard.press("Control+,");
  await page.getByRole("dialog", { name: "Settings" }).getByRole(role, { name }).setChecked(isOn);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}
