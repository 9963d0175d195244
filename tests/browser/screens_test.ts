import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import type { Page } from "playwright-core";
import { type App, appTest } from "../support/app_case.ts";
import { BoardPage, type Point } from "../support/board_page.ts";
import { seeded } from "../support/random.ts";
import { curl } from "../support/scribble.ts";

/** Where the pictures go; git ignores them, people look at them. */
const FOLDER = decodeURIComponent(new URL("screens/", import.meta.url).pathname);

const SIZES = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    appTest(`every main screen fits a ${size} in ${colorScheme}`, async (app) => {
      const hasTouch = size === "phone";
      const person = await app.person({ viewport, colorScheme, hasTouch, isMobile: hasTouch });
      const page = await person.newPage();
      const shoot = async (name: string) => {
        await assertFits(page);
        const path = `${FOLDER}${size}_${colorScheme}_${name}.png`;
        await page.screenshot({ path });
        assert.ok((await stat(path)).size > 1_000);
      };
      await page.goto(app.server.origin);
      await page.getByRole("button", { name: "New board" }).waitFor();
      await shoot("start_empty");
      await page.getByRole("button", { name: "New board" }).click();
      await page.waitForURL("**/b/*");
      const board = new BoardPage(page, page.url().split("/").at(-1)!);
      await board.untilSaved();
      await shoot("board_empty");
      await withOthers(app, board, viewport);
      await shoot("board_drawn");

      await page.locator("button.style").click();
      await page.locator(".style-panel").waitFor();
      await shoot("style");
      await board.key("Escape");
      await page.locator("button.others").click();
      await shoot("people");
      await board.key("Escape");
      await page.locator("button.me").click();
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

      const guest = await app.open(new URL(await viewerLink(page)).pathname.split("/").at(-1)!, person);
      await guest.untilStatus("View only");
      await guest.page.screenshot({ path: `${FOLDER}${size}_${colorScheme}_viewer.png` });
      await guest.page.close();
      await app.server.stop();
      await board.untilStatus(/^Offline/);
      await board.draw(strokeIn(viewport, 99));
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
}

/** Nothing makes the page wider than the screen. */
async function assertFits(page: Page): Promise<void> {
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(scroll <= inner, `${scroll} px wide on a screen of ${inner} px`);
}

/** Two others are here and have drawn, in several colours. */
async function withOthers(app: App, board: BoardPage, viewport: { width: number; height: number }): Promise<void> {
  const people = [await app.open(board.slug), await app.open(board.slug)];
  let seed = 0;
  for (const each of [board, ...people]) {
    if (each !== board) await each.page.setViewportSize(viewport);
    for (let i = 0; i < 4; i++) {
      await each.key(i === 3 ? "Shift+d" : "p");
      await each.key("c");
      await each.key("c");
      await each.draw(strokeIn(viewport, ++seed));
    }
    await each.key("p");
  }
  for (const each of people) await each.page.mouse.move(viewport.width * 0.3 * (1 + people.indexOf(each)), 320);
  await board.shapes(12);
  await board.page.locator("button.others").waitFor();
}

function strokeIn({ width, height }: { width: number; height: number }, seed: number): Point[] {
  return curl(seeded(seed)).map(([x, y]): Point => [x * width / 1280, y * height / 800]);
}

async function viewerLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("radio", { name: /View only/ }).check();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}
