import assert from "node:assert/strict";
import type { Page, ViewportSize } from "playwright-core";
import { encodeInk } from "../../../board/ink.ts";
import { COLORS } from "../../../board/palette.ts";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, createBoard, type Point, slugOf } from "../../support/browser/board_page.ts";
import { handwriting } from "../../support/board/handwriting.ts";
import { seeded } from "../../support/random.ts";
import { curl } from "../../support/browser/scribble.ts";
import { type Device, photographThemes, SCREENS } from "../../support/browser/screens.ts";
import { inkOf } from "../../support/board/shapes.ts";
import { until } from "../../support/until.ts";

const WORDS = 24;

for (const { size, device } of SCREENS) {
  appTest(`every main screen fits a ${size}`, async (app) => {
    const person = await app.person(device);
    const page = await person.newPage();
    const shoot = async (name: string) => {
      await assertFits(page);
      await photographThemes(page, `${size}_${name}`);
    };
    await page.goto(app.server.origin);
    await page.getByRole("button", { name: "New board" }).waitFor();
    await shoot("start_empty");
    const board = await createBoard(page);
    await shoot("board_empty");
    await withOthers(app, board, device);
    await shoot("board_drawn");

    // On wide screens the styles are there with the tool.
    if (await page.locator(".style-panel").isHidden()) await page.locator("button.style").click();
    await page.locator(".style-panel").waitFor();
    await shoot("style");
    await board.key("Escape");
    await page.locator("button.others").click();
    await page.locator(".person-row").first().waitFor();
    await shoot("people");
    await board.key("Escape");
    await board.openCard();
    await shoot("me");
    await board.key("Escape");
    await page.getByRole("button", { name: "Share" }).click();
    await page.locator("dialog .qr").waitFor();
    await shoot("share");
    await board.key("Escape");
    await board.key("?");
    await page.locator("dialog kbd").first().waitFor();
    await shoot("shortcuts");
    await board.key("Escape");

    const guest = await app.open(slugOf(await viewerLink(page)), person);
    await until("the guest sees ink", async () => await guest.inkAround([device.viewport.width / 2, 300], 150) > 0);
    await photographThemes(guest.page, `${size}_viewer`);
    await guest.page.close();
    await app.server.stop();
    await board.untilStatus(/^Offline/);
    await board.draw(strokeIn(device.viewport, 99));
    await board.untilStatus(/^Offline – 1 change/);
    await shoot("offline");
    await app.server.restart();
    await page.goto(app.server.origin);
    await page.locator(".visit").waitFor();
    await shoot("start");
    await page.goto(app.server.boardUrl("AAAAAAAAAAAAAAAAAAAAAA"));
    await page.getByRole("heading", { name: /can’t be opened/ }).waitFor();
    await shoot("refused");
  });
}

/** Nothing makes the page wider than the screen. */
async function assertFits(page: Page): Promise<void> {
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(scroll <= inner, `${scroll} px wide on a screen of ${inner} px`);
}

/** Somebody else is here, and the board is written on. */
async function withOthers(app: App, board: BoardPage, { viewport }: Device): Promise<void> {
  const random = seeded(3);
  const words = Array.from({ length: WORDS }, (_, i) => {
    const x = viewport.width * (0.08 + 0.22 * (i % 4)), y = 110 + 70 * Math.floor(i / 4);
    const look = i % 8 === 5 ? { nib: "highlighter" as const, width: 20 } : {};
    const ink = encodeInk(handwriting(random));
    return inkOf(`word.${i}`, { x, y, w: 120, h: 40, color: COLORS[i % COLORS.length], ...look, ink });
  });
  await app.put(board.slug, words);
  const other = await app.open(board.slug);
  await other.page.mouse.move(viewport.width * 0.6, 320);
  await board.draw(strokeIn(viewport, 8));
  await board.shapes(WORDS + 1);
  await board.page.locator("button.others").waitFor();
}

function strokeIn({ width, height }: ViewportSize, seed: number): Point[] {
  return curl(seeded(seed)).map(([x, y]): Point => [x * width / 1280, y * height / 800]);
}

async function viewerLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("radio", { name: /View only/ }).check();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}
