import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { until } from "../../support/until.ts";

/** How many labels with this name are seen on the board. */
function labels(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (name) =>
      [...document.querySelectorAll("#canvas span")].filter((each) =>
        each.textContent === name && each.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      ).length,
    name,
  );
}

appTest("a person who types has one name label, at the caret (fault T14)", async (app) => {
  const { links } = await app.server.createBoard();
  await app.put(links.owner, [geoOf("note", { x: 400, y: 300, w: 200, h: 100 })]);
  const ada = await app.open(links.owner);
  const bo = await app.open(links.editor);
  for (const board of [ada, bo]) await board.shapes(1);
  await bo.click(/^You:/);
  await bo.page.getByRole("textbox", { name: "Your name" }).fill("Bo Diddley");
  await bo.key("Enter");
  await bo.page.mouse.move(600, 380);
  await until("the pointer is named", async () => await labels(ada.page, "Bo Diddley") === 1);
  const { x, y } = { x: 500, y: 350 };
  await bo.key("v");
  await bo.page.mouse.dblclick(x, y);
  await bo.page.keyboard.type("Hello");
  await ada.page.locator(".peer-caret").waitFor({ state: "attached" });
  await bo.page.mouse.move(x + 20, y + 10);
  await until(
    "the pointer is without a name",
    () =>
      ada.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("#canvas div > svg + span")].every(({ hidden }) => hidden)
      ),
  );
  assert.ok(await labels(ada.page, "Bo Diddley") <= 1);
  await bo.key("Escape");
  await until("it has the name again", async () => await labels(ada.page, "Bo Diddley") === 1);
});

appTest("my other tab is not shown as another person, and others see one colour (fault T14)", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const tabs = [await app.open(links.editor, person), await app.open(links.editor, person)];
  for (const { page } of tabs) {
    const others = page.getByRole("button", { name: /other (person|people) here/ });
    await until("no other person is shown", async () => await others.count() === 0);
  }
  const bo = await app.open(links.owner);
  await bo.click("2 other people here");
  await bo.page.locator(".person .face").nth(2).waitFor();
  const faces = bo.page.locator(".person .face");
  const colors = () => faces.evaluateAll((all) => all.map((face) => face.style.getPropertyValue("--color")));
  await until("both tabs have one colour", async () => {
    const [, first, second, ...rest] = await colors();
    return first !== undefined && first === second && rest.length === 0;
  });
  await tabs[0].page.getByRole("button", { name: "1 other person here" }).waitFor();
  await tabs[1].page.bringToFront();
  await tabs[1].draw(line([300, 300], [400, 300]));
  await tabs[0].untilInk([350, 300]);
  assert.equal(await tabs[0].page.getByRole("button", { name: "1 other person here" }).count(), 1);
});
