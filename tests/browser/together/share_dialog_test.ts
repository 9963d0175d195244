import assert from "node:assert/strict";
import type { BrowserContextOptions, Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { DESK, PHONE } from "../../support/browser/screens.ts";

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
    await page.getByRole("tabpanel", { name: "Links" }).getByRole("button", { name: "Create link" }).waitFor();
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

const TABS_AT: readonly [name: string, options: BrowserContextOptions, lang: string][] = [
  ["on a desk", DESK, "en"],
  ["on a phone", PHONE, "en"],
  ["on a small phone", { ...PHONE, viewport: { width: 360, height: 640 } }, "en"],
  ["in long words on a small phone", { ...PHONE, viewport: { width: 360, height: 640 } }, "en-XA"],
];

for (const [name, options, lang] of TABS_AT) {
  appTest(
    `a tab that comes with the server's answer does not move the others, and all are in view ${name}`,
    async (app) => {
      const { links } = await app.server.createBoard();
      const page = await (await app.person(options)).newPage();
      await page.goto(`${app.server.boardUrl(links.owner)}?lang=${lang}`);
      const mayAnswer = Promise.withResolvers<void>();
      await page.route("**/links", async (route) => {
        const answer = await route.fetch();
        await mayAnswer.promise;
        await route.fulfill({ json: { ...await answer.json(), hasWebhooks: true } });
      });
      await page.locator(".share-button").click();
      const tabs = page.getByRole("tab");
      await tabs.nth(3).waitFor();
      const boxes = async () => {
        const all = await tabs.all();
        return await Promise.all(all.map(async (tab) => (await tab.boundingBox())!));
      };
      const before = await boxes();
      mayAnswer.resolve();
      await tabs.nth(4).waitFor();
      const after = await boxes();
      assert.deepEqual(after.slice(0, before.length), before);
      const list = (await page.getByRole("tablist").boundingBox())!;
      for (const { x, y, width, height } of after) {
        assert.ok(x >= list.x && x + width <= list.x + list.width, "it is in view");
        assert.ok(y >= list.y && y + height <= list.y + list.height + 1, "it is in view");
      }
      if (lang !== "en") return;
      assert.equal(new Set(after.map(({ y }) => y)).size, 1, "they are in one row");

      await page.getByRole("tab").nth(1).click();
      await page.locator("dialog .link").first().waitFor();
      await page.locator(".dialog-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
      const scrolled = (await page.getByRole("tablist").boundingBox())!;
      const heading = (await page.locator(".dialog-head").boundingBox())!;
      assert.ok(Math.abs(scrolled.y - heading.y - heading.height) <= 8, "the tabs stay below the heading");
    },
  );
}

appTest("the title of a field is beside it, whatever the tab", async (app) => {
  const { links } = await app.server.createBoard();
  const { page } = await app.open(links.owner);
  const view = { people: [], name: "", mayInvite: true };
  await page.route("**/links", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...await answer.json(), hasWebhooks: true } });
  });
  await page.route("**/webhooks", (route) => route.fulfill({ json: { webhooks: [] } }));
  await page.route("**/people", (route) => route.fulfill({ json: view }));
  await page.locator(".share-button").click();
  for (const name of ["Webhooks", "People"]) {
    await page.getByRole("tab", { name }).click();
    const title = page.locator("[role=tabpanel] .field-label[for]").first();
    await title.waitFor();
    const id = await title.getAttribute("for");
    const above = (await title.boundingBox())!, field = (await page.locator(`[id="${id}"]`).boundingBox())!;
    const distance = field.y - above.y - above.height;
    assert.ok(distance >= 0 && distance <= 6, `${name}: ${distance} px`);
  }
});
