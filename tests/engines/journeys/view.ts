import assert from "node:assert/strict";
import { geoOf } from "../../support/board/figures.ts";
import { line } from "../../support/browser/board_page.ts";
import { PHONE_SIZE } from "../../support/engines/board_window.ts";
import { namesOutside } from "../../support/engines/element_readings.ts";
import { until } from "../../support/until.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

const BOX = geoOf("box", { x: 300, y: 300, w: 200, h: 100, fill: "solid" });
const PNG = [0x89, 0x50, 0x4e, 0x47];

export const VIEW: Journeys = {
  "the wheel pans, and a button zooms out": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([400, 350]);
    await ada.driver.moveMouse([640, 400]);
    await ada.driver.wheel(0, 200);
    await ada.untilInk([400, 150]);
    await ada.untilNoInk([400, 350]);
    await ada.button("Zoom out");
    await until("it is smaller", async () => parseInt(await ada.textOf(".percent")) < 100);
    await ada.key("Shift+1");
    await ada.untilInk([640, 400]);
  },

  "the palette finds a command and runs it": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([400, 350]);
    await ada.command("select all");
    await ada.untilThere({ selector: ".selection-bar" });
    await ada.key("Delete");
    await people.untilCount(links.owner, 0);
  },

  "a board is drawn by keys alone": async (people) => {
    const { links, ada } = await people.begin();
    await ada.driver.evaluate(() => document.querySelector<HTMLElement>("#canvas")!.focus(), undefined);
    await ada.key("o");
    await ada.key("Enter");
    const [made] = await people.untilCount(links.owner, 1);
    await ada.key("ArrowRight");
    await people.untilStored(links.owner, "it is moved", ([shape]) => shape.x > made.x);
    await ada.key("Escape");
    await ada.key("Tab");
    await ada.key("Delete");
    await people.untilCount(links.owner, 0);
  },

  "a phone has room for everything": async (people) => {
    const { links, ada } = await people.begin({ size: PHONE_SIZE });
    await ada.draw(line([60, 300], [300, 300]));
    await ada.untilInk([180, 300]);
    await people.untilCount(links.owner, 1);
    await ada.button("Select");
    await ada.clickAt([180, 300]);
    await ada.untilThere({ selector: ".quick-bar button" });
    const outside = await ada.driver.evaluate(namesOutside, undefined);
    assert.deepEqual(outside, []);
    await ada.click({ selector: ".quick-bar button", name: "Delete" });
    await people.untilCount(links.owner, 0);
  },

  "a desktop has room for everything": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([400, 350]);
    await ada.key("Control+a");
    await ada.untilThere({ selector: ".selection-bar" });
    assert.deepEqual(await ada.driver.evaluate(namesOutside, undefined), []);
    const rows = await ada.driver.evaluate(
      () =>
        new Set([...document.querySelectorAll(".selection-row button")].map((b) => b.getBoundingClientRect().y)).size,
      undefined,
    );
    assert.equal(rows, 1, "the actions are in one row");
    const tooWide = await ada.driver.evaluate(
      () =>
        Array.from(document.querySelectorAll(".style-panel, .style-panel *"))
          .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
          .map(({ className }) => className),
      undefined,
    );
    assert.deepEqual(tooWide, [], "nothing is wider than its place");
  },

  "a PNG and an SVG are exported": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([400, 350]);
    for (const format of ["PNG", "SVG"]) {
      await ada.key("Control+Shift+e");
      await ada.click({ selector: ".option-fields label", name: format });
      await ada.button("Download");
      const { name, bytes } = await people.untilDownloaded();
      assert.match(name, new RegExp(`\\.${format.toLowerCase()}$`));
      if (format === "PNG") assert.deepEqual([...bytes.subarray(0, 4)], PNG);
      else assert.match(new TextDecoder().decode(bytes), /^<svg[^>]* width="\d+/);
      await ada.untilGone({ selector: "dialog, [role=dialog]" });
    }
  },
};
