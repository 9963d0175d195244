/**
 * What it takes to move over a board of 200 photographs.
 *
 *     deno task bench:images [count]
 *
 * The frames a second and the longest task while the view pans, once all photographs are sharp, and the memory of the
 * page.
 */
import { App } from "../support/browser/app_case.ts";
import { imageOf } from "../support/board/images.ts";
import { longestTask } from "../support/browser/longest_task.ts";
import { pictureFile } from "../support/browser/pictures.ts";
import { orderAbove } from "../../board/order.ts";
import { encodeHex } from "../../board/bytes/hex.ts";

const COUNT = Number(Deno.args[0] ?? 200);
const COLUMNS = 20;
const SIZE = { width: 3_000, height: 2_000 };
const PAN_STEPS = 240;

await using app = await App.start({ limitMs: 600_000 });
const { links } = await app.server.createBoard();
const maker = await app.open(links.owner);
let order: string | undefined;
const images = [];
for (let i = 0; i < COUNT; i++) {
  const bytes = await pictureFile(maker.page, { ...SIZE, shade: i * 1.8, type: "image/jpeg" });
  const asset = encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  const response = await fetch(`${app.server.origin}/api/boards/${links.owner}/assets/${asset}`, {
    method: "PUT",
    body: bytes,
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`Cannot prepare the board: the server answers with ${response.status}`);
  const place = { x: i % COLUMNS * 330, y: Math.floor(i / COLUMNS) * 230, w: 300, h: 200 };
  order = orderAbove(order);
  images.push(
    imageOf(`photo.${i}`, { ...place, order, asset, type: "image/jpeg", pixelW: SIZE.width, pixelH: SIZE.height }),
  );
}
await app.put(links.owner, images);
const board = await app.open(links.owner);
const { page } = board;
await board.shapes(COUNT);
for (const [name, key] of [["whole board in view", "Shift+1"], ["at 100 %", "Shift+0"]]) {
  await board.key("v");
  await board.key(key);
  const start = performance.now();
  await page.waitForTimeout(20_000);
  let fps = 0;
  const { clockMs, processorMs } = await longestTask({ browser: app.browser, page }, async () => {
    fps = await page.evaluate(pan, PAN_STEPS);
  });
  const heap = await page.evaluate(() =>
    (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize
  );
  console.log(
    `${name.padEnd(22)} ${fps.toFixed(1)} fps; longest task ${clockMs.toFixed(0)} ms, CPU ${
      processorMs.toFixed(0)
    } ms; ` +
      `JS heap ${(heap / 1e6).toFixed(0)} MB; ${((performance.now() - start) / 1_000).toFixed(0)} s`,
  );
}

/** Turns the wheel once in each frame. Runs in the page. @returns frames a second */
async function pan(steps: number): Promise<number> {
  const canvas = document.getElementById("canvas")!;
  const start = performance.now();
  for (let i = 0; i < steps; i++) {
    const by = i < steps / 2 ? 12 : -12;
    canvas.dispatchEvent(
      new WheelEvent("wheel", { deltaX: by, deltaY: by / 3, clientX: 640, clientY: 400, cancelable: true }),
    );
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return steps / ((performance.now() - start) / 1_000);
}
