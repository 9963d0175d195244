import { geoOf } from "../../support/board/figures.ts";
import { line } from "../../support/browser/board_page.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

const BOX = geoOf("box", { x: 300, y: 300, w: 200, h: 100, fill: "solid" });
const FREEZE = { selector: ".order-switch" };

export const COMPANY: Journeys = {
  "a person follows another until they move the board": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX] });
    const bo = await people.open(links.editor);
    await bo.untilInk([400, 350]);
    await bo.click({ selector: "button.others" });
    await bo.click({ selector: ".person-row [aria-pressed=false]" });
    await bo.untilThere({ selector: ".together-bar" });
    await ada.driver.moveMouse([640, 400]);
    await ada.driver.wheel(0, 200);
    await bo.untilInk([400, 150]);
    await bo.untilNoInk([400, 350]);
    await bo.driver.moveMouse([640, 400]);
    await bo.driver.wheel(0, -100);
    await bo.untilGone({ selector: ".together-bar" });
    await bo.untilInk([400, 250]);
  },

  "an owner freezes the board, and what others drew meanwhile comes when it is thawed": async (people) => {
    const { links, ada } = await people.begin();
    const bo = await people.open(links.editor);
    await bo.untilThere({ selector: ".toolbar" });
    await ada.command("Keep order");
    await ada.untilThere(FREEZE);
    await bo.driver.pressMouse(line([300, 300], [500, 300]));
    await ada.click(FREEZE);
    await bo.untilStatus(/^Frozen – 1 change kept on this device$/);
    await bo.driver.releaseMouse();
    await bo.untilGone({ selector: "button", name: "Pen" });
    await people.untilCount(links.viewer, 0);
    await ada.click(FREEZE);
    await bo.untilSaved();
    await people.untilCount(links.viewer, 1);
    await bo.untilThere({ selector: ".toolbar button", name: "Pen" });
  },
};
