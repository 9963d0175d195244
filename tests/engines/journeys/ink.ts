import assert from "node:assert/strict";
import { line } from "../../support/browser/board_page.ts";
import { Peer } from "../../support/peer/peer.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

export const INK: Journeys = {
  "a stroke is painted, stored and sent to another person": async (people) => {
    const { links, ada } = await people.begin();
    await using bo = await Peer.join(people.server.socketUrl(links.editor));
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilInk([400, 300]);
    await ada.untilSaved();
    const [stroke] = await people.untilCount(links.viewer, 1);
    assert.equal(stroke.kind, "ink");
    assert.ok(stroke.w > 150 && stroke.w < 250, `it is ${stroke.w} wide`);
    await bo.untilTrue(() => [...bo.board.readAll()].length === 1);
  },

  "the eraser removes the strokes that it touches": async (people) => {
    const { links, ada } = await people.begin();
    await ada.draw(line([300, 300], [500, 300]));
    await ada.draw(line([300, 400], [500, 400]));
    await people.untilCount(links.owner, 2);
    await ada.key("e");
    await ada.draw(line([400, 250], [400, 350]));
    await ada.untilNoInk([350, 300]);
    await ada.untilInk([350, 400]);
    await people.untilCount(links.owner, 1);
  },

  "undo and redo take a stroke back and restore it": async (people) => {
    const { links, ada } = await people.begin();
    await ada.draw(line([300, 300], [500, 300]));
    await people.untilCount(links.owner, 1);
    await ada.key("Control+z");
    await people.untilCount(links.owner, 0);
    await ada.untilNoInk([400, 300]);
    await ada.key("Control+Shift+z");
    await people.untilCount(links.owner, 1);
    await ada.untilInk([400, 300]);
  },

  "a reload keeps the drawing": async (people) => {
    const { links, ada } = await people.begin();
    await ada.draw(line([300, 300], [500, 300]));
    await people.untilCount(links.owner, 1);
    await ada.driver.reload();
    await ada.untilSaved();
    await ada.untilInk([400, 300]);
  },
};
