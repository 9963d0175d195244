import assert from "node:assert/strict";
import { appTest } from "../support/app_case.ts";
import { line } from "../support/board_page.ts";
import { drawOfflineAndLeave } from "../support/offline_drawing.ts";

appTest("without a server drawing goes on, the status counts what is kept here, and it arrives later", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await app.server.stop();
  await ada.untilStatus("Offline – drawing is kept on this device");
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilStatus("Offline – 1 change kept on this device");
  await ada.draw(line([200, 300], [400, 300]));
  await bo.draw(line([200, 400], [400, 400]));
  await ada.untilStatus("Offline – 2 changes kept on this device");

  await app.server.restart();
  await ada.untilSaved();
  await bo.untilSaved();
  await bo.untilInk([300, 300]);
  await ada.untilInk([300, 400]);
  const board = await app.server.board(links.viewer);
  assert.equal(board.shapes.size, 3);
  await ada.untilSame(board);
  await bo.untilSame(board);
});

appTest("a network that comes back is used at once", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const ada = await app.open(links.owner, person);
  await person.setOffline(true);
  await app.server.kill9();
  await ada.untilStatus(/^Offline/);
  await ada.draw(line([200, 200], [400, 200]));
  await app.server.restart();
  await ada.untilStatus("Offline – 1 change kept on this device");
  await person.setOffline(false);
  await ada.untilSaved();
  assert.equal((await app.server.board(links.owner)).shapes.size, 1);
});

appTest("what was drawn offline arrives when the page is opened again, though it was closed meanwhile", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  await drawOfflineAndLeave(app, links.owner, person);
  await app.server.restart();
  const again = await app.open(links.owner, person);
  await again.untilInk([300, 200]);
  await again.untilSaved();
  const board = await app.server.board(links.owner);
  assert.equal(board.shapes.size, 1);
  const guest = await app.open(links.viewer);
  await guest.untilInk([300, 200]);
});

for (const [what, remove] of [["no IndexedDB", removeDatabase], ["an IndexedDB that fails", breakDatabase]] as const) {
  appTest(`a browser with ${what} draws and saves, and says that nothing is kept while offline`, async (app) => {
    const { links } = await app.server.createBoard();
    const person = await app.person();
    await person.addInitScript(remove);
    const ada = await app.open(links.owner, person);
    await ada.draw(line([200, 200], [400, 200]));
    await ada.untilSaved();
    await app.server.stop();
    await ada.draw(line([200, 300], [400, 300]));
    await ada.untilStatus("Offline – 1 change not kept, leave this page open");
    await app.server.restart();
    await ada.untilSaved();
    assert.equal((await app.server.board(links.owner)).shapes.size, 2);
  });
}

appTest("a browser whose storage throws draws, shares and starts boards", async (app) => {
  const person = await app.person();
  await person.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const page = await person.newPage();
  await page.goto(app.server.origin);
  await page.getByRole("button", { name: "New board" }).click();
  await page.waitForURL("**/b/*");
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.editor, person);
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilSaved();
  assert.equal((await app.server.board(links.owner)).shapes.size, 1);
});

/** Runs in the page. */
function removeDatabase(): void {
  Object.defineProperty(globalThis, "indexedDB", { value: undefined });
}

/** Runs in the page. */
function breakDatabase(): void {
  indexedDB.open = () => {
    throw new DOMException("denied", "InvalidStateError");
  };
}
