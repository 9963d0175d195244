import assert from "node:assert/strict";
import type { Bench } from "../../dev/bench_client.ts";
import { serveBenchPage } from "../../dev/bench_server.ts";
import type { NeutralShape } from "../../dev/bench_mixed.ts";
import { chromePath, launchChromium } from "../support/browser/chromium.ts";
import { penLine } from "../support/board/pen_line.ts";
import { seeded } from "../support/random.ts";

/** Defined inside the page. */
declare const __bench: Bench;

const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname);

Deno.test({
  name: "the bench page loads, shows, adds and saves strokes on request",
  ignore: chromePath === undefined,
  async fn() {
    const server = await serveBenchPage({ root: ROOT, hostname: "127.0.0.1", port: 0, minify: false });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(server.url);
      await page.waitForFunction(() => "__bench" in globalThis);
      const random = seeded(3);
      const lines = Array.from({ length: 50 }, () => [...penLine(random)]);
      const counts = await page.evaluate(async (lines) => {
        const strokes = lines.map((line, i) => ({
          id: `s${i}`,
          color: i % 8,
          size: 1 as const,
          points: Float64Array.from(line, (value, at) => at % 3 === 2 ? value : value + 200 + i),
        }));
        await __bench.ready();
        const remote = strokes.pop()!;
        __bench.load(__bench.prepare(strokes));
        const loaded = __bench.count();
        __bench.addRemote(__bench.prepareRemote(remote));
        return [loaded, __bench.count()];
      }, lines);
      assert.deepEqual(counts, [49, 50]);
      await page.waitForFunction(() => __bench.painted());

      await page.evaluate(() => __bench.startDraw());
      await page.mouse.move(500, 400);
      await page.mouse.down();
      await page.mouse.move(700, 500, { steps: 5 });
      const isShown = () => document.querySelector(__bench.liveSelector)!.checkVisibility({ opacityProperty: true });
      assert.ok(await page.evaluate(isShown));
      await page.mouse.up();
      assert.equal(await page.evaluate(() => __bench.count()), 51);
      assert.ok(await page.evaluate(() => __bench.serialize().length) > 51 * 100);

      await page.evaluate(() => __bench.setCamera(10, 20, 0.5));
      await page.evaluate(() => __bench.panBy(5, 10));
      const camera = await page.evaluate(() => {
        const surface = document.elementFromPoint(innerWidth / 2, innerHeight / 2)!;
        const [deltaY, init] = [__bench.wheelForZoom(0.9), { bubbles: true, cancelable: true, ctrlKey: true }];
        const before = __bench.getCamera();
        surface.dispatchEvent(new WheelEvent("wheel", { ...init, deltaY }));
        return { before, zoom: __bench.getCamera().zoom };
      });
      await page.evaluate(() => __bench.setCamera(0, 0, 1));
      const mixed = await page.evaluate(async (shapes) => {
        await __bench.readyMixed();
        __bench.load(__bench.prepareMixed(shapes));
        const loaded = __bench.count();
        __bench.remoteMove(__bench.prepareRemoteMove(["note"], 4, 2));
        __bench.select(["note"]);
        return { loaded, text: __bench.textOf("note"), box: __bench.boxOf("note"), point: __bench.selectedPoint() };
      }, MIXED);
      assert.deepEqual(mixed, {
        loaded: 53,
        text: "Idea",
        box: { x: 104, y: 52, w: 200, h: 200 },
        point: { x: 204, y: 152 },
      });
      assert.deepEqual(camera.before, { x: 20, y: 40, zoom: 0.5 });
      assert.ok(Math.abs(camera.zoom - 0.45) < 1e-9, `zoom ${camera.zoom}`);
    } finally {
      await browser.close();
      await server.close();
    }
  },
});

const MIDDLES = { x1: 200, y1: 150, x2: 50, y2: 20 } as const;
const MIXED: readonly NeutralShape[] = [
  { id: "note", kind: "note", x: 100, y: 50, w: 200, h: 200, color: 0, text: "Idea" },
  { id: "arrow", kind: "arrow", x: 0, y: 0, w: 0, h: 0, color: 1, from: "note", to: "s1", route: "elbow", ...MIDDLES },
];
