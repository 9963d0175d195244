import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage, Point } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { DESK, PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

async function pinch(board: BoardPage, [x, y]: Point, scaleFactor: number): Promise<void> {
  const devtools = await board.devtools();
  await devtools.send("Input.synthesizePinchGesture", { x, y, scaleFactor, gestureSourceType: "touch" });
}

const pageScale = (board: BoardPage) => board.page.evaluate(() => visualViewport!.scale);

function touchAction(element: Element): string {
  return getComputedStyle(element).touchAction;
}

/** Runs in the page. @returns what does not let two fingers zoom the page, from an element up to the root */
function forbiddingPinch(element: Element): string[] {
  const found: string[] = [];
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    const { touchAction } = getComputedStyle(each);
    if (!/auto|manipulation|pinch-zoom/.test(touchAction)) found.push(`${each.tagName} ${touchAction}`);
  }
  return found;
}

appTest(
  "A2: two fingers zoom a dialog, and the drawing on the board; a zoomed page is zoomed back there",
  async (app) => {
    const board = await app.openWith([geoOf("a", { x: 150, y: 350, fill: "solid" })], PHONE);
    const { page } = board;
    await pinch(board, [200, 400], 2);
    assert.equal(await pageScale(board), 1);
    // What was as wide as 100 pixels around there is wider.
    await board.untilInk([275, 400]);

    await board.key("?");
    const words = page.locator("dialog kbd").first();
    await words.waitFor();
    // Chromium makes no zoom of the page out of made-up fingers: what it is told about them is looked at instead.
    assert.deepEqual(await words.evaluate(forbiddingPinch), []);
    await board.key("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    const devtools = await board.devtools();
    for (const [pageScaleFactor, action] of [[2, "pinch-zoom"], [1, "none"]] as const) {
      await devtools.send("Emulation.setPageScaleFactor", { pageScaleFactor });
      await until(
        `fingers on the board may ${action}`,
        async () => await page.locator("#canvas").evaluate(touchAction) === action,
      );
    }
  },
);

appTest(
  "A2: Ctrl and + zoom the board where that has the focus; in a dialog and a bar they are the browser's",
  async (app) => {
    const board = await app.openWith([], DESK);
    const { page } = board;
    await page.evaluate(() => {
      Object.assign(globalThis, { taken: [] });
      addEventListener("keydown", (event) => {
        if (event.key === "=") (globalThis as unknown as { taken: boolean[] }).taken.push(event.defaultPrevented);
      });
    });
    await board.key("Control+=");
    await until("the board is zoomed", async () => await board.percent() === 125);
    await board.key("?");
    await page.locator("dialog kbd").first().waitFor();
    await board.key("Control+=");
    await board.key("Escape");
    await page.getByRole("button", { name: "Undo" }).focus();
    await board.key("Control+=");
    await page.locator("#canvas").focus();
    await board.key("Control+0");
    await until("the board is not", async () => await board.percent() === 100);
    assert.deepEqual(await page.evaluate("taken"), [true, false, false]);
  },
);
