import assert from "node:assert/strict";
import { clipOf } from "../../../client/editor/arrange/clip.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { noteOf } from "../../support/board/figures.ts";
import { until } from "../../support/until.ts";

const COUNT = 3_000;

appTest("T12: pasting 3,000 shapes shows progress, and one message at the end", async (app) => {
  const board = await app.openWith([]);
  const { page } = board;
  await page.locator(".said").waitFor({ state: "attached" });
  await page.evaluate(() => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const look = () => {
      for (const each of document.querySelectorAll(".done-notice, .said")) {
        const words = each.textContent ?? "";
        if (words !== "" && !shown.includes(words)) shown.push(words);
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const shown = () => page.evaluate("shown") as Promise<string[]>;
  const count = COUNT.toLocaleString("en");
  const notes = Array.from(
    { length: COUNT },
    (_, i) => noteOf(`n.${i}`, { x: (i % 60) * 220, y: Math.floor(i / 60) * 220, text: `note ${i}` }),
  );
  await board.paste({ "text/html": clipOf(notes).html });
  await board.shapes(COUNT);
  await until("it is said", async () => (await shown()).some((words) => words.includes(`${count} shapes added`)));
  assert.deepEqual(await shown(), [
    `Pasting ${count} shapes…`,
    `Select, ${count} shapes added`,
  ]);
  await board.key("Control+z");
  await board.shapes(0);
  await until("it is said", async () => (await shown()).at(-1) === `${count} shapes removed`);
});
