import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import type { Browser, CDPSession, Page } from "playwright-core";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";

/** The part of the editor that `attach_page.ts` exposes. */
interface Seen {
  shapes: { x: number; y: number; w: number; h: number; nib: string; bytes: number }[];
  pressure: boolean[];
  camera: { x: number; y: number; zoom: number };
  tool: string;
  live: number;
  cursor: string;
  told: string[];
}

async function see(page: Page): Promise<Seen> {
  return await page.evaluate(() => {
    // deno-lint-ignore no-explicit-any
    const { told, shapes, pressure, camera, tool, live, cursor } = (globalThis as any).page;
    return {
      told,
      shapes: shapes(),
      pressure: pressure(),
      camera: camera(),
      tool: tool(),
      live: live(),
      cursor: cursor(),
    };
  });
}

/** The surface is at 40, 30, so that a missing offset shows. */
const HTML =
  `<!doctype html><style>body{margin:0}#surface{position:absolute;left:40px;top:30px;width:700px;height:500px}
</style><div id=surface></div><input id=field><input type=radio id=swatch>`;

async function withPage(run: (page: Page, cdp: CDPSession) => Promise<void>): Promise<void> {
  const bundle = await esbuild.build({
    entryPoints: [new URL("attach_page.ts", import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "iife",
  });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 800, height: 600 } });
    const page = await context.newPage();
    await page.setContent(HTML);
    await page.addScriptTag({ content: bundle.outputFiles[0].text });
    await run(page, await context.newCDPSession(page));
  } finally {
    await browser?.close();
    await esbuild.stop();
  }
}

// Chromium's process and its pipes outlive the awaited end.
const options = { ignore: chromePath === undefined, sanitizeOps: false, sanitizeResources: false };

Deno.test("in a browser: the mouse draws, pans and zooms", options, () =>
  withPage(async (page) => {
    await page.mouse.move(140, 130);
    await page.mouse.down();
    await page.mouse.move(240, 130, { steps: 20 });
    assert.equal((await see(page)).live, 1);
    await page.mouse.move(240, 180, { steps: 10 });
    await page.mouse.up();
    let seen = await see(page);
    assert.deepEqual({ ...seen.shapes[0], bytes: 0 }, { x: 100, y: 100, w: 100, h: 50, nib: "pen", bytes: 0 });
    assert.equal(seen.live, 0);
    assert(seen.told.includes("drawing") && seen.told.includes("lifted") && seen.told.includes("at"));

    // The pointer leaves the surface while drawing; it is captured.
    await page.mouse.move(700, 500);
    await page.mouse.down();
    await page.mouse.move(790, 590);
    await page.mouse.up();
    assert.equal((await see(page)).shapes[1].w, 90);

    await page.mouse.move(240, 230);
    await page.mouse.down({ button: "middle" });
    assert.equal((await see(page)).cursor, "grabbing");
    await page.mouse.move(290, 250);
    await page.mouse.up({ button: "middle" });
    assert.deepEqual((await see(page)).camera, { x: -50, y: -20, zoom: 1 });

    await page.keyboard.down(" ");
    await page.mouse.down();
    await page.mouse.move(240, 230);
    await page.mouse.up();
    await page.keyboard.up(" ");
    await page.mouse.wheel(10, 20);
    await page.waitForFunction("page.camera().y === 20");
    assert.deepEqual((await see(page)).camera, { x: 10, y: 20, zoom: 1 });

    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -10);
    await page.keyboard.up("Control");
    await page.waitForFunction("page.camera().zoom > 1");
    seen = await see(page);
    // The board point under the pointer (200, 200 in the surface) stays.
    assert(Math.abs(seen.camera.x + 200 / seen.camera.zoom - 210) < 1e-6);
    assert.equal(seen.shapes.length, 2);
    // The browser neither zooms nor scrolls the page.
    const dispatch = `document.querySelector("#surface").dispatchEvent(new WheelEvent("wheel", {cancelable: true}))`;
    assert.equal(await page.evaluate(dispatch), false, "the event was prevented");
    assert.equal(await page.evaluate(`getComputedStyle(document.querySelector("#surface")).touchAction`), "none");
  }));

