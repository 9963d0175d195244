import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { openStage } from "./open_stage.ts";
import type { Driver } from "./stage_page.ts";

/** Defined by the page. */
declare const driver: Driver;

/** Of 630,000 pixels: some edges may differ by a shade, but a missing or doubled stroke differs in hundreds. */
const ODD_PIXELS_MAX = 60;

function test(name: string, body: (page: Page) => Promise<void>): void {
  Deno.test({
    name: chromePath === undefined ? `${name} (no Chromium: set CHROME_PATH)` : name,
    ignore: chromePath === undefined,
    async fn() {
      const browser = await launchChromium();
      try {
        await body(await openStage(browser));
      } finally {
        await browser.close();
      }
    },
  });
}

async function assertLikeDirect(page: Page, what: string): Promise<void> {
  await page.evaluate(() => driver.painted());
  const { pixels, most } = await page.evaluate(() => driver.differenceFromDirect());
  assert.ok(pixels <= ODD_PIXELS_MAX, `${what}: ${pixels} pixels differ, by up to ${most}`);
}

test("stage shows on tiles what direct painting shows, near and far, light and dark", async (page) => {
  await page.evaluate(() => driver.scatter(700, 1500, 1200));
  for (const [x, y, zoom] of [[0, 0, 1], [-200.3, -99.7, 0.5], [-3000, -2000, 0.09], [300, 200, 3.7]]) {
    await page.evaluate(([x, y, zoom]) => driver.look(x, y, zoom), [x, y, zoom]);
    await assertLikeDirect(page, `zoom ${zoom}`);
    assert.ok(await page.evaluate(() => driver.inked()) > 1000, `zoom ${zoom}: nothing is shown`);
  }
  await page.evaluate(() => driver.wear("dark"));
  await assertLikeDirect(page, "dark");
});

test("stage shows shapes that are added on top, removed and faded", async (page) => {
  await page.evaluate(() => driver.scatter(200, 800, 600));
  await page.evaluate(() => driver.painted());
  const before = await page.evaluate(() => driver.inked());
  await page.evaluate(() => driver.add("new", 500, 480));
  await assertLikeDirect(page, "added");
  assert.ok(await page.evaluate(() => driver.inked()) > before);
  await page.evaluate(() => driver.fade(["new", "s3", "s5"]));
  await assertLikeDirect(page, "faded");
  await page.evaluate(() => {
    driver.add("newer", 480, 500, "highlighter");
    driver.remove("new");
    driver.remove("s3");
    driver.fade([]);
  });
  await assertLikeDirect(page, "removed");
  await page.evaluate(() => driver.remove("newer"));
  await assertLikeDirect(page, "all removed");
});

test("stage keeps following the board while its tiles are being painted", async (page) => {
  await page.evaluate(() => driver.scatter(3000, 1500, 1200));
  await page.evaluate(async () => {
    await driver.frame();
    for (let i = 0; i < 20; i++) {
      driver.add(`late ${i}`.replace(" ", "-"), 30 * i, 30 * i, i % 2 ? "pen" : "highlighter");
      driver.remove(`s${20 * i}`);
      await driver.frame();
    }
  });
  await assertLikeDirect(page, "changed while painted");
});

test("stage keeps every pixel in a pan by whole pixels", async (page) => {
  await page.evaluate(() => driver.scatter(300, 1200, 900));
  await page.evaluate(() => driver.painted());
  assert.equal(await page.evaluate(() => driver.changedByPanning(37, 19)), 0);
  assert.equal(await page.evaluate(() => driver.changedByPanning(200, 133)), 0);
});

