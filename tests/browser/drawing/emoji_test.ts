import assert from "node:assert/strict";
import { type App, appTest } from "../../support/browser/app_case.ts";
import type { BoardPage, Point } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

const PLACE: Point = [500, 300];

async function untilText(board: BoardPage, wanted: string): Promise<void> {
  await board.untilShapes(`the text is ${wanted}`, ([shape]) => (shape as { text?: string })?.text === wanted);
}

async function bothInNote(app: App): Promise<{ ada: BoardPage; bo: BoardPage }> {
  const { ada, bo } = await app.openForTwo();
  await ada.key("n");
  await ada.page.mouse.click(...PLACE);
  await ada.page.keyboard.insertText("🙂");
  await untilText(bo, "🙂");
  await bo.key("v");
  await bo.page.mouse.dblclick(...PLACE);
  await bo.page.locator("textarea").waitFor();
  return { ada, bo };
}

appTest("C1: emoji that two people type, replace, undo and delete stay whole for both", async (app) => {
  const { ada, bo } = await bothInNote(app);
  const field = ada.page.locator("textarea");
  await ada.key("Shift+ArrowLeft");
  await ada.page.keyboard.insertText("😀");
  await untilText(bo, "😀");
  await bo.key("End");
  await bo.page.keyboard.insertText("👨‍👩‍👧");
  await untilText(ada, "😀👨‍👩‍👧");
  await ada.key("End");
  await ada.page.keyboard.insertText("👍🏻");
  await ada.key("Shift+ArrowLeft");
  await ada.page.keyboard.insertText("👍🏿");
  await untilText(bo, "😀👨‍👩‍👧👍🏿");
  await Promise.all([
    (async () => {
      for (const letter of ["🇩🇪", "🇩🇰", "e\u0301"]) await ada.page.keyboard.insertText(letter);
    })(),
    (async () => {
      await bo.key("Home");
      for (const letter of ["😁", "😂", "🤣"]) await bo.page.keyboard.insertText(letter);
    })(),
  ]);
  const all = "😁😂🤣😀👨‍👩‍👧👍🏿🇩🇪🇩🇰e\u0301";
  for (const board of [ada, bo]) await untilText(board, all);
  assert.equal(await field.inputValue(), all);
  await bo.key("Control+z");
  await untilText(ada, all.replace("😁😂🤣", ""));
  await bo.key("Control+Shift+z");
  await untilText(ada, all);
  // The whole flag goes, as Backspace has it in any field.
  await ada.key("Backspace");
  await ada.key("Backspace");
  await ada.key("Backspace");
  await until("both flags are whole or gone", async () => {
    const text = await field.inputValue();
    return text.isWellFormed() && !text.includes("\ufffd") && !text.includes("🇩🇰");
  });
  await untilText(bo, await field.inputValue());
});
