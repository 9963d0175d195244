import assert from "node:assert/strict";
import { KIND } from "../../../board/wire/protocol.ts";
import { App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

appTest("the status says Saved only after the server has acknowledged that all is durable", async (app) => {
  const { links } = await app.server.createBoard();
  const { ada, news } = await openHeldBack(app, links.owner);
  await ada.page.waitForSelector(".toolbar");
  await until("the first answer is held back", () => news.held.length === 1);
  await ada.untilStatus("Saving…");
  news.release();
  await ada.untilSaved();

  const seen = await ada.page.evaluateHandle(recordStatus);
  news.holds = true;
  await ada.draw(line([200, 200], [400, 200]));
  await until("the stroke is stored", async () => (await app.server.board(links.owner)).shapes.size === 1);
  await until("the server's word for it is held back", () => news.held.length > 0);
  assert.equal(await ada.status(), "Saving…");
  assert.deepEqual(await seen.jsonValue(), ["Saved", "Saving…"]);
  news.release();
  await ada.untilSaved();
  assert.deepEqual(await seen.jsonValue(), ["Saved", "Saving…", "Saved"]);
});

/** A board whose kind 101 frames are kept back on the way until they are released. */
async function openHeldBack(app: App, slug: string) {
  const news = { holds: true, held: [] as (() => void)[], release: () => {} };
  news.release = () => {
    news.holds = false;
    for (const pass of news.held.splice(0)) pass();
  };
  const page = await (await app.person()).newPage();
  await page.routeWebSocket(/\/ws\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const isSaved = typeof message !== "string" && message[0] === KIND.saved;
      if (isSaved && news.holds) news.held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await page.goto(app.server.boardUrl(slug));
  return { ada: new BoardPage(page, slug), news };
}

/** Runs in the page: every text the status has from now on. */
function recordStatus(): string[] {
  const seen: string[] = [];
  const look = () => {
    const text = document.querySelector(".status-text")?.textContent ?? "";
    if (text !== seen.at(-1)) seen.push(text);
  };
  look();
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  return seen;
}
