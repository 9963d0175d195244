import assert from "node:assert/strict";
import { decodeInk, STRIDE } from "../../../board/ink.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { seeded } from "../../support/random.ts";
import { scribble } from "../../support/browser/scribble.ts";
import { strokesOf } from "../../support/board/shapes.ts";

/** How often the server is killed under three hands. */
const KILLS = 3;

appTest(
  "people draw while the server is killed: they reconnect without help, and nothing is duplicated, torn or lost",
  async (app) => {
    const { links } = await app.server.createBoard();
    const boards = await Promise.all([links.owner, links.editor, links.editor].map((slug) => app.open(slug)));
    let goesOn = true;
    const drawing = boards.map((board, i) => scribble(board, seeded(100 + i), () => goesOn));
    for (let kill = 0; kill < KILLS; kill++) {
      // In the middle of strokes, and of saving them: whenever the next ones have come.
      const before = (await app.server.board(links.owner)).shapes.size;
      await boards[0].page.waitForFunction(() => document.querySelector(".status-text")?.textContent !== "Opening…");
      while ((await app.server.board(links.owner)).shapes.size < before + 5);
      await app.server.kill9();
      await boards[kill % 3].untilStatus(/^Offline/);
      await app.server.restart();
    }
    goesOn = false;
    const drawn = (await Promise.all(drawing)).reduce((sum, count) => sum + count);
    for (const board of boards) await board.untilSaved();
    const server = await app.server.board(links.viewer);
    assert.equal(server.shapes.size, drawn);
    for (const { ink } of strokesOf(server.readAll())) {
      assert.ok(decodeInk(ink)!.points.length / STRIDE >= 10, "a stroke lacks most of its samples");
    }
    for (const board of boards) await board.untilSame(server);
  },
);

appTest("saved changes are there although the server is killed at once and everybody leaves", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const ada = await app.open(links.owner, person);
  for (let i = 0; i < 5; i++) {
    await ada.draw(line([200, 150 + 50 * i], [400, 150 + 50 * i]));
    await ada.untilSaved();
    await app.server.kill9();
    await app.server.restart();
    assert.equal((await app.server.board(links.owner)).shapes.size, i + 1);
    await ada.untilSaved();
  }
  await person.close();
  const guest = await app.open(links.viewer);
  await guest.untilInk([300, 350]);
});
