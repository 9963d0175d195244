import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { newWords } from "../../support/browser/new_words.ts";
import { until } from "../../support/until.ts";

const KEY = "bo-".repeat(8);

/** The name of what has the focus. */
const focused = ({ page }: BoardPage) =>
  page.evaluate(() => document.activeElement?.ariaLabel || document.activeElement?.textContent || "");

async function untilFocused(board: BoardPage, name: RegExp): Promise<void> {
  await until(`the focus is at ${name}`, async () => name.test(await focused(board)));
}

appTest("by keyboard alone: threads are said when they open, and the focus stays or returns", async (app, t) => {
  const { links } = await app.server.createBoard();
  const talk = `${app.server.origin}/api/boards/${links.editor}/talk`;
  const say = async (action: object) => {
    const response = await fetch(talk, { method: "POST", body: JSON.stringify({ name: "Bo", key: KEY, ...action }) });
    await response.body?.cancel();
  };
  for (const text of ["one", "two", "three"]) await say({ kind: "comment", text, place: { x: 500, y: 300 } });
  await say({ kind: "reply", of: 2, text: "an answer" });
  const ada = await app.open(links.owner), { page } = ada;
  await page.getByRole("button", { name: /^Comment by Bo: one/ }).waitFor();
  const said = await newWords(page.locator(".said"));
  const untilSaid = (words: string) => until(`"${words}" is said`, async () => (await said()).at(-1) === words);
  const button = (name: string) => page.locator(".thread").getByRole("button", { name });

  await t.step("a marker opens a thread, and Escape returns to it", async () => {
    await page.getByRole("button", { name: /^Comment by Bo: one/ }).focus();
    await ada.key("Enter");
    await untilSaid("Comment by Bo, 3 of 3: one");
    await untilFocused(ada, /^Reply to this comment$/);
    await ada.key("Escape");
    await untilFocused(ada, /^Comment by Bo: one$/);
    await untilSaid("Comment by Bo: one");
    await ada.key("Enter");
    await untilSaid("Comment by Bo, 3 of 3: one");
    await page.locator(".thread").getByRole("button", { name: "Close" }).focus();
    await ada.key("Enter");
    await untilSaid("Comment by Bo: one");
    await untilFocused(ada, /^Comment by Bo: one$/);
  });

  await t.step("a row of the list opens one, the buttons lead on and keep the focus, and Escape returns", async () => {
    await page.locator(".talk-button").click();
    await page.getByRole("tab", { name: "Comments" }).click();
    await page.locator(".comment-open").first().focus();
    await ada.key("Enter");
    await untilSaid("Comment by Bo, 1 of 3: three");
    await button("Next comment").focus();
    await ada.key("Enter");
    await untilSaid("Comment by Bo, 2 of 3: two, 1 reply");
    assert.equal(await focused(ada), "Next comment");
    await ada.key("Enter");
    await untilSaid("Comment by Bo, 3 of 3: one");
    await button("Previous comment").focus();
    await ada.key("Enter");
    await untilSaid("Comment by Bo, 2 of 3: two, 1 reply");
    assert.equal(await focused(ada), "Previous comment");
    await ada.key("Escape");
    await until(
      "the row has the focus",
      () => page.evaluate(() => document.activeElement?.ariaDescribedByElements?.[0]?.textContent === "two"),
    );
  });

  await t.step("in place of removed words is the focus, and of a removed thread what remains of it", async () => {
    await ada.key("Enter");
    await page.getByText("an answer").waitFor();
    await button("Remove message").last().focus();
    await ada.key("Enter");
    await untilSaid("You removed the message");
    await untilFocused(ada, /^Message removed$/);
    await button("Remove message").first().focus();
    await ada.key("Enter");
    await until(
      "it is said again",
      async () => (await said()).filter((words) => words === "You removed the message").length === 2,
    );
    await untilFocused(ada, /^Comments$/);
    await page.locator(".thread").getByText("This comment was removed.").waitFor();
    await ada.key("Escape");
    await page.locator(".comment-filter input:focus").waitFor();
    await page.getByRole("button", { name: /^Comment by Bo: one/ }).focus();
    await ada.key("Enter");
    await untilFocused(ada, /^Reply to this comment$/);
    await say({ kind: "remove", of: 1 });
    await untilSaid("This comment was removed.");
    await untilFocused(ada, /^Comments$/);
  });
});
