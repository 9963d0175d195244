import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line, slugOf } from "../../support/browser/board_page.ts";
import { Company } from "../../support/browser/company.ts";
import { shiftsOf, watchShifts } from "../../support/browser/layout_shifts.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

appTest("people and their links", async (app, t) => {
  await t.step("others see a new name at once, at the cursor and in the list, and it is stored", async () => {
    const { ada, bo } = await app.openForTwo();
    await ada.click(/^You:/);
    await ada.page.getByRole("textbox", { name: "Your name" }).fill("Countess Ada");
    await ada.key("Enter");
    await ada.page.mouse.move(400, 400);
    await bo.page.locator("#canvas").getByText("Countess Ada").waitFor();
    await bo.click(/other person here/);
    await bo.page.locator(".others-panel").getByText("Countess Ada").waitFor();
    await hide(ada.page, true);
    await bo.page.getByRole("button", { name: "Go to Countess Ada, who is away" }).waitFor();
    await hide(ada.page, false);
    await bo.page.getByRole("button", { name: "Go to Countess Ada", exact: true }).waitFor();
    await ada.page.reload();
    await ada.page.getByRole("button", { name: "You: Countess Ada" }).waitFor();
    await ada.page.close();
    await bo.page.locator(".others").first().waitFor({ state: "detached" });
  });

  await t.step("nothing in an open list of people moves while others come and go", async () => {
    for (const device of [{}, PHONE]) {
      const { links } = await app.server.createBoard();
      await using _ = await Company.join(app.server.socketUrl(links.editor), 3);
      const person = await app.person(device);
      await watchShifts(person);
      const { page } = await app.open(links.owner, person);
      await page.locator(".others").first().click();
      const rows = page.locator(".person-row");
      await until("three are listed", async () => await rows.count() === 3);
      const before = await shiftsOf(page);
      {
        await using _ = await Company.join(app.server.socketUrl(links.editor), 3, 3);
        await until("six are listed", async () => await rows.count() === 6);
      }
      await until("three have left", async () => await page.getByText("left", { exact: true }).count() === 3);
      assert.equal(await rows.count(), 6);
      assert.deepEqual(await shiftsOf(page), before);
    }
  });

  await t.step("the links of the share dialog open the board in their roles", async () => {
    const ada = await app.create();
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilSaved();
    await ada.page.getByRole("button", { name: "Share" }).click();
    const link = ada.page.getByRole("textbox", { name: "Link" });
    const editorLink = await link.inputValue();
    await ada.page.getByRole("radio", { name: /View only/ }).check();
    const viewerLink = await link.inputValue();
    const bo = await app.open(slugOf(editorLink));
    const guest = await app.open(slugOf(viewerLink));
    assert.equal(new URL(editorLink).origin, app.server.origin);
    assert.equal(await guest.status(), "View only");
    await bo.untilInk([400, 300]);
    await bo.draw(line([300, 400], [500, 400]));
    await guest.untilInk([400, 400]);
  });

  await t.step("the start page lists visited boards, and a pasted link opens a board", async () => {
    const ada = await app.create();
    const { page, slug } = ada;
    const address = slugOf(page.url());
    await page.goBack();
    await page.locator(`a[href='/b/${address}']`, { hasText: "owner" }).click();
    await ada.untilSaved();

    const { links } = await app.server.createBoard();
    await page.goto(app.server.origin);
    await page.getByRole("textbox").fill(`  ${app.server.boardUrl(links.viewer)} `);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/b/${links.viewer}`);
    await ada.untilStatus("View only");
    await page.goto(app.server.origin);
    assert.equal(await page.locator(".visit").count(), 2);
    await page.locator(".visit", { hasText: "view only" }).waitFor();

    const copies = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    assert.ok((await copies()).includes(`drawbridge-${links.viewer}`));
    await page.locator(".visit", { hasText: "view only" }).locator(".visit-more").click();
    await page.locator(".visit-menu:popover-open").getByRole("button", { name: "Remove from this list" }).click();
    assert.ok((await copies()).includes(`drawbridge-${links.viewer}`), "the removal can still be undone");
    await page.getByRole("button", { name: "Close" }).click();
    await until("nothing of it is on the device", async () => !(await copies()).includes(`drawbridge-${links.viewer}`));
    assert.ok((await copies()).includes(`drawbridge-${slug}`), "other boards stay");
  });

  await t.step("a board opens with all its content in view, and later changes do not move the view", async () => {
    const ada = await app.create();
    await ada.draw(line([900, 600], [1100, 600]));
    await ada.untilSaved();
    const phone = await app.open(ada.slug, await app.person(PHONE));
    const middle = [195, 422] as const;
    await phone.untilInk(middle);
    await ada.draw(line([100, 100], [300, 100]));
    await phone.shapes(2);
    assert.ok(await phone.inkAround(middle) > 0);
  });

  await t.step("an invalid link shows a message, does not retry, and is not stored", async () => {
    const page = await (await app.person()).newPage();
    let sockets = 0;
    page.on("websocket", () => sockets++);
    await page.goto(app.server.boardUrl("AAAAAAAAAAAAAAAAAAAAAA"));
    await page.getByRole("heading", { name: /can’t be opened/ }).waitFor();
    await page.getByRole("link", { name: "Go to the start page" }).click();
    await page.getByRole("button", { name: "New board" }).waitFor();
    assert.equal(await page.locator(".visit").count(), 0);
    assert.equal(sockets, 0);
    await page.goto(`${app.server.origin}/b/no`);
    await page.getByRole("heading", { name: /can’t be opened/ }).waitFor();
  });

  await t.step("the dark theme of the system gives a dark board with readable ink", async () => {
    const { links } = await app.server.createBoard();
    const ada = await app.open(links.owner, await app.person({ colorScheme: "dark" }));
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilInk([400, 300]);
    await ada.untilSaved();
    assert.ok(await brightness(ada, 400, 300) > 200 && await brightness(ada, 400, 350) < 50);
    await ada.page.emulateMedia({ colorScheme: "light" });
    await until("it follows the system", async () => await brightness(ada, 400, 350) > 200);
    await until("so does the ink", async () => await brightness(ada, 400, 300) < 50);
  });

  await t.step("the board is there and connected after going back in the history", async () => {
    const ada = await app.create();
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilSaved();
    await ada.page.goBack();
    await ada.page.goForward();
    await ada.untilInk([400, 300]);
    await ada.untilSaved();
    const bo = await app.open(ada.slug);
    await bo.draw(line([300, 400], [500, 400]));
    await ada.untilInk([400, 400]);
    await ada.draw(line([300, 500], [500, 500]));
    await bo.untilInk([400, 500]);
  });

  await t.step("a stroke in progress is saved when the page closes", async () => {
    const ada = await app.create();
    await ada.press(line([300, 300], [500, 300]));
    await ada.page.goBack();
    await ada.page.goForward();
    await ada.untilInk([400, 300]);
    await ada.untilSaved();
    assert.equal((await app.server.board(ada.slug)).shapes.size, 1);
  });
});

/** Of the board's canvas at a point, 0…255. */
function brightness({ page }: BoardPage, x: number, y: number): Promise<number> {
  return page.evaluate(({ x, y }) => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas#board")!;
    return canvas.getContext("2d")!.getImageData(x, y, 1, 1).data[1];
  }, { x, y });
}

/** Another tab comes to the front, or this one again. */
async function hide(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}
