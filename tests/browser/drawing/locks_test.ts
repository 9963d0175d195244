import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { line, type Point } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { touch } from "../../support/browser/fingers.ts";
import { inEachTheme, photograph, SCREENS } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const HINT = /^Locked\. To unlock it/;
const LOCKED = geoOf("a", { x: 100, y: 300, fill: "solid", locked: true });
const FREE = geoOf("b", { x: 250, y: 300, order: "a1", fill: "solid", color: "red" });
const MIDDLE: Point = [150, 350];

for (const { size, device } of SCREENS) {
  appTest(`T13: a ${size} shows in each theme that a shape is locked, and says how to unlock it`, async (app) => {
    const board = await app.openWith([LOCKED, FREE], device);
    const { page } = board;
    await board.key("v");
    if (device.hasTouch) await touch(board, [MIDDLE]);
    else await page.mouse.click(...MIDDLE);
    await page.locator("[aria-live]").getByText(HINT).waitFor();
    // Outside of its upper right corner.
    await inEachTheme(page, async (theme) => {
      await until("a lock is shown", () => board.isPaintedOn("selection", [210, 290], 6));
      await photograph(page, `${size}_locked_${theme}`);
    });
    await board.key("Shift+L");
    await board.untilShape("a", "it is unlocked", ({ locked }) => !locked);
    await page.mouse.click(5, 500);
  });
}

appTest("T13: with the keyboard, too, a hint explains how to unlock a shape", async (app) => {
  const board = await app.openWith([LOCKED, FREE]);
  await board.page.locator("#canvas").focus();
  await board.key("Tab");
  await board.page.locator("[aria-live]").getByText(HINT).waitFor();
  await board.page.locator(".said").getByText("Rectangle, blue, locked, 1 of 2")
    .waitFor();
  await board.key("Shift+L");
  await board.untilShape("a", "it is unlocked", ({ locked }) => !locked);
});

appTest("C2: the eraser and commands skip locked shapes", async (app) => {
  const board = await app.openWith([LOCKED, FREE]);
  await board.key("e");
  await board.draw(line([80, 350], [380, 350]));
  assert.deepEqual((await board.shapes(1)).map(({ id }) => id), ["a"]);
  await board.key("Control+z");
  await board.shapes(2);
  await board.key("v");
  await board.page.mouse.click(...MIDDLE);
  await board.holding("Shift", () => board.page.mouse.click(300, 350));
  await board.key("[");
  await board.key("ArrowDown");
  await board.untilShape("b", "the free one moved", ({ y }) => y === 301);
  await board.key("Delete");
  const [left] = await board.shapes(1);
  assert.deepEqual([left.id, left.order, left.y], ["a", LOCKED.order, LOCKED.y]);
});
