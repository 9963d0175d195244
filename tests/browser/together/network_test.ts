import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

/** A network between a page and the server that can fall silent: sockets stay open, and nothing gets through. */
class Network {
  isSilent = false;

  static async on(page: Page): Promise<Network> {
    const network = new Network();
    await page.routeWebSocket(/\/ws\//, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => network.isSilent || server.send(message));
      server.onMessage((message) => network.isSilent || socket.send(message));
    });
    return network;
  }
}

async function openOn(app: App, slug: string): Promise<{ board: BoardPage; network: Network }> {
  const page = await (await app.person()).newPage();
  const network = await Network.on(page);
  await page.goto(app.server.boardUrl(slug));
  const board = new BoardPage(page, slug);
  await board.untilSaved();
  return { board, network };
}

appTest("the page reports a lost network at once, although the socket stays open (fault T4)", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const ada = await app.open(links.owner, person);
  await person.setOffline(true);
  await ada.untilStatus("Offline – drawing is kept on this device");
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilStatus("Offline – 1 change kept on this device");
  await person.setOffline(false);
  await ada.untilSaved();
  assert.equal((await app.server.board(links.owner)).shapes.size, 1);
});

appTest(
  "a stroke that nobody acknowledges is offline after 4 s, without the others, until it is saved (fault T4)",
  async (app) => {
    const { links } = await app.server.createBoard();
    const { board, network } = await openOn(app, links.owner);
    const bo = await app.open(links.editor);
    const { page } = board;
    await page.getByRole("button", { name: "1 other person here" }).waitFor();
    network.isSilent = true;
    await board.draw(line([200, 200], [400, 200]));
    await board.untilStatus("Offline – 1 change kept on this device");
    assert.equal(await page.getByRole("button", { name: "1 other person here" }).count(), 0);
    await bo.draw(line([200, 300], [400, 300]));
    network.isSilent = false;
    // As a browser that is told of its network does.
    await page.evaluate(() => void dispatchEvent(new Event("online")));
    await board.untilSaved();
    await board.untilInk([300, 300]);
    await page.getByRole("button", { name: "1 other person here" }).waitFor();
    assert.equal((await app.server.board(links.owner)).shapes.size, 2);
  },
);

appTest("an idle page detects with its next heartbeat that the server does not answer (fault T4)", async (app) => {
  const { links } = await app.server.createBoard();
  const { board, network } = await openOn(app, links.owner);
  network.isSilent = true;
  // Who I am is told at once, and comes back.
  await board.click(/^You:/);
  await board.page.getByRole("textbox", { name: "Your name" }).fill("Countess Ada");
  await board.untilStatus("Offline – drawing is kept on this device");
});

appTest(
  "a device without room says so, draws on, and keeps the board again once there is room (fault C13)",
  async (app) => {
    const { links } = await app.server.createBoard();
    const person = await app.person();
    await person.addInitScript(failingStorage);
    const ada = await app.open(links.owner, person);
    const { page } = ada;
    await page.evaluate("storage.isFull = true");
    await ada.draw(line([200, 200], [400, 200]));
    await page.locator(".problem-notice").getByText(/This device has no room left to keep the board/).waitFor();
    await ada.untilSaved();
    await person.setOffline(true);
    await ada.draw(line([200, 300], [400, 300]));
    await ada.untilStatus("Offline – 1 change not kept, leave this page open");
    await page.evaluate("storage.isFull = false");
    await ada.untilStatus("Offline – 1 change kept on this device");
    await until("both strokes are on the device", async () => (await ada.kept()).shapes.size === 2);
  },
);

appTest(
  "tabs do not overwrite what each has unsaved: all of it counts when the board is opened again (fault C13)",
  async (app) => {
    const { links } = await app.server.createBoard();
    const person = await app.person();
    const tabs = [await app.open(links.owner, person), await app.open(links.owner, person)];
    await person.setOffline(true);
    for (const [i, tab] of tabs.entries()) {
      await tab.page.bringToFront();
      await tab.untilStatus(/^Offline/);
      for (let stroke = 0; stroke < 2 - i; stroke++) {
        await tab.draw(line([200, 200 + 100 * stroke + 50 * i], [400, 200 + 100 * stroke + 50 * i]));
      }
      await tab.untilStatus(`Offline – ${i === 0 ? "2 changes" : "1 change"} kept on this device`);
    }
    await until("all of it is on the device", async () => (await tabs[0].kept()).shapes.size === 3);
    for (const { page } of tabs) await page.close();
    await person.setOffline(false);
    const again = await openWithoutServer(app, links.owner, person);
    await again.untilStatus("Offline – 3 changes kept on this device");
  },
);

/** Opens the page of a board, which cannot get at the board itself. */
async function openWithoutServer(app: App, slug: string, person: BrowserContext): Promise<BoardPage> {
  const page = await person.newPage();
  await page.route("**/state", (route) => route.abort());
  await page.routeWebSocket(/\/ws\//, (socket) => socket.close());
  await page.goto(app.server.boardUrl(slug));
  return new BoardPage(page, slug);
}

/** Runs in the page: while `storage.isFull`, nothing can be written. */
function failingStorage(): void {
  const storage = { isFull: false };
  Object.assign(globalThis, { storage });
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (names, mode, ...rest) {
    if (storage.isFull && mode === "readwrite") throw new DOMException("no room", "QuotaExceededError");
    return transaction.call(this, names, mode, ...rest);
  };
}
