import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { appTest } from "../support/browser/app_case.ts";
import { bundlePage } from "../support/browser/page_bundle.ts";
import type { BoardAppDriver } from "./board_app_page.ts";

declare const driver: BoardAppDriver;

const TIMES = 50;
/** Mounts before the first measurement: modules, fonts and caches that stay load meanwhile. */
const WARM_UP = 5;

appTest("a page mounted and closed 50 times leaves no listener, timer, canvas or socket", async (app) => {
  const { links: { owner } } = await app.server.createBoard();
  const page = await (await app.person()).newPage();
  const bundle = await bundlePage({
    path: `/b/${owner}`,
    script: "tests/client/board_app_page.ts",
    template: "static/board.html",
  });
  // Only scripts are replaced: Chromium lets no page reach this machine that did not come from it.
  await page.route("**/*.js", (route) => {
    const name = new URL(route.request().url()).pathname.replace(/^.*\//, "/");
    const file = bundle.files.get(/^\/board-\w+\.js$/.test(name) ? "/page.js" : name);
    return file === undefined ? route.continue() : route.fulfill(file);
  });
  await page.goto(app.server.boardUrl(owner));
  const devtools = await page.context().newCDPSession(page);
  const elements = await page.evaluate(() => driver.elements());

  const run = async (times: number) => {
    for (let i = 0; i < times; i++) {
      await page.evaluate((address) => driver.mount(address), owner);
      await page.locator(".status-text", { hasText: "Saved" }).waitFor();
      await stroke(page, i);
      await page.evaluate(() => driver.close());
    }
    await page.waitForFunction(() => driver.pending().every((count) => count === 0));
  };
  await run(WARM_UP);
  const before = await counters(devtools);
  await run(TIMES);
  assert.deepEqual(await page.evaluate(() => driver.elements()), elements);
  const after = await counters(devtools);
  assert.ok(
    after.jsEventListeners <= before.jsEventListeners,
    `listeners: ${before.jsEventListeners} → ${after.jsEventListeners}`,
  );
  assert.ok(after.nodes < before.nodes + TIMES, `nodes: ${before.nodes} → ${after.nodes}`);

  // Nothing was lost.
  const board = await app.open(owner);
  await board.shapes(WARM_UP + TIMES);
});

async function stroke({ mouse }: Page, i: number): Promise<void> {
  await mouse.move(300, 200 + i);
  await mouse.down();
  await mouse.move(400, 200 + i, { steps: 3 });
  await mouse.up();
}

interface Counters {
  readonly nodes: number;
  readonly jsEventListeners: number;
}

async function counters(devtools: CDPSession): Promise<Counters> {
  for (let i = 0; i < 3; i++) await devtools.send("HeapProfiler.collectGarbage");
  return await devtools.send("Memory.getDOMCounters");
}
