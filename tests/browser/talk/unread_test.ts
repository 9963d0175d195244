import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";

const KEY = "bo-".repeat(8);

async function untilMarked({ page }: BoardPage, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).waitFor();
}

appTest("chat and comments have marks of their own, and one's own words have none", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner), guest = await app.open(links.viewer);
  const own = await ada.page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.talk")!).key as string);
  const say = async (key: string, action: object) => {
    const body = JSON.stringify({ key, ...action });
    const response = await fetch(`${app.server.origin}/api/boards/${links.editor}/talk`, { method: "POST", body });
    await response.body?.cancel();
    assert.equal(response.status, 201);
  };
  const place = { x: 600, y: 400 };
  await ada.key("m");
  await ada.page.mouse.click(500, 300);
  await ada.page.getByRole("textbox", { name: "Write a comment" }).fill("mine");
  await ada.key("Enter");
  await untilMarked(guest, "Chat");
  // From another device of hers.
  await say(own, { kind: "post", text: "mine, too" });
  await say(own, { kind: "comment", text: "and mine", place });
  await untilMarked(guest, "Chat: new messages and comments");
  await ada.page.locator(".comment-marker").nth(1).waitFor();
  await untilMarked(ada, "Chat");

  await say(KEY, { kind: "comment", text: "Theirs", place });
  await untilMarked(ada, "Chat: new comments");
  await ada.page.reload();
  await untilMarked(ada, "Chat: new comments");
  await ada.page.locator(".talk-button").click();
  await ada.page.getByRole("tab", { name: "Chat", exact: true }).waitFor();
  await ada.page.getByRole("tab", { name: "Comments New", exact: true, selected: true }).waitFor();
  await say(KEY, { kind: "post", text: "Hello" });
  await ada.page.getByRole("tab", { name: "Chat New messages", exact: true }).waitFor();
  await ada.page.getByRole("button", { name: /Theirs/ }).click();
  await ada.page.getByRole("tab", { name: "Comments", exact: true }).waitFor();
  await untilMarked(ada, "Chat: new messages");
  await ada.page.getByRole("tab", { name: /Chat/ }).click();
  await untilMarked(ada, "Chat");
});

appTest("a mention in a comment is read once its thread is open, whether or not the chat was", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  await ada.key("m");
  await ada.page.mouse.click(500, 300);
  await ada.page.getByRole("textbox", { name: "Write a comment" }).fill("Why?");
  await ada.key("Enter");
  await ada.page.getByRole("textbox", { name: "Reply to this comment" }).waitFor();
  await ada.key("Escape");
  const body = JSON.stringify({ key: KEY, kind: "reply", of: 1, text: "So" });
  const answer = await fetch(`${app.server.origin}/api/boards/${links.editor}/talk`, { method: "POST", body });
  await answer.body?.cancel();
  await untilMarked(ada, "Chat: 1 new message for you");
  await ada.page.locator(".comment-marker").click();
  await untilMarked(ada, "Chat");
  await ada.page.reload();
  await ada.page.locator(".comment-marker").waitFor();
  await untilMarked(ada, "Chat");
});
