import assert from "node:assert/strict";
import { decodeInk, STRIDE } from "../../../board/ink.ts";
import { STROKE_SAMPLES_SOFT } from "../../../board/limits.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line, type Point } from "../../support/browser/board_page.ts";
import { Company } from "../../support/browser/company.ts";
import { geoOf } from "../../support/board/figures.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";
import { until } from "../../support/until.ts";

appTest("a shape of an unknown kind survives other changes and a restart", async (app) => {
  const record = { kind: "video", order: "a0", x: 120, y: 120, w: 50, h: 50, source: "abc", nested: { deep: [1, 2] } };
  const { links } = await app.server.createBoard();
  await using peer = await Peer.join(app.server.socketUrl(links.owner));
  peer.change((board) => {
    for (const [i, id] of ["a", "b"].entries()) board.add(geoOf(id, { x: 100 + 200 * i, y: 100, order: `a${i}` }));
    board.shapes.set("v.1", record);
    board.edits.write("v.1", "volume", 0.5);
    board.textOf("v.1").insert(0, "subtitles");
  });
  await peer.untilSaved();
  const ada = await app.open(links.owner);
  await ada.shapes(2);
  for (const key of ["Control+a", "ArrowRight", "Control+c", "Control+v", "Control+g"]) await ada.key(key);
  await ada.shapes(4);
  for (const key of ["Control+a", "Delete"]) await ada.key(key);
  await ada.shapes(0);
  await ada.key("Control+z");
  await ada.shapes(4);
  await ada.untilSaved();
  await app.server.restart();
  const board = await app.server.board(links.owner);
  assert.equal(board.shapes.size, 5);
  assert.deepEqual(board.shapes.get("v.1"), record);
  assert.equal(board.edits.get("v.1", "volume"), 0.5);
  assert.equal(board.textOf("v.1").toString(), "subtitles");
});

appTest("a stroke above the size limit continues as the next one, without a gap", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const bo = await app.open(links.viewer);
  const samples = STROKE_SAMPLES_SOFT + 2_000;
  await ada.page.evaluate(drawSpiral, { samples });
  await ada.untilSaved();
  const shapes = await ada.strokes(2);
  const [first, second] = shapes.map(({ x, y, ink }) => ({ x, y, points: decodeInk(ink)!.points }));
  assert.ok(first.points.length / STRIDE <= STROKE_SAMPLES_SOFT + 1);
  assert.deepEqual(
    [first.x + first.points.at(-3)!, first.y + first.points.at(-2)!],
    [second.x + second.points[0], second.y + second.points[1]],
    "the second begins where the first ends",
  );
  await bo.untilSame(await app.server.board(links.owner));
  await ada.key("Control+z");
  await ada.shapes(1);
});

appTest("a board of 2,000 strokes opens, is panned, zoomed to its limits and drawn on", async (app) => {
  const { links } = await app.server.createBoard();
  const random = seeded(7);
  await app.put(links.owner, Array.from({ length: 2_000 }, (_, i) => stroke(`many.${i}`, random)));
  const ada = await app.open(links.editor);
  await ada.untilInk([600, 400]);
  const { mouse, keyboard } = ada.page;
  await mouse.move(640, 400);
  await keyboard.down("Control");
  for (let i = 0; i < 40; i++) await mouse.wheel(0, 100);
  await until("it is as small as can be", async () => await ada.percent() === 2);
  await ada.draw(line([300, 300], [310, 300]));
  for (let i = 0; i < 60; i++) await mouse.wheel(0, -100);
  await until("it is as large as can be", async () => await ada.percent() === 1600);
  await keyboard.up("Control");
  await ada.draw(line([300, 200], [900, 600]));
  await ada.untilSaved();
  const drawn = (await ada.shapes(2_002)).filter(({ id }) => !id.startsWith("many."));
  assert.deepEqual(drawn.map(({ w }) => w).sort((a, b) => a - b), [37.5, 500]);
  await ada.key("Shift+Digit1");
  await until("everything is in view", async () => await ada.percent() < 10);
  await ada.key("Control+0");
  await until("100 %", async () => await ada.percent() === 100);
});

for (const [width, ratio] of [[320, 3], [844, 2], [1280, 1.5]]) {
  appTest(`a screen of ${width} points at ${ratio} pixels each is filled, and its buttons are on it`, async (app) => {
    const { links } = await app.server.createBoard();
    const viewport = { width, height: 480 };
    await using _others = await Company.join(app.server.socketUrl(links.editor), 3);
    const ada = await app.open(links.owner, await app.person({ viewport, deviceScaleFactor: ratio }));
    await ada.page.locator("button.others").waitFor();
    await ada.draw(line([width - 60, 270], [width - 20, 270]));
    await ada.shapes(1);
    await ada.untilInk([width - 40, 270]);
    for (const button of await ada.page.locator(".chrome .button:visible").all()) {
      const box = (await button.boundingBox())!;
      const name = await button.getAttribute("aria-label");
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${name} is at ${box.x} to ${box.x + box.width}`);
    }
  });
}

appTest("a click leaves a dot, and hundreds of them a hundred undo steps", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  for (let i = 0; i < 100; i++) await ada.draw([dot(i)]);
  await ada.shapes(100);
  await ada.untilInk(dot(0));
  for (let i = 0; i < 100; i++) await ada.key("Control+z");
  await ada.shapes(0);
  for (let i = 0; i < 100; i++) await ada.key("Control+Shift+z");
  await ada.shapes(100);
  await ada.untilSaved();
  await ada.untilSame(await app.server.board(links.owner));
});

function dot(i: number): Point {
  return [200 + (i % 10) * 60, 150 + Math.floor(i / 10) * 50];
}

/** Runs in the page: as a 1,000 Hz pen whose owner does not lift it; events by hand, as no protocol is as fast. */
async function drawSpiral({ samples }: { samples: number }): Promise<void> {
  const surface = document.querySelector("#canvas canvas:last-of-type")!;
  const tell = (type: string, i: number) => {
    const radius = 20 + i / 40;
    surface.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 77,
        pointerType: "pen",
        pressure: type === "pointerup" ? 0 : 0.2 + 0.6 * Math.abs(Math.sin(i / 50)),
        button: type === "pointermove" ? -1 : 0,
        buttons: type === "pointerup" ? 0 : 1,
        clientX: 640 + radius * Math.cos(i / 30),
        clientY: 380 + radius * Math.sin(i / 30),
      }),
    );
  };
  tell("pointerdown", 0);
  for (let i = 1; i < samples; i++) {
    tell("pointermove", i);
    if (i % 200 === 0) await new Promise(requestAnimationFrame);
  }
  tell("pointerup", samples);
}