Deno.test(
  "in a browser: keys choose tools, but not while the user types in a field",
  options,
  () =>
    withPage(async (page) => {
      await page.keyboard.press("e");
      assert.equal((await see(page)).tool, "eraser");
      await page.focus("#field");
      await page.keyboard.type("h p");
      assert.equal(await page.inputValue("#field"), "h p");
      assert.equal((await see(page)).tool, "eraser");
      await page.focus("#swatch");
      await page.keyboard.press("p");
      assert.equal((await see(page)).tool, "pen", "a colour that was just chosen takes no letters");
      await page.keyboard.press("Shift+D");
      assert.equal((await see(page)).tool, "highlighter");
      await page.mouse.click(300, 300);
      await page.keyboard.press("Control+z");
      assert.deepEqual((await see(page)).shapes, []);
      await page.keyboard.press("Control+Shift+Z");
      assert.equal((await see(page)).shapes[0].nib, "highlighter");
    }),
);

Deno.test(
  "in a browser: a finger draws, two pinch, and after a pen one finger pans",
  options,
  () =>
    withPage(async (page, cdp) => {
      const touch = (type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel", ...points: [number, number][]) =>
        cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
      await touch("touchStart", [140, 130]);
      for (let x = 150; x <= 240; x += 10) await touch("touchMove", [x, 130]);
      await touch("touchEnd");
      let seen = await see(page);
      assert.deepEqual([seen.shapes.length, seen.shapes[0].w], [1, 100]);

      await touch("touchStart", [240, 230]);
      await touch("touchStart", [240, 230], [340, 230]);
      for (let i = 0; i <= 50; i += 10) await touch("touchMove", [240 - i, 230], [340 + i, 230]);
      await touch("touchEnd");
      seen = await see(page);
      assert.equal(seen.shapes.length, 1, "the first finger of two leaves no dot");
      assert(Math.abs(seen.camera.zoom - 1.92) < 0.01, `zoom ${seen.camera.zoom}`);
      assert.equal(seen.live, 0);

      const pen = (type: "mousePressed" | "mouseMoved" | "mouseReleased", x: number, force: number) => {
        const buttons = type === "mouseReleased" ? 0 : 1;
        const rest = { y: 300, button: "left", buttons, force, clickCount: 1, pointerType: "pen" } as const;
        return cdp.send("Input.dispatchMouseEvent", { type, x, ...rest });
      };
      await pen("mousePressed", 200, 0.2);
      for (let x = 210; x <= 300; x += 10) await pen("mouseMoved", x, x / 400);
      await pen("mouseReleased", 300, 0);
      seen = await see(page);
      assert.deepEqual(seen.pressure, [false, true]);

      await touch("touchStart", [240, 230]);
      for (let x = 250; x <= 300; x += 10) await touch("touchMove", [x, 230]);
      await touch("touchEnd");
      const { camera, shapes } = await see(page);
      assert.equal(shapes.length, 2);
      assert(Math.abs(camera.x - (seen.camera.x - 60 / camera.zoom)) < 1e-6);
    }),
);

Deno.test(
  "in a browser: a page that closes commits the stroke in progress, and close() removes the listeners",
  options,
  () =>
    withPage(async (page) => {
      await page.mouse.move(140, 130);
      await page.mouse.down();
      await page.mouse.move(240, 130, { steps: 5 });
      await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))");
      await page.mouse.move(300, 130);
      await page.mouse.up();
      assert.deepEqual((await see(page)).shapes.map((shape) => shape.w), [100]);
      await page.evaluate("page.input.close(), page.input.close()");
      await page.mouse.click(200, 200);
      await page.keyboard.press("e");
      const seen = await see(page);
      assert.deepEqual([seen.shapes.length, seen.tool], [1, "pen"]);
    }),
);
