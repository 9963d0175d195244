import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { loadAssets } from "../../../server/assets/assets.ts";
import { BoardPage } from "../../support/browser/board_page.ts";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { DESK } from "../../support/browser/screens.ts";
import { builtClient } from "../../support/server/built_client.ts";
import { newWords } from "../../support/browser/new_words.ts";
import { until } from "../../support/until.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { ScriptedTarget } from "../../support/server/webhook_receivers.ts";

const ADDRESS = "https://hooks.example.org/board";

// Not the product as deployed: that sends to public addresses only.
Deno.test({
  name: "an owner adds a webhook, tests it, chooses events, pauses and removes it, and sees what was delivered",
  ignore: chromePath === undefined,
  async fn() {
    const target = new ScriptedTarget(({ told }) => ({ status: 200, text: JSON.stringify(told.data) }));
    const pages = await loadAssets(await builtClient());
    await using server = await TestServer.start({
      pages,
      webhooks: { owners: true },
      webhookTargets: { owner: target },
    });
    const { links } = await server.createBoard();
    const browser = await launchChromium();
    try {
      const page = await (await browser.newContext(DESK)).newPage();
      await page.goto(`${server.origin}/b/${links.owner}`);
      await new BoardPage(page, links.owner).untilStatus(/^Saved$/);
      await page.getByRole("button", { name: "Share", exact: true }).click();
      await page.getByRole("tab", { name: "Webhooks" }).click();
      const sheet = page.getByRole("tabpanel", { name: "Webhooks" });
      const press = (name: string) => sheet.getByRole("button", { name, exact: true }).click();
      const says = (text: string) => sheet.getByText(text, { exact: true }).waitFor();
      await says("This board has no webhooks.");

      const problems = await newWords(sheet.locator(".problem"));
      await press("Add webhook");
      await says("Type the address first.");
      assert.ok(await sheet.getByLabel("Address").evaluate((field) => field === document.activeElement));
      await sheet.getByLabel("Address").fill("http://hooks.example.org/");
      await page.keyboard.press("Enter");
      const bad = "This needs to be an https address with a public name, on port 443 or 8443.";
      await says(bad);
      // A screen reader says it again only if the words are new on the page.
      await page.keyboard.press("Enter");
      await until("it is said again", async () => (await problems()).length === 3);
      assert.deepEqual(await problems(), ["Type the address first.", bad, bad]);
      await sheet.getByLabel("Address").fill(ADDRESS);
      await page.keyboard.press("Enter");
      await says("The webhook is added.");
      const secret = await sheet.getByLabel("Secret of the webhook").inputValue();

      await press(`Details of ${ADDRESS}`);
      target.take();
      await press("Send a test");
      await says("The test arrived.");
      const [{ told, headers }] = target.take();
      assert.deepEqual(new Webhook(secret).verify(JSON.stringify(told), { ...headers }), told);
      target.answer = () => ({ status: 500 });
      await press("Send a test");
      await says("The test did not arrive: answer 500.");
      const deliveries = sheet.getByRole("list", { name: "Last deliveries" }).getByRole("listitem");
      assert.deepEqual(await deliveries.allInnerTexts(), [
        "A test\njust now: answer 500",
        "A test\njust now: arrived",
      ]);

      const events = sheet.getByRole("group", { name: "Tell of" }).first();
      await events.getByLabel("Tell of everything").click();
      await events.getByLabel("Somebody comes").click();
      await sheet.getByText(/^Told of 9 kinds of events/).waitFor();
      await press("Pause");
      await says("Paused. What happens meanwhile waits, up to 1,000 messages.");
      await press("Let it go on");
      await says("The webhook goes on.");
      await press("Remove");
      await sheet.getByText("Nothing more is sent to this address").waitFor();
      await press("Remove");
      await says("The webhook is removed.");
      await says("This board has no webhooks.");
    } finally {
      await browser.close();
    }
  },
});
