import type { Journeys } from "../../support/engines/engine_case.ts";
import { until } from "../../support/until.ts";

export const OFFLINE: Journeys = {
  "a board opens while the server is away, and what is drawn then is there on return": async (people) => {
    const { links, ada } = await people.begin();
    await ada.draw([[300, 300], [400, 300], [500, 300]]);
    await ada.untilSaved();
    await until("the client is on the device", () =>
      ada.driver.evaluate(async () => {
        const worker = (await navigator.serviceWorker.getRegistration())?.active;
        return worker?.state === "activated" && navigator.serviceWorker.controller !== null;
      }, undefined));
    await people.server.stop();
    try {
      await ada.driver.reload();
      await until(
        "the page is there",
        () => ada.driver.evaluate(() => document.querySelector("canvas") !== null, undefined),
      );
      await ada.untilInk([400, 300]);
      await ada.untilStatus(/^Offline/);
      await ada.draw([[300, 400], [400, 400], [500, 400]]);
      await ada.untilStatus(/^Offline – 1 change kept/);
    } finally {
      await people.server.restart();
    }
    await ada.untilSaved();
    await people.untilCount(links.owner, 2);
  },
};
