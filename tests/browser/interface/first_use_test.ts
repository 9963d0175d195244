import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { PHONE } from "../../support/browser/screens.ts";

/** Draws short strokes in the middle of the view, in a row. */
async function drawStrokes(board: BoardPage, count: number, y: number): Promise<void> {
  for (let i = 0; i < count; i++) await board.draw(line([80 + 40 * i, y], [100 + 40 * i, y + 40]));
}

function cardOf(page: Page) {
  return page.locator(".hint-card.panel");
}

function closedHints(page: Page): Promise<string[]> {
  return page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.hints") ?? "[]").sort());
}

appTest("hints for newcomers appear when they help, and never again once used or closed", async (app, t) => {
  const { links } = await app.server.createBoard();
  const person = await app.newcomer();
  const board = await app.open(links.owner, person);
  const { page } = board;
  const card = cardOf(page);

  await t.step("nothing is shown before the person has drawn", async () => {
    assert.equal(await page.locator(".hint-card").count(), 0);
    await board.draw(line([300, 300], [400, 360]));
    await page.locator(".hint-card").waitFor({ state: "attached" });
    assert.equal(await card.count(), 0);
  });

  await t.step("somebody who draws alone is told how to share, by screen readers too", async () => {
    await drawStrokes(board, 2, 400);
    await card.getByText("You are alone here").waitFor();
    assert.match(await page.locator(".hint-card [aria-live]").innerText(), /^You are alone here/);
  });

  await t.step("the card leaves while something is drawn, also where it was", async () => {
    const { x, y } = (await card.boundingBox())!;
    await board.press(line([x - 40, y + 100], [x - 80, y + 140]));
    await card.waitFor({ state: "detached" });
    await page.mouse.move(x + 40, y + 40);
    await page.mouse.up();
    await card.waitFor();
  });

  await t.step("F6 reaches it, and Escape closes it and returns to the board", async () => {
    const isInCard = () => page.evaluate(() => document.activeElement!.closest(".hint-card") !== null);
    for (let presses = 0; presses < 8 && !await isInCard(); presses++) await board.key("F6");
    assert.ok(await isInCard());
    await board.key("Escape");
    await card.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement!.id), "canvas");
    assert.deepEqual(await closedHints(page), ["share"]);
  });

  await t.step("scrolling shows how to move the board, and Space is the answer", async () => {
    await drawStrokes(board, 3, 460);
    await page.mouse.move(640, 400);
    await page.mouse.wheel(0, 40);
    await card.getByText("Hold Space and drag").waitFor();
    await page.locator("#canvas").focus();
    await board.holding(" ", () => board.draw(line([600, 300], [640, 340])));
    await card.waitFor({ state: "detached" });
    assert.deepEqual(await closedHints(page), ["pan", "share"]);
  });

  await t.step("the first shape shows the styles, in every tab until one of them closes it", async () => {
    const other = await app.open(links.owner, person);
    for (const each of [board, other]) {
      await drawStrokes(each, 3, 520);
      await each.drawBox([200, 200]);
      await cardOf(each.page).getByText("Colours, widths and more are here").waitFor();
    }
    await cardOf(other.page).getByRole("button", { name: "Got it" }).click();
    await cardOf(page).waitFor({ state: "detached" });
    await other.page.close();
  });

  await t.step("a reload keeps them closed", async () => {
    await page.reload();
    await board.untilSaved();
    await drawStrokes(board, 3, 560);
    await board.drawBox([200, 200]);
    await page.mouse.wheel(0, 40);
    await page.locator(".hint-card").waitFor({ state: "attached" });
    assert.equal(await card.count(), 0);
  });
});

appTest("hints on a phone speak of fingers, and styles that were found need none", async (app) => {
  const { links } = await app.server.createBoard();
  const board = await app.open(links.owner, await app.newcomer(PHONE));
  const { page } = board;
  const card = cardOf(page);
  await board.draw(line([100, 300], [160, 340]));
  await page.locator(".hint-card").waitFor({ state: "attached" });
  await board.draw(line([100, 400], [385, 420]));
  await card.getByText("Drag with two fingers").waitFor();
  assert.doesNotMatch(await card.innerText(), /Space/);
  const width = page.viewportSize()!.width;
  const box = (await card.boundingBox())!;
  assert.ok(box.x >= 0 && box.x + box.width <= width, "the card fits");
  await card.getByRole("button", { name: "Got it" }).tap();
  await page.locator(".button.style").tap();
  await page.locator(".style-panel").waitFor();
  assert.deepEqual(await closedHints(page), ["pan", "style"]);
});
