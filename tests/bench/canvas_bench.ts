import type { Page } from "playwright-core";
import { openStage } from "../client/render/open_stage.ts";
import type { Driver } from "../client/render/stage_page.ts";
import { chromePath, launchChromium } from "../support/browser/chromium.ts";
import type { Bench, Measured } from "./bench.ts";

/** Defined inside the page. */
declare const driver: Driver;

const STROKES = 10_000;
/** Board units; what of it is in view at this zoom is all of it. */
const WIDTH = 9_000, HEIGHT = 7_000, ZOOM = 0.1;

/** A stage in Chromium, painted in software: compare figures of one machine only. */
async function onStage(use: (page: Page) => Promise<() => Promise<number>>): Promise<Measured> {
  const browser = await launchChromium();
  const run = await use(await openStage(browser));
  return { run, end: () => browser.close() };
}

async function fill(page: Page): Promise<void> {
  await page.evaluate(([count, width, height]) => driver.scatter(count, width, height), [STROKES, WIDTH, HEIGHT]);
}

function repaint(zoom: number): (page: Page) => Promise<() => Promise<number>> {
  return async (page) => {
    await fill(page);
    await page.evaluate((zoom) => driver.look(0, 0, zoom), zoom);
    await page.evaluate(() => driver.painted());
    return () => page.evaluate(() => driver.repainted());
  };
}

const benches: Bench[] = [
  {
    name: "canvas: raster 10,000 strokes",
    meaning: "all tiles of a view that shows the whole board, painted anew",
    unit: "ms",
    prepare: () => onStage(repaint(ZOOM)),
  },
  {
    name: "canvas: raster at 100 %",
    meaning: "the same of a view that shows a hundredth of the board",
    unit: "ms",
    prepare: () => onStage(repaint(1)),
  },
  {
    name: "canvas: load 10,000 strokes",
    meaning: "from the update to all of the view at its final quality",
    unit: "ms",
    prepare: () =>
      onStage(async (page) => {
        await page.evaluate((zoom) => driver.look(0, 0, zoom), ZOOM);
        await fill(page);
        return () => page.evaluate(() => driver.reloaded());
      }),
  },
];

/** None where there is no Chromium. */
export const canvasBenches: Bench[] = chromePath === undefined ? [] : benches;
