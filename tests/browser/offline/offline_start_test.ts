import assert from "node:assert/strict";
import { BoardPage, createBoard, line, slugOf } from "../../support/browser/board_page.ts";
import { exported } from "../../support/browser/export_dialog.ts";
import { offlineTest, untilKept } from "../../support/browser/offline_app.ts";
import { Peer } from "../../support/peer/peer.ts";
import { until } from "../../support/until.ts";

offlineTest(
  "without the server and after a restart of the browser, everything works, and merges on return",
  async (server, person) => {
    // Online: a board, and another one that somebody else draws on.
    const start = await person.open(server.origin);
    await untilKept(start);
    const first = await createBoard(start);
    await first.draw(line([300, 200], [500, 200]));
    await first.untilSaved();
    await first.page.close();
    await server.stop();
    await person.restart();

    // The start page with its list, and a board.
    const page = await person.open(server.origin);
    const card = page.locator("a.visit-link");
    await card.waitFor();
    // From the copy on the device, as the server is gone.
    await card.locator("img").waitFor();
    await card.click();
    await page.waitForURL("**/b/*");
    const board = new BoardPage(page, first.slug);
    await board.untilInk([400, 200]);

    // Drawing, text, export.
    await board.draw(line([300, 300], [500, 300]));
    await board.key("t");
    await page.mouse.click(600, 400);
    await page.keyboard.type("Offline words");
    await board.key("Escape");
    await board.untilStatus(/^Offline – \d+ changes kept on this device$/);
    for (const kind of ["SVG", "PDF"] as const) {
      await board.key("Escape");
      assert.ok((await exported(board, kind)).length > 500, kind);
    }
    await page.reload();
    await board.untilInk([400, 300]);

    // A new board, begun with what is drawn on the start page.
    await page.goto(server.origin);
    const scribble = (await page.locator(".scribble-board").boundingBox())!;
    await page.locator(".scribble-hint").waitFor();
    const [x, y] = [scribble.x + 60, scribble.y + 60];
    await board.draw(line([x, y], [x + 120, y + 40]));
    await page.getByRole("button", { name: "New board with this drawing" }).click();
    await page.waitForURL("**/b/*");
    const editor = slugOf(page.url());
    await board.untilStatus(/^Offline – 1 change kept on this device$/);
    const owner = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].slug);
    const begun = new BoardPage(page, owner);
    await begun.shapes(1);
    const other = await person.open(page.url());
    await begun.draw(line([300, 500], [500, 500]));
    await begun.shapes(2);

    // Another one, whose page is closed before the server returns.
    const closed = await createBoard(await person.open(server.origin), { status: /^Offline/ });
    await closed.draw(line([300, 200], [500, 200]));
    await closed.untilStatus(/^Offline – 1 change kept on this device$/);
    const closedEditor = slugOf(closed.page.url());
    await closed.page.close();
    const list = await person.open(server.origin);

    // The server returns: the begun board has its links, once, and everybody sees everything.
    await server.restart();
    await begun.untilSaved();
    await new BoardPage(other, owner).untilSaved();
    await using guest = await Peer.join(server.socketUrl(editor));
    await until("the guest has both strokes", () => guest.board.shapes.size === 2);
    await using late = await Peer.join(server.socketUrl(closedEditor));
    await until("the start page has sent the other one", () => late.board.shapes.size === 1);
    await list.waitForFunction(() => !localStorage.getItem("drawbridge.visits")!.includes("begun"));
    await page.goto(server.boardUrl(first.slug));
    await board.untilSaved();
    assert.equal((await server.board(first.slug)).shapes.size, 3);
    const visits = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!));
    assert.equal(visits.length, 3);
    assert.ok(visits.every(({ begun }: { begun?: string }) => begun === undefined), "no board waits any more");
    const keys = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => url);
    });
    assert.ok(keys.length > 100);
    for (const key of keys) assert.doesNotMatch(key, /\/(b|api|ws|account)\//);
  },
);
