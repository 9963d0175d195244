import { appTest } from "../support/app_case.ts";
import { boardSteps } from "../support/board_steps.ts";
import { geoOf } from "../support/figures.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 120, text: "Harbour", fill: "semi" });

appTest("a board by keys alone", async (app, t) => {
  const step = boardSteps(app, t);

  await step("what keys do is said to who cannot see it", [BOX], async (board) => {
    const { page } = board;
    const hears = (words: string | RegExp) => page.locator(".said", { hasText: words }).waitFor({ state: "attached" });
    await page.locator(".said").waitFor({ state: "attached" });
    await page.locator("#canvas").focus();
    await board.key("o");
    await hears("Ellipse");
    await board.key("Enter");
    await hears(/1 shape added, Ellipse, black, at \d+, \d+, 120 by 120$/);
    await board.key("Control+a");
    await hears("2 shapes selected");
    await board.key("ArrowRight");
    await hears("2 shapes changed");
    await board.key("Escape");
    await hears("Nothing selected");
    await board.key("Tab");
    await hears("Rectangle, blue, “Harbour”, 1 of 2");
    await board.key("Shift+ArrowRight");
    await hears("Rectangle, blue, “Harbour”, at 111, 100, 200 by 120");
    await board.key("Delete");
    await hears("1 shape removed");
    await board.key("Control+z");
    await hears("1 shape added");
  });
});