for (const nib of ["pen", "highlighter"] as const) {
  const layer = nib === "pen" ? "live" : "marking";
  test(`stage shows a ${nib}'s stroke as it will look when finished, and never without it`, async (page) => {
    await page.evaluate(() => driver.scatter(100, 800, 600));
    await page.evaluate(() => driver.painted());
    const clip = { x: 90, y: 40, width: 200, height: 320 };
    const without = await page.screenshot({ clip });
    await page.evaluate((nib) => driver.draw("mine", 150, 200, nib), nib);
    await page.evaluate(() => driver.frame());
    assert.ok(await page.evaluate((id) => driver.isLiveShown(id), layer));
    const drawn = await page.screenshot({ clip });
    assert.notDeepEqual(drawn, without);
    // A continued zoom keeps the shape off the tiles, so the stroke must stay although it has ended.
    const isKept = await page.evaluate(async (id) => {
      for (const zoom of [1.1, 1.11, 1.12, 1.13]) {
        driver.look(0, 0, zoom);
        if (zoom === 1.11) driver.finish("mine");
        await driver.frame();
      }
      return driver.isLiveShown(id);
    }, layer);
    assert.ok(isKept, "the stroke went before its shape came");
    await page.evaluate(() => driver.painted());
    await page.evaluate(() => driver.rest());
    assert.ok(!await page.evaluate((id) => driver.isLiveShown(id), layer), "the stroke stayed");
    await assertLikeDirect(page, "finished");
  });
}

test("stage requests no frames when nothing changes", async (page) => {
  await page.evaluate(() => driver.scatter(300, 1200, 900));
  await page.evaluate(() => driver.painted());
  await page.evaluate(() => driver.rest());
  const asked = await page.evaluate(() => driver.framesAsked());
  await page.evaluate(() => driver.look(5, 5, 1));
  await page.evaluate(() => driver.rest());
  assert.ok(await page.evaluate(() => driver.framesAsked()) > asked, "a moved camera asked for no frame");
  assert.equal(await page.evaluate(() => driver.framesAskedFor(40)), 0);
});

test("stage fills its element when the element is resized, and leaves nothing behind when closed", async (page) => {
  await page.evaluate(() => driver.scatter(300, 1200, 900));
  await page.evaluate(() => driver.resize(640, 480));
  await page.waitForFunction(() => driver.size()[0] === 640);
  assert.deepEqual(await page.evaluate(() => driver.size()), [640, 480]);
  assert.deepEqual(await page.evaluate(() => driver.viewport()), { width: 640, height: 480 });
  await assertLikeDirect(page, "resized");
  assert.equal(await page.evaluate(() => driver.close()), 0);
});

test("stage moves a peer's named cursor to its position, and hides it out of view", async (page) => {
  await page.evaluate(() => driver.peer("Ada Lovelace", 100, 100));
  const label = page.getByText("Ada Lovelace");
  await label.waitFor({ state: "visible" });
  await page.evaluate(() => driver.peer("Ada Lovelace", 400, 300));
  await page.evaluate(() => driver.rest());
  const { x, y } = (await label.boundingBox())!;
  assert.ok(Math.abs(x - 412) < 3 && Math.abs(y - 316) < 3, `at ${x}, ${y}`);
  await page.evaluate(() => driver.peer("Ada Lovelace", 4000, 300));
  await label.waitFor({ state: "hidden" });
});

test("stage uses no frames for the animation of an invisible cursor", async (page) => {
  await page.evaluate(() => driver.peer("Ada Lovelace", 4000, 300));
  await page.evaluate(() => driver.rest());
  const frames = await page.evaluate(() => {
    const before = driver.framesAsked();
    driver.peer("Ada Lovelace", 9000, 300);
    return driver.rest().then(() => driver.framesAsked() - before);
  });
  // One frame for the update, perhaps one for the overview; a visible move would take 25.
  assert.ok(frames <= 5, `${frames} frames`);
});

test("stage uses the resolution of the screen that it is moved to", async (page) => {
  await page.evaluate(() => driver.scatter(300, 1200, 900));
  const session = await page.context().newCDPSession(page);
  // Chromium reports a new ratio only together with a new window size; the stage's size stays.
  let height = 800;
  for (const [ratio, size] of [[2, [1800, 1400]], [1.5, [1350, 1050]], [1, [900, 700]]] as const) {
    const metrics = { width: 1000, height: ++height, deviceScaleFactor: ratio, mobile: false };
    await session.send("Emulation.setDeviceMetricsOverride", metrics);
    await page.waitForFunction((width) => driver.size()[0] === width, size[0]);
    assert.deepEqual(await page.evaluate(() => driver.size()), size);
    assert.deepEqual(await page.evaluate(() => driver.viewport()), { width: 900, height: 700 });
    await assertLikeDirect(page, `ratio ${ratio}`);
  }
});

