/**
 * What it takes to select, move and take back everything on a board of 10,000 mixed shapes.
 *
 *     deno task bench:drag
 *
 * For each step the longest task of the page – by the clock and in processor time, which is the figure to compare on a
 * machine that does other things as well – and the frames a second.
 */
import { encodeInk } from "../../board/ink.ts";
import { orderAbove } from "../../board/order.ts";
import { COLORS } from "../../board/palette.ts";
import type { Shape } from "../../board/shape.ts";
import { FORMS } from "../../board/style.ts";
import { App } from "../support/app_case.ts";
import { type BoardPage, line } from "../support/board_page.ts";
import { handwriting } from "../support/handwriting.ts";
import { longestTask } from "../support/longest_task.ts";
import { Peer } from "../support/peer.ts";
import { type Random, seeded } from "../support/random.ts";
import { inkOf } from "../support/shapes.ts";

const SHAPES = Number(Deno.args[0] ?? 10_000);
const COLUMNS = 125;
const CELL = { w: 100, h: 80 };
const DRAG_STEPS = 120;

/** Defined inside the page. */
declare const seen: { frames: number };

await using app = await App.start();
const { links } = await app.server.createBoard();
await fill(app.server.socketUrl(links.owner));
const board = await app.open(links.owner);
const { page } = board;
await page.evaluate(watch);
await board.key("v");
await board.key("Shift+1");
await page.waitForTimeout(2_000);
await step("rest", () => page.waitForTimeout(500));
await step("select all by a box", async () => {
  await board.draw(line([60, 60], [1240, 730], 10));
  await page.waitForTimeout(300);
});
await step("drag begins", async () => {
  await board.press(line([640, 400], [660, 405], 4));
  await page.waitForTimeout(1_500);
});
await step("drag", () => move(board));
await step("drop", async () => {
  await page.mouse.up();
  await page.waitForTimeout(2_500);
});
await step("undo", async () => {
  await board.key("Control+z");
  await page.waitForTimeout(2_500);
});
await step("redo", async () => {
  await board.key("Control+Shift+z");
  await page.waitForTimeout(2_500);
});

await step("resize", async () => {
  const { x, y } = await corner(board);
  await board.press([[x, y], [x - 2, y - 2]]);
  for (let i = 0; i < DRAG_STEPS / 2; i++) {
    await page.mouse.move(x - 4 - 2 * i, y - 2 - i);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
});
await step("resized", async () => {
  await page.mouse.up();
  await page.waitForTimeout(2_500);
});

/** The lower right corner of what is selected, found by the handle that stands there. */
async function corner({ page }: BoardPage): Promise<{ x: number; y: number }> {
  return await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas#selection")!;
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
    const isMarked = (x: number, y: number) => data[4 * (y * width + x) + 3] > 0;
    let x = width - 1, y = height - 1;
    while (x > 0 && !Array.from({ length: height }, (_, at) => isMarked(x, at)).includes(true)) x--;
    while (y > 0 && !Array.from({ length: width }, (_, at) => isMarked(at, y)).includes(true)) y--;
    return { x: x - 4, y: y - 4 };
  });
}

async function step(name: string, run: () => Promise<void>): Promise<void> {
  await page.evaluate(() => void (seen.frames = 0));
  const start = performance.now();
  let seconds = 0;
  const { clockMs, processorMs } = await longestTask({ browser: app.browser, page }, async () => {
    await run();
    seconds = (performance.now() - start) / 1_000;
  });
  const frames = await page.evaluate(() => seen.frames);
  const [clock, processor] = [clockMs, processorMs].map((ms) => ms.toFixed(0).padStart(4));
  console.log(`${name.padEnd(20)} longest task ${clock} ms, CPU ${processor} ms; ${(frames / seconds).toFixed(1)} fps`);
}

/** At the pace of the screen, as a mouse moves. */
async function move({ page }: BoardPage): Promise<void> {
  for (let i = 0; i < DRAG_STEPS; i++) {
    await page.mouse.move(660 + 2 * i, 405 + i);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** Runs in the page. */
function watch(): void {
  Object.assign(globalThis, { seen: { frames: 0 } });
  const count = () => {
    seen.frames++;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

async function fill(url: string): Promise<void> {
  const random = seeded(1);
  await using peer = await Peer.join(url);
  peer.change((board) => {
    let order: string | undefined;
    for (let i = 0; i < SHAPES; i++) board.add(shape(i, order = orderAbove(order), random));
  });
  await peer.untilSaved();
}

/** Half ink, a third forms, the rest lines, arrows (every other one tied), notes and texts. */
function shape(i: number, order: string, random: Random): Shape {
  const x = i % COLUMNS * CELL.w, y = Math.floor(i / COLUMNS) * CELL.h;
  const id = `many.${i.toString(36)}`, color = random.pick(COLORS);
  const base = { id, order, x, y, w: 70, h: 50 };
  const drawn = { ...base, color, width: 2 + random.below(3) };
  switch (i % 12) {
    case 6:
    case 7:
    case 8:
    case 9:
      return {
        ...drawn,
        kind: "geo",
        form: random.pick(FORMS),
        ...(i % 3 === 0 && { fill: random.pick(["semi", "solid", "hatch"] as const) }),
        ...(i % 5 === 0 && { sketch: true }),
      };
    case 10:
      if (i % 24 === 10) return { ...drawn, kind: "line", points: [0, 0, 70, 50] };
      return {
        ...drawn,
        kind: "arrow",
        route: "straight",
        start: { x, y, to: `many.${(i - 1).toString(36)}`, u: 0.5, v: 0.5 },
        end: { x: x + 60, y: y + 40 },
      };
    case 11:
      if (i % 24 === 11) return { ...base, kind: "note", color };
      return { ...base, kind: "text", color, text: "text" };
    default:
      return { ...inkOf(id, { order, x, y, w: 80, h: 30, color }), ink: encodeInk(handwriting(random)) };
  }
}
