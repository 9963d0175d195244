import assert from "node:assert/strict";
import type { Shape } from "../../../board/shape.ts";
import { until } from "../../support/until.ts";
import type { Point } from "../../support/engines/driver.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

function wordsOf(shape: Shape): string | undefined {
  return "text" in shape ? shape.text as string : undefined;
}

/** In Arabic, in Japanese, of emoji, and of two lines. */
const TEXTS = ["مرحبا بالعالم", "こんにちは、世界", "🙂🚀🎨", "Hello\nworld"];

export const WRITING: Journeys = {
  "texts in Arabic and Japanese, of emoji and of two lines": async (people) => {
    const { links, ada } = await people.begin();
    const places = TEXTS.map((_, i): Point => [300, 200 + 100 * i]);
    for (const [i, words] of TEXTS.entries()) {
      await ada.key("t");
      await ada.clickAt(places[i]);
      await ada.untilThere({ selector: "#canvas textarea" });
      await ada.type(words);
      await ada.key("Escape");
      await ada.untilGone({ selector: "#canvas textarea" });
      await people.untilStored(links.viewer, `it says ${words}`, (shapes) => {
        return shapes.length === i + 1 && shapes.some((shape) => wordsOf(shape) === words);
      });
    }
    const guest = await people.open(links.viewer);
    for (const [x, y] of places) await guest.untilInk([x + 20, y], 16);
  },

  "notes in a row, each with its words": async (people) => {
    const { links, ada } = await people.begin();
    await ada.key("n");
    await ada.clickAt([300, 300]);
    await ada.untilThere({ selector: "#canvas textarea" });
    await ada.type("one");
    await ada.key("Control+Enter");
    await ada.type("two");
    await ada.key("Escape");
    const [one, two] = await people.untilStored(links.owner, "there are two notes", (shapes) => {
      return shapes.map(wordsOf).join() === "one,two";
    });
    assert.deepEqual([two.x - one.x, two.y - one.y], [220, 0]);
    await ada.untilInk([one.x + 240, one.y + 20]);
  },

  "a double click writes the label of a shape": async (people) => {
    const { links, ada } = await people.begin();
    await ada.drawBox([300, 300]);
    await ada.key("Escape");
    await ada.driver.doubleClick([360, 340]);
    await ada.untilThere({ selector: "#canvas textarea" });
    await ada.type("Harbour");
    await ada.key("Escape");
    await people.untilStored(
      links.owner,
      "it has a label",
      ([shape]) => shape !== undefined && wordsOf(shape) === "Harbour",
    );
  },

  "two people write in one note": async (people) => {
    const { links, ada } = await people.begin();
    await ada.key("n");
    await ada.clickAt([300, 300]);
    await ada.untilThere({ selector: "#canvas textarea" });
    await ada.type("Plan: ");
    await people.untilStored(
      links.owner,
      "the note is begun",
      ([shape]) => shape !== undefined && wordsOf(shape) === "Plan: ",
    );
    const bo = await people.open(links.editor);
    await bo.untilThere({ selector: ".toolbar" });
    await bo.key("v");
    await bo.driver.doubleClick([300, 300]);
    await bo.untilThere({ selector: "#canvas textarea" });
    await bo.key("Control+End");
    await bo.type("sleep");
    await people.untilStored(links.owner, "Bo wrote in it", ([shape]) => wordsOf(shape) === "Plan: sleep");
    await ada.type("eat ");
    const [note] = await people.untilStored(
      links.owner,
      "both wrote in it",
      ([shape]) => wordsOf(shape)?.length === 15,
    );
    assert.equal(wordsOf(note), "Plan: eat sleep");
    await until("Bo sees both", async () => await bo.textOf("#canvas textarea") === "Plan: eat sleep");
  },
};
