import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { Peer } from "../../support/peer/peer.ts";
import { geoOf } from "../../support/board/figures.ts";
import { until } from "../../support/until.ts";

const B = geoOf("B", { x: 500, y: 600, text: "the quay" });
const EMOJI = geoOf("E", { x: 500, y: 300, text: `${"👍🏿".repeat(9)}amiddlea${"👍🏿".repeat(9)}` });
const A = geoOf("A", { x: 500, y: 300, fill: "solid", text: "harbour" });

appTest("dialogs and panels", async (app, t) => {
  const step = boardSteps(app, t);

  await step("the board can be used while the find bar is open (fault C4)", [A], async (board) => {
    const { page } = board;
    await board.key("Control+f");
    await page.getByRole("textbox", { name: "Find text" }).fill("harbour");
    await board.key("Enter");
    await page.getByText("1 of 1").waitFor();
    await board.key("Delete");
    assert.equal((await board.kept()).shapes.size, 1, "in the field it deletes letters");
    await page.mouse.click(550, 350);
    await board.key("ArrowRight");
    await board.untilShape("A", "it has moved", ({ x }) => x > 500);
    await board.key("Delete");
    await board.shapes(0);
    await board.key("r");
    await page.getByRole("button", { name: /Rectangle/, pressed: true }).first().waitFor();
    await page.getByText("Not found").waitFor();
    await board.key("Control+f");
    await until(
      "the field has the focus again",
      () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") === "Find text"),
    );
    await board.key("Escape");
    await page.getByRole("search").waitFor({ state: "detached" });
  });

  await step(
    "results are updated when another person changes a text, and the current one stays",
    [A, B],
    async (board) => {
      const { page } = board;
      await board.key("Control+f");
      await page.getByRole("textbox", { name: "Find text" }).fill("quay");
      await page.getByText("1 found").waitFor();
      await board.key("Enter");
      await page.getByText("1 of 1").waitFor();
      await using peer = await Peer.join(app.server.socketUrl(board.slug));
      peer.change((other) => other.findText("A")!.insert(0, "quay of the "));
      await page.getByText("2 of 2").waitFor();
      await page.getByRole("button", { name: "quay of the harbour", exact: true }).waitFor();
    },
  );

  await step("an excerpt is cut between letters (fault C1)", [EMOJI], async (board) => {
    const { page } = board;
    await board.key("Control+f");
    await page.getByRole("textbox", { name: "Find text" }).fill("middle");
    const excerpt = await page.locator(".find .results .name").innerText();
    assert.ok(excerpt.isWellFormed(), excerpt);
    assert.match(excerpt, /^…👍🏿+a?/);
    assert.equal(excerpt.replaceAll("👍🏿", ""), "…amiddlea…");
  });

  await step("a click on a result returns the focus to the board (fault C4)", [A], async (board) => {
    const { page } = board;
    await board.key("Control+f");
    await page.getByRole("textbox", { name: "Find text" }).fill("harb");
    await page.getByRole("button", { name: "harbour", exact: true }).click();
    await board.key("Delete");
    await board.shapes(0);
  });

  await step(
    "after Escape in a dialog no tooltip lingers, and the next Escape deselects (fault T10)",
    [A],
    async (board) => {
      const { page } = board;
      await board.key("v");
      await page.mouse.click(550, 350);
      await page.getByRole("button", { name: "Share", exact: true }).click();
      await page.getByRole("dialog").waitFor();
      await page.mouse.move(640, 600);
      await board.key("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const tips = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("[data-tip]")].filter((each) =>
          getComputedStyle(each, "::after").content === JSON.stringify(each.dataset.tip)
        ).length
      );
      assert.equal(tips, 0);
      const isSelected = () => board.isPaintedOn("selection", [500, 300]);
      await until("it is selected", isSelected);
      await board.key("Escape");
      await until("nothing is selected", async () => !await isSelected());
    },
  );

  await step("Escape hides the tooltip under the pointer until the pointer has left its button", [A], async (board) => {
    const { page } = board;
    const chat = page.getByRole("button", { name: "Chat", exact: true });
    const shown = () => chat.evaluate((button) => getComputedStyle(button, "::after").display !== "none");
    await chat.hover();
    assert.equal(await shown(), true);
    await board.key("Escape");
    assert.equal(await shown(), false);
    const { x, y, width, height } = (await chat.boundingBox())!;
    await page.mouse.move(x + width / 2 + 4, y + height / 2);
    assert.equal(await shown(), false, "the pointer is still on it");
    await page.mouse.move(640, 400);
    await chat.hover();
    assert.equal(await shown(), true);
  });

  await step("a dialog that was opened by keys returns the focus to its button", [A], async (board) => {
    const { page } = board;
    await page.getByRole("button", { name: "Share", exact: true }).focus();
    await board.key("Enter");
    await page.getByRole("dialog").waitFor();
    await board.key("Escape");
    await until(
      "it is on the button",
      () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") === "Share"),
    );
  });

  await step("a dialog and its backdrop appear together (fault T10)", [A], async (board) => {
    const { page } = board;
    await page.emulateMedia({ reducedMotion: "no-preference" });
    const opacity = page.evaluate(() =>
      new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          const dialog = document.querySelector("dialog[open]");
          if (dialog === null) return;
          observer.disconnect();
          resolve([getComputedStyle(dialog).opacity, dialog.getBoundingClientRect().height > 40]);
        }).observe(document, { subtree: true, childList: true, attributes: true });
      })
    );
    await board.key("?");
    assert.deepEqual(await opacity, ["1", true]);
  });

  await step(
    "the map of the board moves the view by keys (fault A4)",
    [A],
    async (board) => {
      const { page } = board;
      await board.command("Minimap");
      const map = page.getByRole("application", { name: /The whole board/ });
      await map.focus();
      const before = await board.inkAround([550, 350], 40);
      assert.ok(before > 0);
      for (let i = 0; i < 4; i++) await board.key("ArrowRight");
      await until("the shape is out of view", async () => await board.inkAround([550, 350], 40) === 0);
      await board.key("Home");
      await board.untilInk([640, 400]);
      assert.equal((await board.kept()).read("A")?.x, 500, "no shape was moved");
    },
  );

  await step("the accessible name of a text field names its shape (fault A4)", [A], async (board) => {
    await board.key("v");
    await board.page.mouse.dblclick(550, 350);
    await board.page.getByRole("textbox", { name: "Text of the rectangle" }).waitFor();
    await board.key("Escape");
    await board.key("t");
    await board.page.mouse.click(300, 600);
    await board.page.getByRole("textbox", { name: "Text on the board" }).waitFor();
  });
});
