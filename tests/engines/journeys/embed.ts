import assert from "node:assert/strict";
import type { Journeys } from "../../support/engines/engine_case.ts";
import { listSite, OtherSite } from "../../support/server/other_site.ts";
import { until } from "../../support/until.ts";

export const EMBED: Journeys = {
  "a page of another site shows a board, people draw in it, and the page gets a picture": async (people) => {
    const { origin } = people.server;
    const { links } = await people.server.createBoard();
    await using wiki = new OtherSite(`
      <script type="module" src="${origin}/drawbridge-board.js"></script>
      <drawbridge-board src="${origin}/b/${links.editor}" mode="edit" style="height: 600px"></drawbridge-board>`);
    await listSite(origin, links.owner, wiki.origin);
    const { driver } = await people.visit(wiki.origin);
    await until("the board is ready", () => driver.evaluate(isReady, undefined));
    await driver.pressMouse([[300, 300], [350, 320], [400, 300]]);
    await driver.releaseMouse();
    await people.untilCount(links.owner, 1);
    assert.match(await driver.evaluate(pictureOf, undefined), /<svg[^]*<path/);
    // The other site ends before the window.
    await driver.goto("about:blank");
  },
};

type Element = HTMLElement & {
  readonly isReady: boolean;
  exportPicture(choice: object): Promise<Blob>;
};

/** Runs in the page. */
function isReady(): boolean {
  return document.querySelector<Element>("drawbridge-board")?.isReady === true;
}

/** Runs in the page. */
async function pictureOf(): Promise<string> {
  return await (await document.querySelector<Element>("drawbridge-board")!.exportPicture({ format: "svg" })).text();
}
