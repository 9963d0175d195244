/**
 * How much a board and its page grow when all shapes of it are dragged again and again.
 *
 *     deno task bench:growth [drags] [shapes]
 *
 * Prints what a compacted board takes, in bytes and Yjs structs, and the heap of the page after a garbage collection:
 * before, after, and as a ratio. The bounds are 3 for the bytes and 1.5 for the heap.
 */
import type { CDPSession } from "playwright-core";
import * as Y from "yjs";
import { App } from "../support/browser/app_case.ts";
import { type BoardPage, line } from "../support/browser/board_page.ts";
import { mixedShapes } from "../support/board/mixed_shapes.ts";

const DRAGS = Number(Deno.args[0] ?? 100);
const SHAPES = Number(Deno.args[1] ?? 10_000);

/** As Chromium tells it, which the types of Playwright do not know whole. */
interface HeapUsage {
  readonly usedSize: number;
  /** Of typed arrays. */
  readonly backingStorageSize?: number;
}

/** What is compared. */
interface Figures {
  readonly bytes: number;
  readonly structs: number;
  readonly heap: number;
}

await using app = await App.start();
const board = await app.openWith(mixedShapes(SHAPES));
const { page } = board;
const session = await page.context().newCDPSession(page);
await board.key("v");
await board.key("Shift+1");
await board.key("Control+a");
// A drag that ends with Escape changes nothing, but what the browser compiles for it is not counted as growth.
for (let i = 0; i < 3; i++) {
  await board.press(line([640, 400], [670, 410], 3));
  await board.key("Escape");
  await page.mouse.up();
}
await page.waitForTimeout(2_000);
const before = await figures();
for (let i = 0; i < DRAGS; i++) {
  const way = i % 2 === 0 ? 1 : -1;
  await board.draw(line([640, 400], [640 + way * (20 + i % 7), 400 + way * (10 + i % 5)], 3));
  await board.untilStatus(/^Saved$/);
}
const after = await figures();
for (const name of ["bytes", "structs", "heap"] as const) {
  const [one, other] = [before[name], after[name]];
  console.log(`${name.padEnd(8)} ${one} → ${other}, ${(other / one).toFixed(2)} ×`);
}

async function figures(): Promise<Figures> {
  const update = await state(board);
  return { bytes: update.length, structs: Y.decodeUpdate(update).structs.length, heap: await heapOf(session) };
}

/** The board as a compaction makes it: without deleted content. */
async function state({ slug }: BoardPage): Promise<Uint8Array> {
  const answer = await fetch(`${app.server.origin}/api/boards/${slug}/state`);
  return await answer.bytes();
}

async function heapOf(session: CDPSession): Promise<number> {
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage") as HeapUsage;
  return usedSize + backingStorageSize;
}
