import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

appTest("others see what a person selects and drags before it is dropped", async (app, t) => {
  const { links, ada, bo } = await app.openForTwo();
  const guest = await app.open(links.viewer);
  await ada.drawBox([200, 200], { w: 100, h: 100 });
  const others = [bo, guest];
  const untilAll = async (what: string, isSo: (board: BoardPage) => Promise<boolean>) => {
    for (const board of others) await until(what, () => isSo(board));
  };

  await t.step("a selection is outlined for other people, not for the person", async () => {
    await untilAll("there is an outline", (board) => board.isPaintedOn("peer-outlines", [300, 200]));
    assert.equal(await ada.isPaintedOn("peer-outlines", [300, 200]), false);
    await ada.key("Escape");
    await untilAll("it is gone", async (board) => !await board.isPaintedOn("peer-outlines", [300, 200]));
  });

  await t.step("others see a drag while it lasts; the board changes when it ends", async () => {
    await ada.key("v");
    await ada.press(line([250, 200], [550, 400]));
    await untilAll("it is on its way", (board) => board.isPaintedOn("peer-drafts", [600, 500]));
    for (const board of others) {
      assert.equal(await board.inkAround([200, 250]), 0, "where it was there is paper");
      assert.equal((await board.shapes(1))[0].x, 200);
    }
    await ada.page.mouse.up();
    await untilAll("it was let go", async (board) => (await board.shapes(1))[0].x === 500);
    await untilAll("nothing is on its way", async (board) => !await board.isPaintedOn("peer-drafts", [600, 500]));
    for (const board of others) assert.ok(await board.inkAround([600, 500]) > 0, "it stays");
  });

  await t.step("a cancelled drag changes nothing", async () => {
    await ada.press(line([525, 400], [325, 400]));
    await untilAll("it is on its way", (board) => board.isPaintedOn("peer-drafts", [300, 450]));
    await ada.key("Escape");
    await ada.page.mouse.up();
    await untilAll("it is back", async (board) => await board.inkAround([500, 450]) > 0);
    for (const board of others) assert.equal((await board.shapes(1))[0].x, 500);
  });

  await t.step("the outline of my selection follows when another person moves it", async () => {
    await bo.key("v");
    await bo.press(line([500, 450], [500, 450]));
    await bo.page.mouse.up();
    await until("Bo has it selected", () => bo.isPaintedOn("selection", [500, 400]));
    await ada.key("v");
    await ada.press(line([500, 450], [800, 450]));
    await until("the marks go along", () => bo.isPaintedOn("selection", [800, 400]));
    assert.equal(await bo.isPaintedOn("selection", [500, 400]), false);
    await ada.key("Escape");
    await ada.page.mouse.up();
    await until("they are back", () => bo.isPaintedOn("selection", [500, 400]));
    await bo.key("Escape");
  });

  await t.step("others see copies and the end of an arrow while they are dragged", async () => {
    await ada.page.keyboard.down("Alt");
    await ada.press(line([525, 400], [825, 400]));
    await untilAll("the copy is on its way", (board) => board.isPaintedOn("peer-drafts", [800, 450]));
    for (const board of others) assert.ok(await board.inkAround([500, 450]) > 0, "what it is a copy of stays");
    await ada.key("Escape");
    await ada.page.mouse.up();
    await ada.page.keyboard.up("Alt");
    await untilAll("nothing is on its way", async (board) => !await board.isPaintedOn("peer-drafts", [800, 450]));
    await ada.key("a");
    await ada.draw(line([200, 600], [300, 600]));
    await bo.shapes(2);
    await ada.press(line([300, 600], [300, 700]));
    await untilAll("its end is on its way", (board) => board.isPaintedOn("peer-drafts", [280, 680]));
    await ada.key("Escape");
    await ada.page.mouse.up();
    await ada.key("Delete");
    await ada.press(line([525, 400], [525, 400]));
    await ada.page.mouse.up();
    await bo.shapes(1);
  });

  await t.step("a dragged shape stays under the pointer while the board scrolls", async () => {
    const roll = async (x: number, y: number) => {
      const rolled = ada.page.evaluate(() =>
        new Promise((resolve) => {
          const later = () => requestAnimationFrame(() => requestAnimationFrame(resolve));
          addEventListener("wheel", later, { once: true });
        })
      );
      await ada.page.mouse.wheel(x, y);
      await rolled;
    };
    await ada.press(line([525, 400], [600, 400]));
    await until("it is under the hand", () => ada.isPaintedOn("drafts", [575, 400]));
    await roll(40, 60);
    assert.ok(await ada.isPaintedOn("drafts", [575, 400]));
    await ada.key("Escape");
    await ada.page.mouse.up();
    await roll(-40, -60);
  });

  await t.step("the selection of a person who leaves disappears", async () => {
    await untilAll("it is selected", (board) => board.isPaintedOn("peer-outlines", [600, 400]));
    await ada.page.close();
    await untilAll("it is not any more", async (board) => !await board.isPaintedOn("peer-outlines", [600, 400]));
  });
});

appTest(
  "an arrow between two shapes that two people drag is drawn once, between their dragged positions",
  async (app) => {
    const { ada, bo } = await app.openForTwo();
    await ada.drawBox([200, 100]);
    await ada.drawBox([600, 100]);
    await ada.key("a");
    await ada.draw(line([315, 140], [605, 140]));
    await ada.key("Escape");
    await bo.shapes(3);
    await ada.key("v");
    await bo.key("v");
    await ada.press(line([260, 100], [260, 500]));
    await bo.press(line([660, 100], [660, 300]));
    for (const board of [ada, bo]) {
      await board.untilInk([460, 440]);
      assert.equal(await board.inkAround([460, 240]), 0, "where it ran to the one, were the other at rest");
      assert.equal(await board.inkAround([460, 340]), 0, "and to the other");
    }
    for (const board of [ada, bo]) await board.page.mouse.up();
    for (const board of [ada, bo]) await board.untilInk([460, 440]);
  },
);

appTest("the caret of a person in a note follows the note when anyone drags it", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  const guest = await app.open(links.viewer);
  await ada.key("n");
  await ada.page.mouse.click(300, 300);
  await ada.page.keyboard.type("Hello");
  await bo.key("v");
  await bo.page.mouse.click(300, 300);
  await bo.press(line([300, 300], [700, 500]));
  for (const board of [bo, guest]) {
    await until("the caret is in the note", async () => {
      const caret = await board.page.locator(".peer-caret > div").first().boundingBox();
      return caret !== null && caret.x > 650 && caret.x < 800 && Math.abs(caret.y - 500) < 40;
    });
  }
});
