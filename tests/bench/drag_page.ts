/**
 * What it takes to select, move and take back everything on a board of 10,000 mixed shapes.
 *
 *     deno task bench:drag
 *
 * For each step the longest task of the page – by the clock and in processor time, which is the figure to compare on a
 * machine that does other things as well – and the frames a second.
 */
import { App } from "../support/browser/app_case.ts";
import { type BoardPage, line } from "../support/browser/board_page.ts";
import { mixedShapes } from "../support/board/mixed_shapes.ts";
import { longestTask } from "../support/browser/longest_task.ts";

const SHAPES = Number(Deno.args[0] ?? 10_000);
const DRAG_STEPS = 120;

/** Defined inside the page. */
declare const seen: { frames: number };

await using app = await App.start();
const { links } = await app.server.createBoard();
await app.put(links.owner, mixedShapes(SHAPES));
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
    let right = 0, bottom = 0;
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>("#selection canvas:not([hidden])")) {
      const { width, height, offsetLeft, offsetTop } = canvas;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
      for (let i = 3; i < data.length; i += 4) {
        if (data[i] === 0) continue;
        right = Math.max(right, offsetLeft + (i >> 2) % width);
        bottom = Math.max(bottom, offsetTop + Math.floor((i >> 2) / width));
      }
    }
    return { x: right - 4, y: bottom - 4 };
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
