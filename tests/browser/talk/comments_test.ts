import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const marker = ({ page }: BoardPage, words: string | RegExp): Locator => page.getByRole("button", { name: words });
const thread = ({ page }: BoardPage): Locator => page.locator(".thread");

/** Begins a comment with the tool at a place of the window. */
async function comment(board: BoardPage, at: readonly [number, number], text: string): Promise<void> {
  await board.key("m");
  await board.page.mouse.click(...at);
  await board.page.getByRole("textbox", { name: "Write a comment" }).fill(text);
  await board.key("Enter");
}

async function reply(board: BoardPage, text: string): Promise<void> {
  await board.page.getByRole("textbox", { name: "Reply to this comment" }).fill(text);
  await board.key("Enter");
}

async function commenterLink(app: App, owner: string): Promise<string> {
  const body = JSON.stringify({ role: "commenter" });
  const response = await fetch(`${app.server.origin}/api/boards/${owner}/links`, { method: "POST", body });
  return (await response.json()).slug;
}

/** The lower left corner of a marker in the window. */
async function placeOf(board: BoardPage, words: RegExp): Promise<string> {
  const { x, y, height } = (await marker(board, words).boundingBox())!;
  return `${Math.round(x)} ${Math.round(y + height)}`;
}

appTest(
  "people comment on a shape: threads are live, and the comment moves with the shape and outlives it",
  async (app) => {
    const { links } = await app.server.createBoard();
    const ada = await app.open(links.owner), bo = await app.open(await commenterLink(app, links.owner));
    assert.deepEqual(
      await bo.page.locator(".toolbar .button").evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)),
      ["Hand", "Comment"],
    );
    await ada.drawBox([400, 200], { w: 200, h: 100 });
    await ada.untilSaved();
    await comment(ada, [500, 200], "Too wide? https://a.example/x");
    await marker(bo, /^New. Comment by .*: Too wide/).click();
    assert.equal(await thread(bo).getByRole("link").getAttribute("href"), "https://a.example/x");
    assert.equal(await thread(bo).getByRole("button", { name: /Edit|Remove/ }).count(), 0);
    await bo.page.getByRole("textbox", { name: "Reply to this comment" }).fill("No, @");
    await bo.page.getByRole("option").first().click();
    await bo.key("Enter");
    await thread(ada).locator(".mention.is-you").waitFor();
    await thread(ada).getByRole("button", { name: "React to message" }).last().press("Enter");
    await ada.page.locator('[aria-label="React with 👍"]:focus').waitFor();
    await ada.key("Enter");
    await thread(bo).getByRole("button", { name: "👍, 1 person" }).waitFor();

    await ada.key("Escape");
    await ada.key("Escape");
    await marker(ada, /1 reply$/).waitFor();
    assert.equal(await placeOf(ada, /1 reply/), "500 200");
    await ada.key("v");
    await ada.page.mouse.click(400, 250);
    await ada.key("Shift+ArrowRight");
    await ada.untilSaved();
    const moved = await placeOf(ada, /1 reply/);
    assert.notEqual(moved, "500 200");
    await until("it moved for others", async () => await placeOf(bo, /1 reply/) === moved);
    await ada.key("Delete");
    await ada.shapes(0);
    await ada.untilSaved();
    assert.equal(await placeOf(ada, /1 reply/), moved);
    // A pen draws on from a marker and does not move it.
    const [x, y] = moved.split(" ").map(Number);
    await ada.key("p");
    await ada.page.mouse.move(x + 10, y - 10);
    await ada.page.mouse.down();
    await ada.page.mouse.move(x + 60, y + 40, { steps: 5 });
    await ada.page.mouse.up();
    await ada.shapes(1);
    assert.equal(await placeOf(ada, /1 reply/), moved);
    await ada.key("Control+z");
    await ada.shapes(0);
    await ada.untilSaved();
    await bo.page.reload();
    await marker(bo, /1 reply/).waitFor();
    await until("it stays where the shape was", async () => await placeOf(bo, /1 reply/) === moved);

    await marker(bo, /1 reply/).click();
    await thread(bo).getByRole("button", { name: "Resolve" }).click();
    await thread(bo).getByText(/^Resolved by/).waitFor();
    await bo.page.keyboard.press("Escape");
    // The marker goes away with the card.
    await bo.page.locator("#canvas:focus").waitFor({ state: "attached" });
    await marker(ada, /1 reply/).waitFor({ state: "detached" });
    await ada.key("Shift+M");
    await ada.page.getByText("No open comments.").waitFor();
    await ada.page.getByRole("radio", { name: "Resolved" }).check();
    assert.equal(await ada.page.locator(".comment-text a").getAttribute("href"), "https://a.example/x");
    await ada.page.locator(".comment-open").click();
    await thread(ada).getByRole("button", { name: "Reopen" }).click();
    await marker(bo, /1 reply/).click();
    await thread(bo).getByText(/^Reopened by/).waitFor();

    // Find opens the thread at the words, and brings the comment into view.
    const guest = await app.open(links.viewer);
    await marker(guest, /1 reply/).waitFor();
    await guest.key("Control+f");
    await guest.page.getByRole("textbox", { name: "Find text" }).fill("no, @");
    await guest.page.locator(".found-talk .item").click();
    await thread(guest).locator('.message[aria-current="true"]:focus').waitFor();
    await thread(guest).getByText("Your link lets you read, not write.").waitFor();
    assert.equal(await thread(guest).getByRole("textbox").count(), 0);
    assert.equal(await guest.page.getByRole("button", { name: "Comment", exact: true }).count(), 0);
  },
);

appTest("by keyboard and offline: comments wait on the device and arrive once, in order", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner, await app.person());
  const write = async (text: string) => {
    await ada.key("m");
    await ada.key("Enter");
    await ada.page.getByRole("textbox", { name: "Write a comment" }).waitFor();
    await ada.page.keyboard.type(text);
    await ada.key("Enter");
  };
  await write("before");
  await thread(ada).getByText("before").waitFor();
  await reply(ada, "an answer");
  await thread(ada).getByText("an answer").waitFor();
  await ada.key("Escape");
  await ada.page.locator(".comment-marker.is-movable:focus").waitFor();
  await app.server.stop();
  await ada.untilStatus(/^Offline/);
  await ada.key("Escape");
  await write("one");
  await marker(ada, "Comment, not sent yet: one").waitFor();
  await ada.key("Escape");
  await ada.key("Escape");
  await write("two");
  await marker(ada, "Comment, not sent yet: two").waitFor();
  await app.server.restart();
  await ada.page.reload();
  await ada.untilSaved();
  const bo = await app.open(links.editor, await app.person(PHONE));
  await bo.page.locator(".talk-button").tap();
  await bo.page.getByRole("tab", { name: "Comments" }).tap();
  await bo.page.locator(".comment-text", { hasText: "two" }).waitFor();
  assert.deepEqual(await bo.page.locator(".comment-text").allTextContents(), ["two", "one", "before"]);
  await bo.page.locator(".comment-open").first().tap();
  await thread(bo).getByText("two").waitFor();
  await thread(bo).getByRole("button", { name: "Next comment" }).tap();
  await thread(bo).getByText("one", { exact: true }).waitFor();
  await thread(bo).getByRole("button", { name: "Previous comment" }).tap();
  await thread(bo).getByText("two").waitFor();
});
