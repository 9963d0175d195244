import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { seeded } from "../../support/random.ts";
import { MOVES, scribble } from "../../support/browser/scribble.ts";
import { until } from "../../support/until.ts";

/** How long three browsers draw at once; `deno task soak:draw` takes a minute. */
const DRAW_MS = Number(Deno.env.get("DRAW_MS") ?? 3_000);

appTest(
  "strokes of three browsers drawing at the same time are all there, for everybody and after a reload",
  async (app) => {
    const { links } = await app.server.createBoard();
    const boards: BoardPage[] = [];
    for (const slug of [links.owner, links.editor, links.editor]) boards.push(await app.open(slug));

    const end = performance.now() + DRAW_MS;
    const drawn = await Promise.all(
      boards.map((board, i) => scribble(board, seeded(i), () => performance.now() < end)),
    );
    const total = drawn.reduce((sum, count) => sum + count);
    for (const board of boards) await board.untilSaved();
    const onServer = await app.server.board(links.viewer);
    assert.equal(onServer.shapes.size, total, "as many shapes as strokes, none twice");
    assert.ok(drawn.every((count) => count > 0));
    for (const board of boards) await board.untilSame(onServer);

    await boards[0].page.reload();
    await boards[0].untilSaved();
    await boards[0].untilSame(onServer);
    const guest = await app.open(links.viewer);
    await guest.untilSame(onServer);
    await sameSight(boards[0], guest);
    if (DRAW_MS > 10_000) {
      const rate = Math.round((total * MOVES) / boards.length / DRAW_MS * 1_000);
      console.log(`${total} strokes in ${DRAW_MS} ms, ${rate} moves/s each (${drawn.join(" + ")}): equal everywhere`);
    }
  },
);

appTest("undo and redo affect only my own strokes", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await ada.draw(line([200, 200], [400, 200]));
  await bo.untilInk([300, 200]);
  await bo.draw(line([200, 300], [400, 300]));
  await ada.untilInk([300, 300]);
  await ada.draw(line([200, 400], [400, 400]));

  await ada.key("Control+z");
  await ada.untilNoInk([300, 400]);
  await ada.key("Control+z");
  await ada.untilNoInk([300, 200]);
  await ada.key("Control+z");
  await bo.untilNoInk([300, 200]);
  await bo.untilNoInk([300, 400]);
  assert.ok(await ada.inkAround([300, 300]) > 0, "what the other drew stays");

  await bo.key("Control+z");
  await ada.untilNoInk([300, 300]);
  await ada.key("Control+Shift+z");
  await bo.untilInk([300, 200]);
  await ada.key("Control+Shift+z");
  await bo.untilInk([300, 400]);
  assert.equal(await bo.inkAround([300, 300]), 0, "what the other took back stays away");
  await ada.untilSaved();
  await bo.untilSame(await app.server.board(links.viewer));
});

appTest("a stroke that one person undoes while another erases it stays deleted for both", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  for (let y = 150; y < 600; y += 25) await ada.draw(line([300, y], [600, y], 3));
  await bo.untilInk([400, 575]);
  await bo.key("e");
  const erase = bo.draw(line([450, 620], [450, 130], 60));
  for (let i = 0; i < 12; i++) await ada.key("Control+z");
  for (let i = 0; i < 6; i++) await ada.key("Control+Shift+z");
  await erase;
  await ada.untilSaved();
  await bo.untilSaved();
  const board = await app.server.board(links.viewer);
  await ada.untilSame(board);
  await bo.untilSame(board);
  await sameSight(ada, bo);
});

appTest("two tabs of a board in one browser show the same and share one local copy", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const left = await app.open(links.owner, person);
  const right = await app.open(links.owner, person);
  const drawIn = async (tab: BoardPage, y: number) => {
    await tab.page.bringToFront(); // browsers let tabs that nobody sees do little
    await tab.draw(line([200, y], [400, y]));
  };
  await drawIn(left, 200);
  await drawIn(right, 300);
  await right.untilInk([300, 200]);
  await left.page.bringToFront();
  await left.untilInk([300, 300]);
  await app.server.stop();
  await drawIn(left, 400);
  await drawIn(right, 500);
  await right.untilStatus("Offline – 1 change kept on this device");
  await left.page.close();
  await app.server.restart();
  await right.untilSaved();
  const later = await app.open(links.owner, person);
  await later.untilInk([300, 400]);
  const board = await app.server.board(links.owner);
  assert.equal(board.shapes.size, 4);
  await right.untilSame(board);
});

/** What the canvases show, not only what the documents hold, is the same but for a few edges of lines. */
async function sameSight(a: BoardPage, b: BoardPage): Promise<void> {
  const sample = (board: BoardPage) => board.page.evaluate(readDarkness);
  let differing = 0;
  await until("both see the same", async () => {
    const [left, right] = await Promise.all([sample(a), sample(b)]);
    differing = left.filter((dark, i) => Math.abs(dark - right[i]) > 8).length;
    return differing === 0;
  });
}

/** Runs in the page: how dark each square of 20 × 20 pixels of the board is on average. */
function readDarkness(): number[] {
  const canvas = document.querySelector<HTMLCanvasElement>("canvas#board")!;
  const { data, width, height } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  const columns = Math.ceil(width / 20);
  const squares: number[] = new Array(columns * Math.ceil(height / 20)).fill(0);
  for (let i = 0; i < data.length; i += 4) {
    const x = (i / 4) % width, y = Math.floor(i / 4 / width);
    squares[Math.floor(y / 20) * columns + Math.floor(x / 20)] += (255 - data[i]) / 400;
  }
  return squares;
}
