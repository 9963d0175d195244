import assert from "node:assert/strict";
import { SETTLED_MS } from "../../../client/editor/people/arrivals.ts";
import { GROUPED_MS } from "../../../client/ui/notices/notices.ts";
import { appTest } from "../../support/browser/app_case.ts";

appTest("people say something at their cursors, viewers only read it, and everybody learns who comes", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  await person.clock.install();
  const ada = await app.open(links.owner, person);
  // Whoever is there soon after her came before her.
  await ada.page.locator(".said").waitFor({ state: "attached" });
  await person.clock.runFor(2 * SETTLED_MS);
  const bo = await app.open(links.editor), guest = await app.open(links.viewer);
  await ada.page.locator(".others").waitFor();
  await person.clock.fastForward(GROUPED_MS);
  await ada.page.locator(".notice", { hasText: / came$/ }).waitFor();
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
  for (const { page } of [ada, guest]) await page.locator(".cursor-words").waitFor({ state: "detached" });
  await guest.key("/");
  await guest.page.mouse.move(300, 300);
  assert.equal(await guest.page.locator(".cursor-words").count(), 0);
});

appTest("a mention is chosen by keys, reaches the person who is meant, and is marked until it is read", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await bo.page.locator(".button.me").click();
  await bo.page.getByRole("textbox", { name: "Your name" }).fill("Bo <i>Bee</i>");
  await bo.key("Escape");
  await ada.page.locator(".talk-button").click();
  await ada.page.getByRole("textbox", { name: "Write a message" }).fill("look, @b");
  await ada.page.keyboard.press("e");
  await ada.page.getByRole("option", { name: "Bo <i>Bee</i>" }).waitFor();
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("please");
  await ada.page.keyboard.press("Enter");
  await ada.page.locator(".message-text .mention", { hasText: "@Bo <i>Bee</i>" }).waitFor();
  const notice = bo.page.locator(".notice", { hasText: "mentioned you: look, @Bo <i>Bee</i> please" });
  await notice.waitFor();
  assert.equal(await bo.page.locator(".notice i, .message i").count(), 0);
  await bo.page.getByRole("button", { name: "Chat: 1 new message for you" }).waitFor();
  await notice.getByRole("button", { name: "Show" }).click();
  await bo.page.locator(".unread-line").waitFor();
  await bo.page.locator(".mention.is-you").waitFor();
  await bo.page.getByRole("button", { name: "Chat", exact: true }).waitFor();

  // While the tab is hidden, the browser tells of a mention, once the person has allowed it.
  await bo.page.evaluate(() => {
    class Notification {
      static permission = "default";
      static requestPermission = () => Promise.resolve(Notification.permission = "granted");
      close() {}
      constructor(title: string, { body }: { body: string }) {
        Object.assign(globalThis, { told: this, words: [title, body] });
      }
    }
    Object.assign(globalThis, { Notification });
  });
  await bo.page.locator("#canvas").focus();
  await bo.key("Control+,");
  const notifies = { name: /while this tab is hidden/ };
  await bo.page.getByRole("checkbox", notifies).click();
  await bo.page.getByRole("checkbox", { ...notifies, checked: true }).waitFor();
  await bo.key("Escape");
  await bo.page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, get: () => true }));
  await ada.page.getByRole("textbox", { name: "Write a message" }).fill("and @bo");
  await ada.page.getByRole("option", { name: "Bo <i>Bee</i>" }).click();
  await ada.page.keyboard.press("Enter");
  await bo.page.waitForFunction(() => Reflect.has(globalThis, "told"));
  assert.match(
    (await bo.page.evaluate(() => Reflect.get(globalThis, "words") as string[]))[1],
    /mentioned you: and @Bo/,
  );
  await bo.page.evaluate(() => Reflect.deleteProperty(document, "hidden"));
  await bo.page.locator(".side-panel").getByRole("button", { name: "Close" }).click();
  await bo.page.evaluate(() => (Reflect.get(globalThis, "told") as { onclick(): void }).onclick());
  await bo.page.getByRole("log", { name: "Messages" }).waitFor();

  // Find also looks through the talk, once it is asked.
  await bo.page.locator("#canvas").focus();
  await bo.key("Control+f");
  await bo.page.getByRole("textbox", { name: "Find text" }).fill("plea");
  await bo.page.locator(".found-talk .item", { hasText: "look, @Bo <i>Bee</i> please" }).click();
  await bo.page.locator('.message[aria-current="true"]:focus', { hasText: "please" }).waitFor();

  // Whoever joins reads no message until the panel is opened.
  const asked: string[] = [];
  const person = await app.person();
  person.on("request", (request) => request.url().includes("/talk") && asked.push(new URL(request.url()).search));
  const guest = await app.open(links.editor, person);
  await guest.page.getByRole("button", { name: "Chat: new messages" }).waitFor();
  assert.deepEqual(asked, ["?limit=0&read=0"]);
});
