import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";

const FIELD = { name: "Write a message" };

async function openTalk({ page }: BoardPage): Promise<void> {
  await page.locator(".talk-button").click();
  await page.getByRole("log", { name: "Messages" }).waitFor();
}

async function say({ page }: BoardPage, text: string): Promise<void> {
  await page.getByRole("textbox", FIELD).fill(text);
  await page.keyboard.press("Enter");
}

function message({ page }: BoardPage, text: string): Locator {
  return page.locator(".message", { has: page.locator(".message-text", { hasText: text }) });
}

async function act(board: BoardPage, text: string, button: string): Promise<void> {
  await message(board, text).hover();
  await message(board, text).getByRole("button", { name: button }).click();
}

appTest("people talk: live, edited, removed, with reactions, and later read by a viewer", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await openTalk(ada);
  await say(ada, "Hello");
  await bo.page.getByRole("button", { name: "Chat: new messages" }).waitFor();
  await openTalk(bo);
  await message(bo, "Hello").waitFor();
  await bo.page.getByRole("button", { name: "Chat", exact: true }).waitFor();
  await say(bo, "Hi https://a.example/x.");
  await ada.page.locator(".said", { hasText: /^\S.*: Hi https:\/\/a\.example\/x\.$/ }).waitFor({ state: "attached" });
  await ada.page.getByRole("group", { name: /^\S.*: Hi https:\/\/a\.example\/x\.$/ }).waitFor({ state: "attached" });
  assert.equal(await message(ada, "Hi").getByRole("link").getAttribute("href"), "https://a.example/x");
  assert.equal(await message(ada, "Hi").getByRole("button", { name: "Edit message" }).count(), 0);

  await act(bo, "Hello", "React to message");
  await act(bo, "Hello", "React with 🎉");
  await message(ada, "Hello").getByRole("button", { name: "🎉, 1 person" }).waitFor();
  const focused = (name: string) => bo.page.locator(`[aria-label="${name}"]:focus`).waitFor();
  await message(bo, "Hello").getByRole("button", { name: "React to message" }).focus();
  await bo.page.keyboard.press("Enter");
  await focused("React with 👍");
  await bo.page.keyboard.press("Enter");
  await focused("React to message");
  await bo.page.locator(".said", { hasText: "You reacted with 👍" }).waitFor({ state: "attached" });
  await act(ada, "Hello", "Edit message");
  const edit = ada.page.getByRole("textbox", { name: "Edit your message" });
  await edit.fill("Hello a");
  // An edit that was not saved is kept like a message that was not sent.
  await ada.page.reload();
  await openTalk(ada);
  assert.equal(await edit.inputValue(), "Hello a");
  await edit.fill("Hello all");
  await ada.page.keyboard.press("Enter");
  await message(bo, "Hello all (edited)").waitFor();
  await message(bo, "Hi").getByRole("button", { name: "Remove message" }).focus();
  await bo.page.keyboard.press("Enter");
  await bo.page.locator(".message :focus").getByText("Message removed").waitFor();
  await ada.page.getByText("Message removed").waitFor();

  const guest = await app.open(links.viewer);
  await guest.page.getByRole("button", { name: "Chat: new messages" }).waitFor();
  await openTalk(guest);
  await message(guest, "Hello all").waitFor();
  await guest.page.getByText("Your link lets you read, not write.").waitFor();
  assert.equal(await guest.page.getByRole("textbox", FIELD).count(), 0);
  await guest.page.reload();
  await guest.page.getByRole("button", { name: "Chat", exact: true }).waitFor();
});

appTest("what is written offline arrives once, also after a reload", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const ada = await app.open(links.owner, person);
  await openTalk(ada);
  await say(ada, "before");
  await message(ada, "before").waitFor();
  await app.server.stop();
  await ada.untilStatus(/^Offline/);
  await say(ada, "one");
  await say(ada, "two");
  await ada.page.getByText("Not sent yet").nth(1).waitFor();
  await app.server.restart();
  await ada.page.reload();
  await ada.untilSaved();
  const bo = await app.open(links.editor);
  await openTalk(bo);
  await message(bo, "two").waitFor();
  assert.deepEqual(await bo.page.locator(".message-text").allTextContents(), ["before", "one", "two"]);
});

appTest("the board can be used beside the conversation", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  await openTalk(ada);
  await ada.page.keyboard.type("rv");
  await ada.draw(line([200, 600], [300, 600]));
  await ada.drawBox([200, 200]);
  await ada.shapes(2);
  const field = ada.page.getByRole("textbox", FIELD);
  await field.click();
  const height = async () => (await field.boundingBox())!.height;
  const lowest = await height();
  await ada.page.keyboard.type("one");
  await ada.key("Shift+Enter");
  await ada.page.keyboard.type("two");
  assert.ok(await height() > lowest, "the field grows with the lines");
  await field.fill("");
  assert.equal(await height(), lowest);
  await ada.key("Delete");
  await ada.key("Escape");
  await ada.page.getByRole("log").waitFor({ state: "detached" });
  await ada.key("Delete");
  await ada.shapes(1);
  await ada.command("Comments");
  await ada.page.locator("h2:focus").getByText("Talk").waitFor();
});
