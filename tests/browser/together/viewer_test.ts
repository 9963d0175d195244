import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { encodeSync, SUBPROTOCOL, SYNC } from "../../../board/wire/protocol.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line, printed } from "../../support/browser/board_page.ts";
import { inkOf } from "../../support/board/shapes.ts";

appTest("a viewer has no tools, and keys and pointer draw nothing", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilSaved();
  const before = printed(await app.server.board(links.owner));
  const guest = await app.open(links.viewer);
  await guest.untilInk([300, 200]);
  assert.equal(await guest.status(), "View only");
  for (const name of [/^Pen/, /^Highlighter/, /^Eraser/, /^Undo/, /^Style/]) {
    assert.equal(await guest.page.getByRole("button", { name }).count(), 0, String(name));
  }

  for (const key of ["p", "x", "e", "Shift+d", "Control+z", "Control+Shift+z"]) {
    await guest.key(key);
    // Moves the board and nothing else: there and back.
    await guest.draw([...line([300, 150], [300, 250]), ...line([300, 250], [300, 150])]);
  }
  assert.equal(await guest.status(), "View only");
  await ada.draw(line([200, 300], [400, 300]));
  await guest.untilInk([300, 300]);
  await ada.untilSaved();
  const after = await app.server.board(links.owner);
  assert.equal(after.shapes.size, 2);
  assert.ok(printed(after).length > before.length);
  await guest.untilSame(after);
});

appTest("a viewer's stroke from before the role is known is removed, also after a reload", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const page = await (await app.person()).newPage();
  const gate = Promise.withResolvers<void>();
  await page.route("**/state", async (route) => {
    await gate.promise;
    await route.continue();
  });
  // A socket is tried when the state is long in coming, and would tell the role as well.
  let isOpen = false;
  await page.routeWebSocket("**/ws/**", (socket) => {
    if (isOpen) socket.connectToServer();
    else socket.close({ code: 1012 });
  });
  await page.goto(app.server.boardUrl(links.viewer));
  const guest = new BoardPage(page, links.viewer);
  await guest.draw(line([200, 200], [400, 200]));
  await guest.untilInk([300, 200]);
  isOpen = true;
  gate.resolve();
  await guest.untilStatus("View only");
  await guest.untilNoInk([300, 200]);

  await ada.draw(line([200, 300], [400, 300]));
  await guest.untilInk([300, 300]);
  await page.reload();
  await guest.untilStatus("View only");
  await guest.untilInk([300, 300]);
  assert.equal(await guest.inkAround([300, 200]), 0);
  assert.equal((await app.server.board(links.owner)).shapes.size, 1);
});

appTest("a socket opened by a script in a viewer's page changes nothing for anybody", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  await ada.draw(line([200, 200], [400, 200]));
  await ada.untilSaved();
  const before = await app.server.board(links.owner);
  const guest = await app.open(links.viewer);

  const forged = new Board();
  Y.applyUpdate(forged.doc, Y.encodeStateAsUpdate(before.doc));
  const theirs = Y.encodeStateVector(forged.doc);
  forged.add(inkOf("forged.1", { x: 500, y: 500, w: 200 }));
  forged.remove(new Set([...before.shapes.keys()]));
  const update = Y.encodeStateAsUpdate(forged.doc, theirs);
  const frames = [SYNC.update, SYNC.step2].map((step) => [...encodeSync(step, update)]);
  const answers = await guest.page.evaluate(forge, { url: app.server.socketUrl(links.viewer), SUBPROTOCOL, frames });
  assert.ok(answers.includes(2), "the server says no (kind 2)");

  await ada.draw(line([200, 300], [400, 300]));
  await guest.untilInk([300, 300]);
  await ada.untilSaved();
  const after = await app.server.board(links.owner);
  assert.equal(after.shapes.size, 2);
  assert.ok(!after.shapes.has("forged.1"));
  await ada.untilSame(after);
  await guest.untilSame(after);
});

/** Runs in the page: sends the frames once the server has spoken. @returns the kinds of its answers until two denials */
async function forge(
  { url, SUBPROTOCOL, frames }: { url: string; SUBPROTOCOL: string; frames: number[][] },
): Promise<number[]> {
  const socket = new WebSocket(url, SUBPROTOCOL);
  socket.binaryType = "arraybuffer";
  const kinds: number[] = [];
  await new Promise<void>((resolve) => {
    socket.onopen = () => frames.forEach((frame) => socket.send(Uint8Array.from(frame)));
    socket.onclose = () => resolve();
    socket.onmessage = ({ data }) => {
      kinds.push(new Uint8Array(data)[0]);
      if (kinds.filter((kind) => kind === 2).length === frames.length) resolve();
    };
  });
  socket.close();
  return kinds;
}
