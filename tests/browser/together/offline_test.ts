import assert from "node:assert/strict";
import { Board } from "../../../board/document.ts";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

appTest("drawing continues without a server, the status counts unsaved changes, and they arrive later", async (app) => {
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

appTest("offline changes arrive after the page was closed and opened again", async (app) => {
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

appTest("stored changes arrive also when the local storage is slower than the server", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  await drawOfflineAndLeave(app, links.owner, person);
  await app.server.restart();
  const page = await person.newPage();
  await page.addInitScript(holdStorage);
  await page.goto(app.server.boardUrl(links.owner));
  await page.locator(".status-text", { hasText: /^Saved$/ }).waitFor();
  await page.evaluate("releaseStorage()");
  const guest = await app.open(links.viewer);
  await guest.untilInk([300, 200]);
  await page.locator(".status-text", { hasText: /^Saved$/ }).waitFor();
});

appTest("the count of unsaved changes is kept also when the storage opens after them", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const page = await person.newPage();
  await page.addInitScript(holdStorage);
  await page.goto(app.server.boardUrl(links.owner));
  const ada = new BoardPage(page, links.owner);
  await ada.untilSaved();
  await person.setOffline(true);
  await ada.untilStatus(/^Offline/);
  await ada.draw(line([200, 200], [400, 200]));
  await page.evaluate("releaseStorage()");
  await ada.untilStatus("Offline – 1 change kept on this device");
  await until("the count is kept", async () => (await page.evaluate(keptCounts, `drawbridge-${links.owner}`))[0] === 1);
});

appTest("when the browser closes and empties its storage, the whole board is written again", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  await person.addInitScript(rememberDatabase);
  const ada = await app.open(links.owner, person);
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilSaved();
  await app.server.stop();
  await ada.draw(line([200, 300], [400, 300]));
  await ada.untilStatus("Offline – 1 change kept on this device");
  await ada.page.evaluate("emptyStorage()");
  await ada.shapes(2);
  await ada.draw(line([200, 400], [400, 400]));
  await ada.untilStatus("Offline – 2 changes kept on this device");
  await ada.shapes(3);
  await until(
    "the count is kept",
    async () => (await ada.page.evaluate(keptCounts, `drawbridge-${links.owner}`))[0] === 2,
  );
});

appTest("a damaged entry of the copy on the device loses no other entry", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const ada = await app.open(links.owner, person);
  await ada.page.evaluate(addToCopy, { name: `drawbridge-${links.owner}`, updates: [[1, 1, 255, 255, 255, 255]] });
  await ada.page.close();
  await drawOfflineAndLeave(app, links.owner, person);
  await app.server.restart();
  const again = await app.open(links.owner, person);
  await again.untilInk([300, 200]);
  await again.untilSaved();
  assert.equal((await app.server.board(links.owner)).shapes.size, 1);
  await again.shapes(1);
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

async function drawOfflineAndLeave(app: App, slug: string, person: Awaited<ReturnType<App["person"]>>): Promise<void> {
  const first = await app.open(slug, person);
  await app.server.stop();
  await first.untilStatus(/^Offline/);
  await first.draw(line([200, 200], [400, 200]));
  // At once: the stroke must be on its way to the disk by now.
  await first.page.close({ runBeforeUnload: true });
  if (!first.page.isClosed()) await first.page.waitForEvent("close");
}

/** Runs in the page. Opening a database takes until `releaseStorage` is called. */
function holdStorage(): void {
  const open = indexedDB.open.bind(indexedDB);
  const release: (() => void)[] = [];
  indexedDB.open = (...args) => {
    const request = open(...args);
    Object.defineProperty(request, "onsuccess", {
      set(listener: (event: Event) => void) {
        release.push(() => {
          if (request.readyState === "done") listener(new Event("success"));
          else request.addEventListener("success", listener);
        });
      },
    });
    return request;
  };
  Object.assign(globalThis, {
    releaseStorage() {
      indexedDB.open = open;
      for (const each of release) each();
    },
  });
}

/** Runs in the page. `emptyStorage` empties the database of the copy and closes it, as a browser does that needs room. */
function rememberDatabase(): void {
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...args) => {
    indexedDB.open = open;
    const request = open(...args);
    Object.assign(globalThis, {
      async emptyStorage() {
        const database = request.result;
        const transaction = database.transaction(["updates", "facts"], "readwrite");
        for (const name of ["updates", "facts"]) transaction.objectStore(name).clear();
        await new Promise((resolve) => transaction.oncomplete = resolve);
        database.close();
        database.dispatchEvent(new Event("close"));
      },
    });
    return request;
  };
}

/** Runs in the page. @returns the numbers of unsaved changes that are stored */
async function keptCounts(name: string): Promise<number[]> {
  const opened = indexedDB.open(name);
  await new Promise((resolve) => opened.onsuccess = resolve);
  const facts = opened.result.transaction("facts").objectStore("facts");
  const keys = facts.getAllKeys(), values = facts.getAll();
  await new Promise((resolve) => values.onsuccess = resolve);
  opened.result.close();
  return values.result.filter((_, i) => String(keys.result[i]).startsWith("unsaved"));
}

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

appTest("the local copy drops deleted content when it is opened again", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const ada = await app.open(links.owner, person);
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilSaved();
  await ada.page.goto(app.server.origin);
  const { updates, text } = overwrittenTitle({ times: 40, chars: 40_000 });
  await ada.page.evaluate(addToCopy, { name: `drawbridge-${links.owner}`, updates });
  assert.ok(await keptBytes(ada) > 1_500_000);

  await ada.page.goto(app.server.boardUrl(links.owner));
  await ada.untilSaved();
  await until("the copy is small", async () => await keptBytes(ada) < 200_000);
  const kept = await ada.kept();
  assert.equal(kept.shapes.size, 1);
  assert.equal(kept.meta.get("title"), text);
});

/** Updates that overwrite one value again and again, and what it is in the end. */
function overwrittenTitle({ times, chars }: { times: number; chars: number }) {
  const board = new Board();
  const updates: number[][] = [];
  board.doc.on("update", (update: Uint8Array) => updates.push([...update]));
  let text = "";
  for (let i = 0; i < times; i++) board.meta.set("title", text = String(i).padEnd(chars, "."));
  return { updates, text };
}

async function keptBytes(board: BoardPage): Promise<number> {
  return await board.page.evaluate(copyBytes, `drawbridge-${board.slug}`);
}

/** Runs in the page. */
async function addToCopy({ name, updates }: { name: string; updates: number[][] }): Promise<void> {
  const opened = indexedDB.open(name);
  await new Promise((resolve) => opened.onsuccess = resolve);
  const transaction = opened.result.transaction("updates", "readwrite");
  for (const update of updates) transaction.objectStore("updates").put(new Uint8Array(update));
  await new Promise((resolve) => transaction.oncomplete = resolve);
  opened.result.close();
}

/** Runs in the page. */
async function copyBytes(name: string): Promise<number> {
  const opened = indexedDB.open(name);
  await new Promise((resolve) => opened.onsuccess = resolve);
  const read = opened.result.transaction("updates").objectStore("updates").getAll();
  await new Promise((resolve) => read.onsuccess = resolve);
  opened.result.close();
  return read.result.reduce((sum: number, update: Uint8Array) => sum + update.length, 0);
}
