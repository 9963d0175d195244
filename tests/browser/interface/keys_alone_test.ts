import assert from "node:assert/strict";
import type { ArrowShape } from "../../../board/shape.ts";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { geoOf } from "../../support/board/figures.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 120, text: "Harbour", fill: "semi" });

/** Nobody sees what screen readers say. */
const untilSaid = ({ page }: BoardPage, words: string | RegExp) =>
  page.locator(".said", { hasText: words }).waitFor({ state: "attached" });

appTest("a board by keys alone", async (app, t) => {
  const step = boardSteps(app, t);

  await step("a screen reader announces the effect of keys", [BOX], async (board) => {
    const { page } = board;
    const hears = (words: string | RegExp) => untilSaid(board, words);
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

  await step("an active tool adds another shape, also while something is selected", [], async (board) => {
    for (const [i, key] of ["r", "o", "r"].entries()) {
      await board.page.locator("#canvas").focus();
      await board.key(key);
      await board.key("Enter");
      await board.shapes(i + 1);
    }
    await board.key("Enter");
    await board.page.locator("#canvas textarea").waitFor();
  });

  const row = ["a", "b", "c", "d"].map((id, i) => geoOf(id, { x: 100 + 200 * i, y: 300, order: `a${i}` }));
  await step("several shapes are selected by keys and connected", row, async (board) => {
    await board.page.locator("#canvas").focus();
    await board.key("Tab");
    await board.key("Shift+K");
    for (let i = 0; i < 2; i++) await board.key("Tab");
    await untilSaid(board, "3 of 4, beside 1 shape kept");
    await board.key("a");
    await board.key("Enter");
    const arrow = (await board.shapes(5)).find(({ kind }) => kind === "arrow") as ArrowShape;
    assert.deepEqual([arrow.start.to, arrow.end.to], ["a", "c"]);
    await board.key("Escape");
    await board.key("Tab");
    await board.key("Delete");
    const left = (await board.shapes(4)).map(({ id }) => id);
    assert.ok(["b", "c", "d"].every((id) => left.includes(id)), "what was kept is not, once it is let go");
  });
});
