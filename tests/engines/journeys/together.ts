import assert from "node:assert/strict";
import { line } from "../../support/browser/board_page.ts";
import { inkOf } from "../../support/board/shapes.ts";
import { until } from "../../support/until.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

const STROKE = inkOf("stroke", { x: 300, y: 300, w: 100 });

export const TOGETHER: Journeys = {
  "two people see what the other draws, also before the pen is lifted": async (people) => {
    const { links, ada } = await people.begin();
    const bo = await people.open(links.editor);
    await ada.driver.pressMouse(line([300, 300], [500, 300]));
    await bo.untilInk([400, 300]);
    assert.equal((await people.server.board(links.viewer)).shapes.size, 0);
    await ada.driver.releaseMouse();
    await people.untilCount(links.viewer, 1);
    await bo.untilThere({ selector: ".toolbar" });
    await bo.draw(line([300, 500], [500, 500]));
    await ada.untilInk([400, 500]);
    await bo.untilInk([400, 300]);
    await people.untilCount(links.viewer, 2);
  },

  "what is drawn offline arrives when the server is back": async (people) => {
    const { links, ada } = await people.begin();
    await people.server.stop();
    await ada.untilStatus(/^Offline/);
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilStatus(/^Offline – 1 change kept on this device$/);
    await people.server.restart();
    await ada.untilSaved();
    await people.untilCount(links.viewer, 1);
  },

  "a viewer cannot draw": async (people) => {
    const { links, ada } = await people.begin({ shapes: [STROKE] });
    const guest = await people.open(links.viewer);
    await guest.untilInk([350, 300]);
    await guest.key("p");
    // Moves the board there and back.
    await guest.draw([...line([300, 400], [300, 500]), ...line([300, 500], [300, 400])]);
    assert.equal(await guest.count({ selector: "button", name: "Pen" }), 0);
    await ada.draw(line([500, 600], [700, 600]));
    await guest.untilInk([600, 600]);
    await people.untilCount(links.viewer, 2);
  },

  "a link with a passphrase opens the board to those who know it": async (people) => {
    const { links } = await people.begin({ shapes: [STROKE] });
    const link = await people.makeLink(links.owner, { role: "editor", passphrase: "tea" });
    const guest = await people.visit(people.server.boardUrl(link));
    await guest.click({ selector: "input[type=password]" });
    await guest.type("coffee");
    await guest.key("Enter");
    await until("the passphrase is refused", async () => await guest.textOf(".problem") !== "");
    await guest.click({ selector: "input[type=password]" });
    await guest.key("Control+a");
    await guest.type("tea");
    await guest.key("Enter");
    await guest.untilSaved();
    await guest.untilInk([350, 300]);
    await guest.draw(line([500, 600], [700, 600]));
    await people.untilCount(links.viewer, 2);
  },

  "the share dialog gives out a link for drawing and one for viewing": async (people) => {
    const ada = await people.create();
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilSaved();
    await ada.button("Share");
    await ada.untilThere({ selector: "[role=dialog], dialog" });
    const roles: (string | null)[] = [];
    for (const title of ["Can draw", "View only"]) {
      await ada.click({ selector: ".share-choice .share-title", name: title });
      const address = await ada.textOf(".share-row input");
      const slug = new URL(address).pathname.split("/").at(-1);
      const response = await fetch(`${people.server.origin}/api/boards/${slug}/state`);
      await response.body?.cancel();
      roles.push(response.headers.get("drawbridge-role"));
    }
    assert.deepEqual(roles, ["editor", "viewer"]);
  },

  "the start page lists the boards of this browser": async (people) => {
    const ada = await people.create();
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilSaved();
    await ada.driver.goto(people.server.origin);
    await ada.click({ selector: ".visit-link" });
    await ada.untilBoard();
    await ada.untilInk([400, 300]);
  },
};