test("moved shapes never disappear: at the start, during the move, and at its end in either position", async (page) => {
  await page.evaluate(() => driver.scatter(1_500, 900, 700));
  await page.evaluate(() => driver.add("still", 3_000, 3_000));
  await page.evaluate(() => driver.painted());
  for (const [x, y] of [[40, 30], [0, 0]]) {
    await page.evaluate(() => driver.carry(0, 0));
    assert.equal(await page.evaluate(() => driver.blankFrames(300, 300, 200)), 0, "taken up");
    assert.ok(await page.evaluate(() => driver.isBoardBlank()), "it is not on the board meanwhile");
    await page.evaluate(() => driver.carry(40, 30));
    assert.equal(await page.evaluate(() => driver.blankFrames(300, 300, 200)), 0, "moved");
    await page.evaluate(([x, y]) => driver.drop(x, y), [x, y]);
    assert.equal(await page.evaluate(() => driver.blankFrames(300, 300, 200)), 0, "let go");
    assert.ok(!await page.evaluate(() => driver.isLiveShown("drafts")), "nothing of it is left in the hand");
    await assertLikeDirect(page, `let go after ${x}, ${y}`);
  }
});

test("a board that is moved as a whole is painted again only where it was off by a fraction of a pixel", async (page) => {
  await page.evaluate(() => driver.scatter(1_500, 900, 700));
  await page.evaluate(() => driver.painted());
  await page.evaluate(() => driver.rest());
  const painted = () => page.evaluate(() => driver.shapesPainted());
  const rest = () => page.evaluate(() => driver.rest());
  let before = await painted();
  await page.evaluate(() => driver.carry(0, 0));
  assert.equal(await page.evaluate(() => driver.blankFrames(300, 300, 200)), 0, "taken up");
  await page.evaluate(() => driver.carry(40, 30));
  assert.equal(await page.evaluate(() => driver.blankFrames(300, 300, 200)), 0, "moved");
  await page.evaluate(() => driver.drop(40, 30));
  assert.equal(await page.evaluate(() => driver.blankFrames(300, 300, 200)), 0, "let go");
  await rest();
  assert.ok(await painted() - before < 300, "only tiles that come into view are painted");
  await assertLikeDirect(page, "let go");
  before = await painted();
  await page.evaluate(() => driver.undo());
  await rest();
  assert.ok(await painted() - before < 300, "undone");
  await assertLikeDirect(page, "undone");
  await page.evaluate(() => driver.look(0, 0, 0.7));
  await rest();
  before = await painted();
  await page.evaluate(() => driver.drop(30.7, 20.4));
  await rest();
  assert.ok(await painted() - before >= 1_500, "a fraction of a pixel");
  await assertLikeDirect(page, "a fraction of a pixel");
  await page.evaluate(() => driver.carry(40, 30));
  await page.evaluate(() => driver.drop(0, 0));
  await rest();
  await assertLikeDirect(page, "cancelled");
});

test("a letter typed in a note is painted when writing ends, unless it changes the size of the note", async (page) => {
  const painted = async (act: () => Promise<void>) => {
    await page.evaluate(() => driver.rest());
    const before = await page.evaluate(() => driver.shapesPainted());
    await act();
    await page.evaluate(() => driver.painted());
    await page.evaluate(() => driver.rest());
    return await page.evaluate(() => driver.shapesPainted()) - before;
  };
  await page.evaluate(() => driver.scatter(100, 600, 500));
  await page.evaluate(() => driver.write("note"));
  assert.equal(await painted(() => page.evaluate(() => driver.type("b"))), 0);
  assert.ok(await painted(() => page.evaluate(() => driver.type("line\n".repeat(20)))) > 0);
  assert.equal(await painted(() => page.evaluate(() => driver.type("c"))), 0);
  assert.ok(await painted(() => page.evaluate(() => driver.endWriting())) > 0);
  const inked = await page.evaluate(() => driver.inked());
  await page.evaluate(async () => void [await driver.repainted(), await driver.repainted()]);
  assert.equal(await page.evaluate(() => driver.inked()), inked, "a complete repaint shows the same");
});
