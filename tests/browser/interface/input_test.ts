import assert from "node:assert/strict";
import { decodeInk, STRIDE } from "../../../board/ink.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { line, type Point } from "../../support/browser/board_page.ts";
import { pen, touch } from "../../support/browser/fingers.ts";
import { until } from "../../support/until.ts";

const FROM: Point = [300, 300], TO: Point = [500, 300];

appTest("tools and gestures on a board", async (app, t) => {
  const step = boardSteps(app, t);

  await step("a finger draws", [], async (board) => {
    await touch(board, ...line(FROM, TO).map((point) => [point]));
    await board.untilInk([400, 300]);
    await board.shapes(1);
  }, { hasTouch: true });

  await step("two fingers pan and draw nothing", [], async (board) => {
    await touch(board, ...line(FROM, [400, 360]).map(([x, y]): Point[] => [[x, y], [x + 100, y]]));
    await board.draw(line(FROM, TO));
    const [{ x, y }] = await board.shapes(1);
    assert.deepEqual([x, y], [200, 240], "moved by 100, 60");
    assert.equal(await board.percent(), 100, "fingers that stay as far apart do not zoom");
  }, { hasTouch: true });

  await step("two fingers that move apart zoom in between them", [], async (board) => {
    await board.draw(line([400, 290], [400, 310]));
    await touch(board, ...line([350, 300], [250, 300]).map(([x, y]): Point[] => [[x, y], [800 - x, y]]));
    await until("it is three times as large", async () => Math.abs(await board.percent() - 300) < 40);
    assert.ok(await board.inkAround([400, 300]) > 0, "what is between the fingers stays");
    await board.shapes(1);
  }, { hasTouch: true });

  await step("a pen draws wider with more pressure", [], async (board) => {
    const samples = line([300, 300], [700, 300], 40).map((at, i) => ({ at, force: i < 20 ? 0.1 : 0.9 }));
    await pen(board, samples);
    const [{ ink }] = await board.strokes(1);
    const { points, pressure } = decodeInk(ink)!;
    assert.ok(pressure);
    assert.ok(points[3 * STRIDE + 2] < 0.2 && points.at(-4)! > 0.8);
    await board.untilInk([350, 300]);
    await until("the hard part is wide", async () => {
      const light = await board.inkAround([380, 300], 12), hard = await board.inkAround([640, 300], 12);
      return light > 0 && hard > 1.8 * light;
    });
  });

  await step("the wheel scrolls the board, with Ctrl it zooms at the pointer", [], async (board) => {
    const { mouse } = board.page;
    await mouse.move(400, 300);
    await mouse.wheel(40, 30);
    await board.draw(line(FROM, TO));
    const [{ x, y }] = await board.shapes(1);
    assert.deepEqual([x, y], [340, 330]);
    await board.untilInk([400, 300]);
    await mouse.move(400, 300);
    await board.holding("Control", async () => {
      for (let i = 0; i < 4; i++) await mouse.wheel(0, -20);
    });
    await until("it is zoomed", async () => await board.percent() === 223);
    assert.ok(await board.inkAround([400, 300]) > 0, "what is at the pointer stays there");
  });

  await step("Space and the middle button pan with every tool", [], async (board) => {
    await board.holding("Space", () => board.draw(line([600, 400], [500, 350])));
    await board.page.mouse.move(600, 400);
    await board.page.mouse.down({ button: "middle" });
    await board.page.mouse.move(590, 390);
    await board.page.mouse.up({ button: "middle" });
    await board.draw(line(FROM, TO));
    const [{ x, y }] = await board.shapes(1);
    assert.deepEqual([x, y], [410, 360]);
  });

  await step("Space during a stroke does not interrupt it", [], async (board) => {
    await board.press(line(FROM, [400, 300]));
    await board.holding("Space", () => board.page.mouse.move(450, 300));
    await board.page.mouse.move(...TO);
    await board.page.mouse.up();
    const [{ x, w }] = await board.shapes(1);
    assert.deepEqual([x, w], [300, 200]);
  });

  await step("the eraser removes whole strokes, and Escape restores the faded ones", [], async (board) => {
    for (const y of [200, 300, 400]) await board.draw(line([300, y], [500, y]));
    await board.untilInk([480, 400]);
    await board.key("e");
    await board.press(line([400, 180], [400, 420]));
    await board.key("Escape");
    await board.page.mouse.up();
    await board.shapes(3);
    await board.draw(line([400, 180], [400, 320]));
    await board.untilNoInk([480, 200]);
    await board.untilNoInk([480, 300]);
    const [{ y }] = await board.shapes(1);
    assert.equal(y, 400);
  });

  await step("Escape removes the stroke that is being drawn", [], async (board) => {
    await board.press(line(FROM, TO));
    await board.untilInk([400, 300]);
    await board.key("Escape");
    await board.untilNoInk([400, 300]);
    await board.page.mouse.move(600, 500);
    await board.page.mouse.up();
    await board.draw(line([300, 400], [500, 400]));
    const [{ y }] = await board.shapes(1);
    assert.equal(y, 400);
  });

  await step("the right button draws nothing and opens no menu of the browser", [], async (board) => {
    await board.page.evaluate(() => {
      addEventListener("contextmenu", (event) => document.title = event.defaultPrevented ? "prevented" : "opened");
    });
    await board.page.mouse.move(...FROM);
    await board.page.mouse.down({ button: "right" });
    await board.page.mouse.move(...TO);
    await board.page.mouse.up({ button: "right" });
    await board.page.getByRole("menu").waitFor();
    assert.equal(await board.page.title(), "prevented");
    await board.key("Escape");
    await board.draw(line([300, 400], [500, 400]));
    await board.shapes(1);
  });

  await step("a stroke has the chosen colour, width and nib", [], async (board) => {
    await board.page.getByRole("radio", { name: "Violet" }).check();
    await board.page.getByRole("radio", { name: "Very thick" }).check();
    await board.key("Escape");
    await board.draw(line(FROM, TO));
    await board.key("Shift+d");
    await board.draw(line([300, 400], [500, 400]));
    const [ink, mark] = await board.strokes(2);
    assert.deepEqual([ink.nib, ink.color, ink.width], ["pen", "violet", 16]);
    assert.equal(mark.nib, "highlighter");
    assert.ok(mark.width > 16);
    await board.page.reload();
    await board.untilSaved();
    await board.draw(line([300, 500], [500, 500]));
    const remembered = (await board.strokes(3))[2];
    assert.deepEqual([remembered.nib, remembered.color, remembered.width], ["pen", "violet", 16]);
  });

  await step("a stroke continues while the window is resized", [], async (board) => {
    await board.press(line(FROM, [400, 300]));
    await board.page.setViewportSize({ width: 1000, height: 700 });
    for (const point of line([400, 300], TO)) await board.page.mouse.move(...point);
    await board.page.mouse.up();
    const [{ x, w }] = await board.shapes(1);
    assert.deepEqual([x, w], [300, 200]);
    await board.untilInk([320, 300]);
  });

  await step("a stroke whose pointer is cancelled keeps its samples", [], async (board) => {
    await board.press(line(FROM, [400, 300]));
    await board.page.evaluate(() => {
      const surface = document.getElementById("canvas")!;
      for (let id = 0; id < 50; id++) if (surface.hasPointerCapture(id)) surface.releasePointerCapture(id);
    });
    await board.page.mouse.move(...TO);
    await board.page.mouse.up();
    const [{ x, w }] = await board.shapes(1);
    assert.ok(x === 300 && w >= 100 && w <= 200);
  });
});
