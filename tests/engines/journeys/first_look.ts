import assert from "node:assert/strict";
import { contrast } from "../../../board/palette.ts";
import { geoOf } from "../../support/board/figures.ts";
import { line } from "../../support/browser/board_page.ts";
import { DESK_SIZE, PHONE_SIZE } from "../../support/engines/board_window.ts";
import { namesOutside } from "../../support/engines/element_readings.ts";
import { until } from "../../support/until.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

const LOW_DESK = { width: 1366, height: 620 };
const TABLET = { width: 820, height: 1180 };
const SMALL_PHONE = { width: 360, height: 640 };
const TOOLS = ["Select", "Lasso", "Hand", "Pen", "Highlighter", "Eraser", "Arrow", "Text", "Sticky note", "Frame"];

const BOX = geoOf("box", { x: 100, y: 160, w: 160, h: 100, fill: "solid", text: "Harbour" });
const OTHER = geoOf("other", { x: 150, y: 300, w: 60, h: 60 });

/** What a person sees and tries first. */
export const FIRST_LOOK: Journeys = {
  "an empty board teaches, has a title, and is named by it": async (people) => {
    const { links, ada } = await people.begin();
    for (const name of ["Pick a tool", "Colours and widths", "Invite people"]) {
      await ada.untilThere({ selector: ".hint p", name });
    }
    await ada.click({ selector: ".board-title input" });
    await ada.type("Harbour plan");
    await ada.key("Enter");
    const bo = await people.open(links.editor);
    for (const { driver } of [ada, bo]) {
      await until(
        "the title names the tab",
        () => driver.evaluate(() => document.title.startsWith("Harbour"), undefined),
      );
    }
    await ada.draw(line([400, 300], [600, 300]));
    for (const window of [ada, bo]) await window.untilGone({ selector: ".hint" });
  },

  "the panel of a labelled rectangle is low, and its actions come first": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX, OTHER] });
    await ada.untilInk([180, 200]);
    await ada.key("v");
    await ada.clickAt([120, 180]);
    for (const size of [DESK_SIZE, LOW_DESK]) {
      await ada.driver.resize(size);
      await ada.untilThere({ selector: ".style-panel .exact" });
      const { height } = await ada.untilThere({ selector: ".style-panel" });
      assert.ok(height <= 410, `the panel is ${height} px high`);
      assert.equal(await ada.count({ selector: ".style-panel select" }), 0);
      for (const name of ["Duplicate", "Flip horizontal", "Delete"]) {
        assert.ok((await ada.untilThere({ selector: ".style-panel button", name })).y < 130, name);
      }
      assert.deepEqual(await ada.driver.evaluate(namesOutside, undefined), []);
    }
    await ada.key("Control+a");
    await ada.click({ selector: ".style-panel button", name: "Align left" });
    await people.untilStored(links.owner, "both begin at the same place", ([one, two]) => one.x === two.x);
  },

  "a tablet has all tools, and the styles at the right": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX], size: TABLET });
    await ada.untilInk([180, 200]);
    for (const name of TOOLS) await ada.untilThere({ selector: ".toolbar button", name });
    await ada.key("Control+a");
    const { x } = await ada.untilThere({ selector: ".style-panel" });
    assert.ok(x > TABLET.width / 2, `the panel begins at ${x}`);
    assert.deepEqual(await ada.driver.evaluate(namesOutside, undefined), []);
  },

  "on phones the styles come in tabs, and what they style stays in view": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX], size: PHONE_SIZE });
    await ada.untilInk([180, 200]);
    for (const size of [PHONE_SIZE, SMALL_PHONE]) {
      await ada.driver.resize(size);
      await ada.key("Control+a");
      await ada.click({ selector: "button.style" });
      await ada.untilThere({ selector: ".style-panel [role=tab]", name: "Text" });
      const { y, height } = await ada.untilThere({ selector: ".style-panel" });
      assert.ok(height <= 220, `the sheet is ${height} px high`);
      await ada.untilInk([180, 200]);
      assert.ok(y > 260, `the sheet begins at ${y}`);
      assert.deepEqual(await ada.driver.evaluate(namesOutside, undefined), []);
      await ada.key("Escape");
    }
  },

  "the tool in use stands out, in a light and in a dark theme": async (people) => {
    const { ada } = await people.begin();
    for (const theme of ["light", "dark"]) {
      await ada.command(`${theme} theme`);
      await ada.key("r");
      await ada.untilThere({ selector: ".toolbar .button[aria-pressed=true]" });
      await until("it stands out", async () => {
        const [ink, fill, panel] = (await ada.driver.evaluate(activeColors, undefined)).map(hexOf);
        const isDark = contrast(panel, "#000000") < 3;
        return isDark === (theme === "dark") && contrast(ink, fill) >= 4.5 && contrast(fill, panel) >= 3;
      });
    }
  },

  "links, shortcuts and the picture of an export are found at once": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([180, 200]);
    await ada.click({ selector: ".share-button" });
    for (const name of ["Share", "Links"]) await ada.untilThere({ selector: "dialog [role=tab]", name });
    await ada.key("Escape");
    await ada.untilGone({ selector: "dialog" });
    await ada.button("Keyboard shortcuts");
    await ada.untilThere({ selector: ".shortcut-filter" });
    await ada.type("undo");
    await until("few are left", async () => await ada.count({ selector: ".shortcuts .row" }) < 4);
    await ada.key("Escape");
    await ada.untilGone({ selector: "dialog" });
    await ada.key("Control+Shift+e");
    await until("the preview is there", () =>
      ada.driver.evaluate(() => {
        const picture = document.querySelector<HTMLImageElement>(".export-picture img");
        const size = document.querySelector(".export-preview figcaption, .export-preview .note")?.textContent ?? "";
        return picture?.complete === true && picture.naturalWidth > 100 && /\d+ × \d+/.test(size);
      }, undefined));
  },
};

/** Runs in the page: the colours of the icon and the button of the tool in use, and of the bar behind it. */
function activeColors(): string[] {
  const button = document.querySelector(".toolbar .button[aria-pressed=true]")!;
  const { color, backgroundColor } = getComputedStyle(button);
  return [color, backgroundColor, getComputedStyle(button.closest(".panel")!).backgroundColor];
}

/** `#rrggbb` of `rgb(…)`. */
function hexOf(color: string): string {
  return `#${
    color.match(/\d+/g)!.slice(0, 3).map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")
  }`;
}
