/**
 * The longest task of a page on a board of hostile shapes.
 *
 *     deno task bench:hostile [shapes] [seed]
 *
 * It opens the board, moves over it, has somebody else add half as many, and selects and moves all. For each step the longest
 * task by the clock and in processor time, which is the figure to look at on a machine that does other things as well: no
 * more than 200 ms.
 */
import * as Y from "yjs";
import { App } from "../support/browser/app_case.ts";
import { BoardPage } from "../support/browser/board_page.ts";
import { hostileBoard, hostileShapes } from "../support/board/hostile_shapes.ts";
import { longestTask } from "../support/browser/longest_task.ts";
import { Peer } from "../support/peer/peer.ts";
import { seeded } from "../support/random.ts";

const SHAPES = Number(Deno.args[0] ?? 10_000);
const SEED = Number(Deno.args[1] ?? 1);
/** Shapes in one frame: many more would be too large for one. */
const FRAME_SHAPES = 1_000;

await using app = await App.start();
const { links } = await app.server.createBoard();
await using peer = await Peer.join(app.server.socketUrl(links.owner));
await add(framesOf("first", SHAPES));
const board = new BoardPage(await (await app.person()).newPage(), links.owner);
const { page } = board;
await step("open", async () => {
  await page.goto(app.server.boardUrl(links.owner));
  await board.untilStatus("Saved");
  await page.waitForTimeout(4_000);
});
await step("pan", async () => {
  await page.mouse.move(600, 400);
  for (let i = 0; i < 10; i++) await page.mouse.wheel(400, 300);
  await page.waitForTimeout(2_000);
});
await step("zoom out", async () => {
  await board.key("Shift+1");
  await page.waitForTimeout(3_000);
});
await step("point", async () => {
  await board.key("v");
  for (let i = 0; i < 10; i++) await page.mouse.move(300 + 20 * i, 300 + 10 * i);
  await page.waitForTimeout(1_000);
});
const more = framesOf("second", SHAPES / 2);
await step("others add", async () => {
  await add(more);
  await page.waitForTimeout(4_000);
});
await step("select all", async () => {
  await board.key("Control+a");
  await page.waitForTimeout(2_000);
});
await step("move", async () => {
  await board.key("ArrowRight");
  await page.waitForTimeout(3_000);
});

function framesOf(prefix: string, count: number): Uint8Array[] {
  const random = seeded(SEED);
  return Array.from({ length: Math.ceil(count / FRAME_SHAPES) }, (_, i) => {
    const { doc } = hostileBoard(hostileShapes(Math.min(count, FRAME_SHAPES), random, `${prefix}${i}`));
    return Y.encodeStateAsUpdate(doc);
  });
}

async function add(updates: readonly Uint8Array[]): Promise<void> {
  for (const update of updates) peer.change(({ doc }) => Y.applyUpdate(doc, update));
  await peer.untilSaved();
}

async function step(name: string, run: () => Promise<void>): Promise<void> {
  const { clockMs, processorMs } = await longestTask({ browser: app.browser, page }, run);
  const [clock, processor] = [clockMs, processorMs].map((ms) => ms.toFixed(0).padStart(4));
  console.log(`${name.padEnd(12)} longest task ${clock} ms, CPU ${processor} ms`);
}
