import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { frameOf, geoOf } from "../../support/board/figures.ts";
import { longPress } from "../../support/browser/fingers.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 120, text: "Harbour", fill: "semi" });
const BAY = frameOf("bay", { x: 300, y: 200 });

appTest("the focus is where the next key should go", async (app, t) => {
  const step = boardSteps(app, t);

  await step("keys typed before the palette has loaded go to the palette", [BOX], async (board) => {
    const { page } = board;
    const come = Promise.withResolvers<void>();
    await page.route("**/assets/*.js", async (route) => {
      const response = await route.fetch();
      if ((await response.text()).includes("No matching commands")) await come.promise;
      await route.fulfill({ response });
    });
    await page.reload();
    await page.getByRole("button", { name: "Keyboard shortcuts" }).waitFor();
    await board.key("Control+k");
    await page.getByText("Loading…").waitFor();
    await page.keyboard.type("to mo");
    assert.equal(await page.getByRole("dialog").count(), 1, "a blank does not press anything");
    come.resolve();
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("ve");
    assert.equal(await page.getByRole("combobox").inputValue(), "to move", "nothing of it is lost");
    await board.key("Escape");
    await board.key("Control+k");
    await page.keyboard.type("select all");
    await page.keyboard.press("Enter");
    await page.locator(".selection-bar").waitFor();
    await page.unrouteAll({ behavior: "wait" });
  });

  await step("keys typed before the find bar has loaded go to its field", [BOX], async (board) => {
    const { page } = board;
    await board.key("v");
    const loaded = await board.holdScripts();
    await board.key("Control+f");
    await page.keyboard.type("php r");
    await page.keyboard.press("Backspace");
    await loaded();
    const field = page.getByRole("textbox", { name: "Find text" });
    await until("the letters are in the field", async () => await field.inputValue() === "php ");
    await board.key("Escape");
    await page.getByRole("button", { name: "Select", exact: true, pressed: true }).waitFor();
  });

  await step("keys typed before the name field of a frame has loaded go to it", [BAY], async (board) => {
    const { page } = board;
    await board.key("v");
    const loaded = await board.holdScripts();
    await board.key("Control+a");
    await board.key("Enter");
    await page.keyboard.type("old harbour");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await page.keyboard.press("r");
    await loaded();
    await until("the frame has the name", async () => {
      const [frame] = await board.shapes(1);
      return frame.kind === "frame" && frame.name === "old harbou";
    });
    await page.getByRole("button", { name: "Shapes: Rectangle", pressed: true }).waitFor();
  });

  await step("Space does not close a dialog that has just opened", [], async (board) => {
    const { page } = board;
    await board.key("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await board.key(" ");
    await page.locator("dialog kbd").first().waitFor();
    await board.key("Tab");
    assert.equal(await focused(page), "Close");
  });

  await step(
    "the text field opens at once when writing is chosen by finger in a menu or the palette",
    [BOX],
    async (board) => {
      const { page } = board;
      await page.locator(".tool-menu").waitFor();
      await board.click("Select");
      await page.touchscreen.tap(200, 160);
      await page.locator(".selection-bar").waitFor();
      // Phones show their keyboard only for what gets the focus while a tap is being answered.
      await page.evaluate(() =>
        addEventListener("click", () => document.body.dataset.answer = document.activeElement!.tagName)
      );
      const answer = () => page.evaluate(() => document.body.dataset.answer);
      await board.click("More");
      await page.locator(".more-panel .item", { hasText: "command" }).tap();
      await page.locator(".palette input").fill("edit text");
      await page.getByRole("option", { name: "Edit text" }).tap();
      assert.equal(await answer(), "TEXTAREA");
      await page.keyboard.type("!");
      await board.untilShape("box", "it is written", (shape) => (shape as typeof BOX).text === "Harbour!");
      await board.key("Escape");
      const edit = page.getByRole("menuitem", { name: "Edit text" });
      await longPress(board, [200, 160], edit);
      await edit.tap();
      assert.equal(await answer(), "TEXTAREA");
      await page.keyboard.type("?");
      await board.untilShape("box", "it is written on", (shape) => (shape as typeof BOX).text === "Harbour!?");
    },
    PHONE,
  );

  await step("closing by a key returns the focus", [BOX], async (board) => {
    const { page } = board;
    const untilFocused = (name: string) => until(`${name} has the focus`, async () => await focused(page) === name);
    const has = (element: Locator) => until("it has the focus", () => element.evaluate((e) => e.matches(":focus")));
    await board.key("v");
    await page.mouse.click(200, 160);
    const onBoard: [open: string, what: string, close: string][] = [
      ["Enter", "textarea", "Escape"],
      ["Enter", "textarea", "Control+Enter"],
      ["Enter", "textarea", "Tab"],
      ["Control+k", ".palette input", "Escape"],
      ["Control+f", ".find input", "Escape"],
      ["Shift+F10", "[role=menu]", "Escape"],
      ["?", "dialog h2", "Escape"],
      ["Control+Shift+e", "dialog h2", "Escape"],
    ];
    for (const [open, what, close] of onBoard) {
      await board.key(open);
      await has(page.locator(what));
      await board.key(close);
      await untilFocused("Board");
    }
    await board.key("Control+k");
    await has(page.locator(".palette input"));
    await Promise.all([board.key("Escape"), board.key("h")]);
    await page.locator(".toolbar > [aria-label=Hand][aria-pressed=true]").waitFor();
    await board.key("v");
    await board.key("Control+k");
    await page.keyboard.type("edit text");
    await board.key("Enter");
    await has(page.locator("textarea"));
    await board.key("Escape");
    await untilFocused("Board");
    for (
      const [button, what] of [[".share-button", "dialog h2"], ["button.me", ".me-panel"], [".tool-menu", ".tool-grid"]]
    ) {
      await page.locator(button).focus();
      await board.key("Enter");
      await page.locator(what).waitFor();
      await board.key("Escape");
      await page.locator(what).waitFor({ state: "hidden" });
      await has(page.locator(button));
    }
    assert.equal(await page.locator(".selection-bar").count(), 1, "Escape was for what was open");
    for (const [command, end] of [["map", ".minimap button"], ["hide interface", ".zen-end"]]) {
      await board.key("Control+k");
      await page.keyboard.type(command);
      await board.key("Enter");
      await page.locator(end).focus();
      await board.key("Enter");
      await untilFocused("Board");
    }
  });

  await step("the board shows the focus after Tab, and shortcuts do not cause a focus ring", [BOX], async (board) => {
    const { page } = board;
    const ring = () => page.locator("#canvas[data-ring]").count();
    await page.mouse.click(600, 600);
    await board.key("v");
    await board.key("Control+k");
    await page.getByRole("combobox").waitFor();
    await board.key("Escape");
    await until("the board has the focus", async () => await focused(page) === "Board");
    assert.equal(await ring(), 0);
    await board.key("F6");
    await board.key("Escape");
    assert.equal(await ring(), 1);
    await page.mouse.click(600, 600);
    assert.equal(await ring(), 0);
    await board.key("F6");
    await board.key("Shift+F6");
    assert.equal(await ring(), 1);
  });
});

/** What has the focus, by its name for screen readers or its id. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement!;
    return element.getAttribute("aria-label") ?? (element.id || element.tagName);
  });
}
