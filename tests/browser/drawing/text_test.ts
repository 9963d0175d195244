import assert from "node:assert/strict";
import type { Shape } from "../../../board/shape.ts";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line, type Point } from "../../support/browser/board_page.ts";
import { pictureOf } from "../../support/browser/rendered_picture.ts";
import { until } from "../../support/until.ts";

const PLACE: Point = [500, 300];

/** Two people, and a note that one of them has made and types in. */
async function atNote(app: App): Promise<{ ada: BoardPage; bo: BoardPage }> {
  const { ada, bo } = await app.openForTwo();
  await ada.key("n");
  await ada.page.mouse.click(...PLACE);
  return { ada, bo };
}

function words(shape: Shape): string | undefined {
  return (shape as { text?: string }).text;
}

async function untilText(board: BoardPage, wanted: string | RegExp): Promise<void> {
  await board.untilShapes(`the text is ${wanted}`, (shapes) => {
    const texts = shapes.map((shape) => words(shape) ?? "");
    return texts.some((text) => typeof wanted === "string" ? text === wanted : wanted.test(text));
  });
}

const field = (board: BoardPage) => board.page.locator("textarea");

appTest("typing in a note that another person deletes runs no commands", async (app) => {
  const { ada, bo } = await atNote(app);
  await ada.page.keyboard.type("I am wri");
  await untilText(bo, "I am wri");
  await bo.key("Control+a");
  await bo.key("Delete");
  await field(ada).waitFor({ state: "detached" });
  await ada.page.keyboard.type("ting on here");
  await ada.page.locator("[aria-live]").getByText("What you were writing in was deleted").waitFor();
  const isChosen = (tool: string) => ada.page.getByRole("button", { name: tool, exact: true, pressed: true }).waitFor();
  await isChosen("Select");
  // A press on the board ends that at once: she has seen what happened.
  await ada.page.mouse.click(900, 600);
  await ada.key("h");
  await isChosen("Hand");
});

appTest("letters typed while the code of the field is loading are kept, and run no commands", async (app) => {
  const { ada, bo } = await app.openForTwo();
  const loaded = await ada.holdScripts();
  await ada.key("n");
  await ada.page.mouse.click(...PLACE);
  await ada.page.keyboard.type("Her");
  assert.equal(await field(ada).inputValue(), "Her");
  await untilText(bo, "Her");
  await ada.key("Escape");
  assert.equal(await field(ada).count(), 0);
  await ada.key("Enter");
  await loaded();
  await ada.page.keyboard.type("ring");
  await untilText(bo, "Herring");
  assert.equal(
    await ada.page.getByRole("button", { name: "Select", exact: true }).getAttribute("aria-pressed"),
    "true",
  );
});

appTest("text is typed on the board", async (app, t) => {
  const ada = await app.openWith([]);
  const { keyboard, mouse } = ada.page;

  await t.step("T and a click start a text, Escape ends it and selects it", async () => {
    await ada.key("t");
    await mouse.click(200, 150);
    await keyboard.type("Hello\nworld");
    await ada.key("Escape");
    assert.equal(await field(ada).count(), 0);
    await untilText(ada, "Hello\nworld");
    await ada.untilInk([205, 150]);
    await ada.key("Delete");
    await ada.shapes(0);
    await ada.key("Control+z");
    await untilText(ada, "Hello\nworld");
  });

  await t.step("a click elsewhere ends it too, and an empty text is not kept", async () => {
    await ada.key("t");
    await mouse.click(600, 150);
    await mouse.click(900, 400);
    assert.equal(await field(ada).count(), 0);
    await ada.shapes(1);
  });

  await t.step(
    "a double click writes: in a shape its label, on the paper a text; Enter goes on in what is selected",
    async () => {
      await ada.key("r");
      await ada.draw([[200, 400], [400, 500]]);
      await ada.key("Enter");
      await keyboard.type("label");
      await mouse.dblclick(700, 600);
      await keyboard.type("free");
      await ada.key("Escape");
      await mouse.dblclick(230, 420);
      await ada.key("End");
      await keyboard.type("led");
      await ada.key("Escape");
      const shapes = await ada.shapes(3);
      assert.deepEqual(shapes.map(words), ["Hello\nworld", undefined, "free"].map((text) => text ?? "labelled"));
    },
  );

  await t.step("pasted content becomes plain text, and a drag sets the width at which it wraps", async () => {
    await ada.key("t");
    await ada.draw([[900, 200], [1050, 230]]);
    await ada.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await ada.page.evaluate((plain) => {
      const html = new Blob(["<b>bold</b>"], { type: "text/html" });
      const text = new Blob([plain], { type: "text/plain" });
      return navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": text })]);
    }, "several words that need more than one line");
    await ada.key("Control+v");
    await ada.key("Escape");
    const shape = (await ada.shapes(4)).at(-1)!;
    assert.deepEqual([shape.w, words(shape)], [150, "several words that need more than one line"]);
    await ada.untilInk([910, 270]);
  });

  await t.step("everything is there after a reload", async () => {
    await ada.untilSaved();
    await ada.page.reload();
    await ada.untilInk([205, 150]);
    assert.equal((await ada.shapes(4)).length, 4);
  });
});

