import { line } from "../../support/browser/board_page.ts";
import { PROVIDER_NAME } from "../../support/engines/engine_server.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";
import { until } from "../../support/until.ts";

export const ACCOUNT: Journeys = {
  "a person signs in, makes a board, moves it to the bin and restores it": async (people) => {
    const ada = await people.visit(`${people.server.origin}/account`);
    await ada.click({ selector: ".account-ways a", name: `Sign in with ${PROVIDER_NAME}` });
    await until("Ada is signed in", async () => (await ada.textOf("h1")).endsWith("Person ada"));
    await ada.driver.goto(people.server.origin);
    await ada.untilThere({ selector: ".my-boards" });
    await ada.button("New board");
    await ada.untilBoard();
    await ada.untilThere({ selector: ".toolbar" });
    await ada.draw(line([300, 300], [500, 300]));
    await ada.untilSaved();
    await ada.driver.goto(people.server.origin);
    await ada.untilThere({ selector: '.my-boards[aria-busy="false"] .visit' });
    await ada.click({ selector: ".visit-more" });
    await ada.click({ selector: ".visit-menu button", name: "Move to the bin" });
    await ada.click({ selector: ".visit > :not(.visit-menu) button", name: "Move to the bin" });
    await ada.untilGone({ selector: ".visit" });
    await ada.button("Undo");
    await ada.click({ selector: ".visit-link" });
    await ada.untilBoard();
    await ada.untilInk([400, 300]);
  },
};
