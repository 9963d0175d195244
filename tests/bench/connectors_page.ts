/**
 * What a frame costs while a shape is dragged that 200 elbow arrows are tied to.
 *
 *     deno task bench:arrows [arrows]
 *
 * Processor time of the main thread, ms a move: what else the machine does counts for nothing.
 */
import { orderAbove } from "../../board/order.ts";
import { App } from "../support/browser/app_case.ts";
import { line } from "../support/browser/board_page.ts";
import { arrowOf, geoOf } from "../support/board/figures.ts";
import { Peer } from "../support/peer/peer.ts";

const ARROWS = Number(Deno.args[0] ?? 200);
const STEPS = 120;
const COLUMNS = 20;

await using app = await App.start();
const { links } = await app.server.createBoard();
await fill(app.server.socketUrl(links.owner));
const board = await app.open(links.owner);
const { page } = board;
await board.key("v");
await page.waitForTimeout(1_500);
const devtools = await board.devtools();
await devtools.send("Performance.enable");
await board.press(line([630, 385], [640, 390], 4));
await page.waitForTimeout(300);
const before = await threadMs();
const start = performance.now();
for (let i = 0; i < STEPS; i++) {
  await page.mouse.move(640 + i, 390 + Math.round(20 * Math.sin(i / 5)));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}
const seconds = (performance.now() - start) / 1_000;
const spent = (await threadMs() - before) / STEPS;
await page.mouse.up();
console.log(`${ARROWS} arrows: ${spent.toFixed(1)} ms of the main thread a move, ${(STEPS / seconds).toFixed(1)} fps`);

async function threadMs(): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return 1_000 * metrics.find(({ name }) => name === "ThreadTime")!.value;
}

async function fill(url: string): Promise<void> {
  await using peer = await Peer.join(url);
  peer.change((board) => {
    let order = orderAbove(undefined);
    const hub = { x: 580, y: 340, w: 120, h: 90 };
    board.add(geoOf("hub", { order, ...hub, fill: "solid" }));
    for (let i = 0; i < ARROWS; i++) {
      const x = 20 + (i % COLUMNS) * 62, y = 70 + Math.floor(i / COLUMNS) * 66;
      board.add(geoOf(`box.${i}`, { order: order = orderAbove(order), x, y, w: 30, h: 24 }));
      const start = { x: 640, y: 385, to: "hub", u: 0.5, v: 0.5 };
      const end = { x, y, to: `box.${i}`, u: 0.5, v: 0.5 };
      board.add(arrowOf(`arrow.${i}`, { order: order = orderAbove(order), route: "elbow", start, end }));
    }
  });
  await peer.untilSaved();
}
