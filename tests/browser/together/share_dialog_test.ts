import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";

async function share(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog", { name: "Share this board" }).waitFor();
}

appTest("sharing and managing have a tab each, and only owners get the second one", async (app, t) => {
  const board = await app.create();
  const { page } = board;
  const { editor } = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].links);
  const guest = await app.open(editor);

  await t.step("an owner moves between the tabs by keys", async () => {
    await share(page);
    await page.getByRole("tab", { name: "Share", selected: true }).focus();
    await board.key("ArrowRight");
    await page.getByRole("tabpanel", { name: "Manage links" }).getByRole("button", { name: "Create link" }).waitFor();
    await board.key("ArrowLeft");
    await page.getByRole("tabpanel", { name: "Share" }).getByRole("button", { name: "Copy" }).waitFor();
  });

  await t.step("a link is handed to another app where the system has a list of them", async () => {
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByRole("button", { name: "Send" }).count(), 0);
    await board.key("Escape");
    await page.evaluate(() => {
      const share = (sent: ShareData) => Promise.resolve(void Object.assign(globalThis, { sent }));
      Object.defineProperty(navigator, "share", { value: share });
    });
    await share(page);
    await dialog.getByRole("button", { name: "Send" }).click();
    const sent = await page.evaluate(() => Reflect.get(globalThis, "sent"));
    assert.equal(sent.url, await dialog.getByLabel("Link", { exact: true }).inputValue());
  });

  await t.step("a passphrase can be set and removed where the link is shared", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Anyone who has the link can use it.").waitFor();
    await dialog.getByRole("button", { name: "Set a passphrase" }).click();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.getByText("Type a passphrase first.").waitFor();
    await board.page.keyboard.type("tea");
    await board.key("Enter");
    await dialog.getByText("The link asks for a passphrase.").waitFor();
    await guest.page.getByRole("heading", { name: "Enter the passphrase" }).waitFor();
    await dialog.getByRole("button", { name: "Change" }).click();
    await dialog.getByRole("button", { name: "Remove the passphrase" }).click();
    await dialog.getByText("Anyone who has the link can use it.").waitFor();
  });

  await t.step("a guest is told who manages the links", async () => {
    await guest.page.reload();
    await guest.untilSaved();
    await share(guest.page);
    await guest.page.getByText(/Only an owner of this board can create, change and revoke its links/).waitFor();
    assert.equal(await guest.page.getByRole("tab").count(), 0);
  });
});

appTest(
  "a tab that opens while its content is on the way asks once, and its answer comes before what is done",
  async (app) => {
    const { links } = await app.server.createBoard();
    const { page } = await app.open(links.owner);
    const mayAnswer = Promise.withResolvers<void>();
    let asked = 0;
    await page.route("**/publication", async (route) => {
      if (route.request().method() === "GET") {
        asked++;
        await mayAnswer.promise;
      }
      await route.continue();
    });
    const isAsked = page.waitForRequest("**/publication");
    await page.locator(".share-button").click();
    await isAsked;
    await page.getByRole("tab", { name: "Publish" }).click();
    await page.locator("[role=tabpanel] .note").first().waitFor();
    mayAnswer.resolve();
    await page.locator("[role=tabpanel] .primary").click();
    await page.locator("dialog .made").waitFor();
    assert.equal(asked, 1);
  },
);

appTest("a tab that comes with the answer of the server does not move the others, and all are in view", async (app) => {
  const { links } = await app.server.createBoard();
  const { page } = await app.open(links.owner);
  const mayAnswer = Promise.withResolvers<void>();
  await page.route("**/links", async (route) => {
    const answer = await route.fetch();
    await mayAnswer.promise;
    await route.fulfill({ json: { ...await answer.json(), hasWebhooks: true } });
  });
  await page.locator(".share-button").click();
  const tabs = page.getByRole("tab");
  await tabs.first().waitFor();
  const boxes = async () => {
    const all = await tabs.all();
    return await Promise.all(all.map((tab) => tab.boundingBox()));
  };
  const before = await boxes();
  mayAnswer.resolve();
  await page.getByRole("tab", { name: "Webhooks" }).waitFor();
  const after = await boxes();
  assert.deepEqual(after.slice(0, before.length), before);
  const list = (await page.getByRole("tablist").boundingBox())!, last = after.at(-1)!;
  assert.ok(last.x + last.width <= list.x + list.width, "all tabs are in view");
});
