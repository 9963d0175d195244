import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { Company } from "../../support/browser/company.ts";
import { shiftsOf, watchShifts } from "../../support/browser/layout_shifts.ts";
import { DESK, PHONE } from "../../support/browser/screens.ts";

const TITLE = "Plans for the summer harbour festival";
const PEOPLE = 12;
/** They come first, and leave first. */
const GUESTS = 2;
const SMALL_PHONE = { ...PHONE, viewport: { width: 360, height: 640 } };

for (const device of [DESK, PHONE, SMALL_PHONE]) {
  const { width, height } = device.viewport;
  const isPhone = device !== DESK;

  appTest(
    `people who come or leave move nothing at ${width} × ${height}, and the title stays readable`,
    async (app) => {
      const { links } = await app.server.createBoard();
      const person = await app.person(device);
      await watchShifts(person);
      const board = await app.open(links.owner, person);
      const { page } = board;
      await page.locator(".board-title input").fill(TITLE);
      await board.key("Enter");
      await board.untilSaved();
      const before = await shiftsOf(page);
      const url = app.server.socketUrl(links.editor);
      const guests = await Company.join(url, GUESTS, PEOPLE);
      await page.getByRole("button", { name: `${GUESTS} other people here` }).waitFor();
      await using _company = await Company.join(url, PEOPLE);
      await page.getByRole("button", { name: `${PEOPLE + GUESTS} other people here` }).waitFor();
      await guests[Symbol.asyncDispose]();
      await page.getByRole("button", { name: `${PEOPLE} other people here` }).waitFor();
      assert.deepEqual(await shiftsOf(page), before);
      const field = await page.locator(".board-title input").evaluate((field) => field.clientWidth);
      assert.ok(field >= 4.5 * 16, `the title has ${field} px`);

      if (isPhone) await renamed(board);
    },
  );
}

/** On a phone the list of people leads to one's own name. */
async function renamed(board: BoardPage): Promise<void> {
  const { page } = board;
  await page.locator("button.others").tap();
  await page.locator(".person-me").tap();
  await page.getByRole("textbox", { name: "Your name" }).fill("Countess Ada");
  await board.key("Enter");
  await page.locator("button.others").tap();
  await page.locator(".person-me", { hasText: "Countess Ada" }).waitFor();
}
