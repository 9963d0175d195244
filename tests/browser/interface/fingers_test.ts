import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line, type Point } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { longPress, pen, touch } from "../../support/browser/fingers.ts";
import { DESK, PHONE, photograph } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const HINT = /^Fingers move the board while you use a pen/;

function drawWithPen(board: BoardPage, y: number): Promise<void> {
  return pen(board, line([100, y], [250, y]).map((at, i) => ({ at, force: 0.3 + i / 40 })));
}

function swipe(board: BoardPage, from: Point, to: Point): Promise<void> {
  return touch(board, ...line(from, to).map((point) => [point]));
}

appTest(
  "T6: with a pen in use, fingers tap, drag and long-press shapes, and pan with drawing tools",
  async (app, t) => {
    const square = geoOf("a", { x: 400, y: 300, fill: "solid" });
    const board = await app.openWith([square], { ...DESK, hasTouch: true });
    const { page } = board;
    await board.key("p");
    await drawWithPen(board, 200);
    await board.shapes(2);

    await t.step("after a pen was used, a finger pans, and a hint says so once", async () => {
      await swipe(board, [600, 600], [650, 620]);
      await page.locator("[aria-live]").getByText(HINT).waitFor();
      await photograph(page, "fingers_hint");
      await board.shapes(2);
      await until("the square has moved with the board", async () => await board.inkAround([540, 420]) > 0);
      await page.locator("[aria-live]").getByText(HINT).waitFor({ state: "detached" });
      await swipe(board, [650, 620], [600, 600]);
      assert.equal(await page.getByText(HINT).count(), 0);
    });

    await t.step("with the Select tool, a finger taps and drags", async () => {
      await board.key("v");
      await swipe(board, [450, 350], [550, 350]);
      await board.untilShape("a", "it was dragged", ({ x }) => x > 470);
      await page.locator(".style-panel").or(page.locator("button.style")).first().waitFor();
    });

    await t.step("with the Select tool, a long press opens the menu", async () => {
      await longPress(board, [550, 350], page.getByRole("menu", { name: "Selection" }));
      await board.key("Escape");
    });

    await t.step("“Finger draws” lets fingers draw again, also after a reload", async () => {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("button", { name: "Finger draws" }).click();
      await board.key("p");
      await swipe(board, [600, 600], [700, 600]);
      await board.shapes(3);
      await board.untilSaved();
      await page.reload();
      await board.untilSaved();
      await board.key("p");
      await drawWithPen(board, 250);
      await swipe(board, [600, 650], [700, 650]);
      await board.shapes(5);
    });

    await t.step("then “Finger pans” is offered", async () => {
      await board.command("finger pans");
      await swipe(board, [600, 600], [600, 500]);
      await board.shapes(5);
    });
  },
);

appTest(
  "C14: a long stroke that the system takes the finger from is kept, and the menu answers to taps",
  async (app) => {
    const board = await app.openWith([], PHONE);
    const devtools = await board.devtools();
    const tell = (type: "touchStart" | "touchMove" | "touchCancel", ...points: Point[]) =>
      devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await board.key("p");
    await tell("touchStart", [100, 300]);
    // More than a quarter of a second by the clock of the events.
    const start = await board.page.evaluate(() => performance.now());
    await until("it lasts", async () => {
      await tell("touchMove", [100, 300]);
      return await board.page.evaluate(() => performance.now()) - start > 300;
    });
    for (const at of line([100, 300], [300, 300])) await tell("touchMove", at);
    await tell("touchCancel");
    await board.shapes(1);
    await board.key("v");
    await tell("touchStart", [200, 500]);
    await board.page.getByRole("menu", { name: "Board" }).waitFor();
    await tell("touchCancel");
    // The tap after that is an ordinary one: it is not kept from making a click.
    await board.page.getByRole("menuitem", { name: "Select all" }).tap();
    await board.page.getByRole("menu", { name: "Board" }).waitFor({ state: "detached" });
    await board.page.locator("canvas#board").waitFor();
  },
);

appTest("the menus on a phone offer the finger actions", async (app) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const board = await app.openWith([], { ...PHONE, colorScheme });
    await board.page.getByRole("button", { name: "More" }).click();
    await board.page.getByRole("button", { name: "Finger pans" }).waitFor();
    await photograph(board.page, `phone_${colorScheme}_more`);
    await board.page.context().close();
  }
});

appTest("C6: on a Mac, Ctrl and a click open the menu and draw nothing", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  await person.addInitScript(() => Object.defineProperty(navigator, "platform", { get: () => "MacIntel" }));
  const board = await app.open(links.owner, person);
  const { page } = board;
  await board.key("p");
  await board.holding("Control", async () => {
    await page.mouse.click(400, 300);
    // Only a Mac makes this event of the click itself.
    await page.locator("#canvas").dispatchEvent("contextmenu", {
      button: 0,
      ctrlKey: true,
      clientX: 400,
      clientY: 300,
    });
  });
  await page.getByRole("menu", { name: "Board" }).waitFor();
  await board.key("Escape");
  await board.draw(line([500, 300], [600, 300]));
  assert.equal((await board.strokes(1))[0].x, 500);
});
