import assert from "node:assert/strict";
import { dirname } from "node:path";
import type { Page } from "playwright-core";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { offlineTest, untilKept } from "../../support/browser/offline_app.ts";
import { putNextBuild } from "../../support/server/next_build.ts";
import { until } from "../../support/until.ts";

offlineTest("a new version is announced, waits for a reload, and tabs of both work on", async (server, person) => {
  const { links: first } = await server.createBoard(), { links } = await server.createBoard();
  const earlier = await person.open(server.boardUrl(first.owner));
  await new BoardPage(earlier, first.owner).untilSaved();
  await earlier.close();
  const page = await person.open(server.boardUrl(links.owner));
  const board = new BoardPage(page, links.owner);
  await board.untilSaved();
  await untilKept(page);
  await server.stop();
  const { before, now } = await putNextBuild(dirname(dirname(server.kvPath)));
  await server.restart();
  await board.untilSaved();

  // Another tab brings the new version, while a stroke is being drawn in the first one.
  await board.press(line([300, 300], [500, 300]));
  const other = await person.open(server.origin);
  assert.equal(await versionOf(other), now);
  const notice = page.getByText("A new version of Drawbridge is here.");
  await notice.waitFor();
  await page.mouse.move(600, 300);
  await page.mouse.up();
  await board.shapes(1);
  assert.equal(await versionOf(page), before);
  assert.equal(await other.locator(".corner-notice").count(), 0);
  assert.equal((await versionsKept(page)).length, 2);

  // The first tab goes on with its own version, also with what it loads only now.
  await board.key("Control+,");
  const copies = page.locator(".device-board");
  await copies.nth(1).waitFor();
  await copies.getByRole("button", { name: /^Remove Board of .* from this device$/ }).click();
  await copies.getByRole("button", { name: "Remove", exact: true }).last().click();
  await until("one copy is left", async () => await copies.count() === 1);
  await page.waitForFunction(() => document.activeElement?.closest(".device") !== null, undefined, { timeout: 5_000 });
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.deepEqual(names.filter((name) => name?.includes(first.owner)), []);
  await board.key("Escape");

  // The notice is a part that F6 reaches, also from a panel, and what was typed there stays.
  const message = page.getByRole("textbox", { name: "Write a message" });
  await page.locator(".talk-button").click();
  await message.fill("Half a message");
  const reload = page.getByRole("button", { name: "Reload" });
  await board.key("F6");
  assert.equal(await reload.evaluate((button) => button === document.activeElement), true);
  await board.key("Enter");
  await until("the new version is in the page", async () => await versionOf(page).catch(() => "") === now);
  await board.untilInk([400, 300]);
  await page.locator(".talk-button").click();
  assert.equal(await message.inputValue(), "Half a message");
  await until("the old version is gone", async () => (await versionsKept(page)).join() === `drawbridge-version-${now}`);
  await server.stop();
  await page.reload();
  await board.untilInk([400, 300]);

  // What another app shares waits until the person agrees, and becomes a board, also without the server.
  await share(page, server.origin);
  await page.getByText("“plan.md” was shared with Drawbridge.").waitFor();
  await page.getByRole("button", { name: "Open on a new board" }).click();
  await page.waitForURL("**/b/*");
  const [{ slug }] = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!));
  const shapes = await new BoardPage(page, slug).shapes(2);
  assert.ok(shapes.every(({ kind }) => kind === "note"));
  assert.equal(new URL(page.url()).hash, "");
});

/** Sends a form with a file, as the system does for an app. */
async function share(page: Page, origin: string): Promise<void> {
  await page.goto("about:blank");
  await page.evaluate((origin) => {
    const form = document.createElement("form"), input = document.createElement("input");
    Object.assign(form, { method: "post", enctype: "multipart/form-data", action: `${origin}/share` });
    Object.assign(input, { type: "file", name: "files" });
    const files = new DataTransfer();
    files.items.add(new File(["- first\n- second\n"], "plan.md", { type: "text/markdown" }));
    input.files = files.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, origin);
}

function versionOf(page: Page): Promise<string | null> {
  return page.locator("meta[name=version]").getAttribute("content");
}

function versionsKept(page: Page): Promise<string[]> {
  return page.evaluate(() => caches.keys());
}
