import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";

appTest("people say something at their cursors, viewers only read it, and everybody learns who comes", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  const guest = await app.open(links.viewer);
  await ada.page.getByText(/ came$/).waitFor();
  await bo.page.mouse.move(500, 400);
  await bo.key("/");
  await bo.page.getByRole("textbox", { name: "Say something" }).waitFor();
  await bo.page.keyboard.type("over here <b>");
  for (const { page } of [ada, guest]) {
    await page.locator(".cursor-words", { hasText: "over here <b>" }).waitFor();
    assert.equal(await page.locator(".cursor-words b").count(), 0);
  }
  await bo.key("Escape");
  await bo.page.getByRole("textbox", { name: "Say something" }).waitFor({ state: "detached" });
  await ada.page.locator(".cursor-words").waitFor({ state: "detached" });
  await guest.key("/");
  await guest.page.mouse.move(300, 300);
  assert.equal(await guest.page.locator(".cursor-words").count(), 0);
});