appTest("the caret of the other person is shown in arrow labels too", async (app) => {
  const { links } = await app.server.createBoard();
  const [ada, bo] = [await app.open(links.owner), await app.open(links.editor)];
  await ada.key("a");
  await ada.draw(line([300, 300], [700, 300]));
  await ada.key("Enter");
  await ada.page.keyboard.type("leads to the harbour");
  await untilText(bo, "leads to the harbour");
  // Between its two lines there is paper: neither the arrow's line nor the mark of what she has chosen.
  const paper = await bo.page.screenshot({ clip: { x: 470, y: 600, width: 20, height: 2 } });
  const between = { x: 470, y: 299, width: 20, height: 2 };
  await until("nothing strikes it out", async () => paper.equals(await bo.page.screenshot({ clip: between })));
  await bo.key("v");
  await bo.page.mouse.dblclick(500, 300);
  await bo.page.locator(".peer-caret").waitFor({ state: "attached" });
  await bo.page.mouse.move(500, 600);
  // In the first line, below the name that comes with the caret.
  const middle = { x: 470, y: 278, width: 50, height: 14 };
  const without = await bo.page.screenshot({ clip: middle });
  for (let i = 0; i < 14; i++) await ada.key("ArrowLeft");
  await until("her caret is seen there", async () => !without.equals(await bo.page.screenshot({ clip: middle })));
});

appTest("several people type in one note at the same time", async (app, t) => {
  const { ada, bo } = await atNote(app);
  await ada.page.keyboard.type("Plan: ");
  await untilText(bo, "Plan: ");
  await bo.key("v");
  await bo.page.mouse.dblclick(...PLACE);
  // Before its code has loaded, a field is invisible and adds letters at the end.
  const isReady = (board: BoardPage) => field(board).evaluate((element) => getComputedStyle(element).opacity !== "0");
  await until("both fields are ready", async () => await isReady(ada) && await isReady(bo));

  await t.step("both people see every letter at once, and the other person's caret", async () => {
    await Promise.all([
      ada.page.keyboard.type("eat well", { delay: 15 }),
      bo.page.keyboard.type("sleep long", { delay: 15 }),
    ]);
    await untilText(ada, /^Plan: (eat wellsleep long|sleep longeat well)$/);
    await untilText(bo, /^Plan: (eat wellsleep long|sleep longeat well)$/);
    assert.equal(await field(ada).inputValue(), await field(bo).inputValue());
    for (const { page } of [ada, bo]) await page.locator(".peer-caret").waitFor({ state: "attached" });
  });

  await t.step("a selection is shown to the other person", async () => {
    const marks = bo.page.locator(".peer-caret > div");
    await until("there is but a caret", async () => await marks.count() === 1);
    await ada.key("Shift+ArrowLeft");
    await until("something is marked", async () => await marks.count() === 2);
    await ada.key("ArrowRight");
  });

  await t.step("undo reverts only the local typing", async () => {
    await ada.key("Control+z");
    await untilText(bo, /^(Plan: )?sleep long$/);
    await ada.key("Control+Shift+z");
    await untilText(bo, /^Plan: (eat wellsleep long|sleep longeat well)$/);
  });

  await t.step("an input method composes while another person types, and no letter is lost", async () => {
    await ada.key("Control+End");
    const devtools = await ada.devtools();
    await devtools.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await bo.key("Control+Home");
    await bo.page.keyboard.type("Our ");
    await untilText(ada, /^Our Plan: .*に$/);
    await devtools.send("Input.imeSetComposition", { text: "日本", selectionStart: 2, selectionEnd: 2 });
    await devtools.send("Input.insertText", { text: "日本" });
    await untilText(bo, /^Our Plan: .*日本$/);
    await until("her field has it all", async () => /^Our Plan: .*日本$/.test(await field(ada).inputValue()));
    await ada.page.keyboard.type("!");
    await untilText(bo, /日本!$/);
  });

  await t.step("text typed offline is merged on return", async () => {
    await app.server.stop();
    await ada.untilStatus(/^Offline/);
    await bo.untilStatus(/^Offline/);
    await ada.page.keyboard.type(" ada apart");
    await bo.key("Control+Home");
    await bo.page.keyboard.type("bo apart ");
    await app.server.restart();
    for (const board of [ada, bo]) await untilText(board, /^bo apart Our Plan: .*日本! ada apart$/);
  });

  await t.step("ending the text removes the caret; Tab continues in the next note", async () => {
    await bo.key("Escape");
    await until("his caret is gone", async () => await ada.page.locator(".peer-caret").count() === 0);
    await ada.key("Tab");
    await ada.page.keyboard.type("next");
    await untilText(bo, "next");
    const [first, second] = await bo.shapes(2);
    assert.deepEqual([second.x, second.y], [first.x + 220, first.y]);
  });
});

appTest("asking to edit a text that is being edited continues in it, even if it is empty", async (app) => {
  const ada = await app.openWith([]);
  await ada.key("t");
  await ada.page.mouse.click(200, 150);
  await ada.key("Enter");
  await ada.page.getByRole("button", { name: "Zoom in" }).focus();
  await ada.key("F2");
  await ada.page.keyboard.type("Hi");
  await ada.key("Escape");
  await untilText(ada, "\nHi");
});

appTest("text does not move when editing begins or ends", async (app) => {
  const { ada } = await atNote(app);
  await ada.page.keyboard.type("Words that break over several lines, as Ünïcödé and Жук do too");
  await ada.page.evaluate(() => document.fonts.ready);
  const clip = { x: 410, y: 210, width: 180, height: 180 };
  const typed = await ada.page.screenshot({ clip, caret: "hide" });
  await ada.key("Escape");
  await ada.page.mouse.click(900, 600);
  await until("the note is painted as it was typed", async () => {
    const seen = await ada.page.screenshot({ clip });
    return await differing(ada, typed, seen) < 40;
  });
});

/** Pixels that a person could tell apart. */
async function differing(board: BoardPage, a: Uint8Array, b: Uint8Array): Promise<number> {
  const [one, other] = await Promise.all([a, b].map(async (bytes) => (await pictureOf(board, bytes)).pixels));
  let count = 0;
  for (let i = 0; i < one.length; i += 4) if (Math.abs(one[i] - other[i]) > 90) count++;
  return count;
}
