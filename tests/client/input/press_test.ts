import assert from "node:assert/strict";
import { Press } from "../../../client/input/press.ts";
import { Desk } from "../../support/client/editors.ts";
import { finger, pen, pointAt, pressDesk } from "../../support/client/presses.ts";

Deno.test("the left button holds the current tool until its release", () => {
  const { press, log } = pressDesk();
  press.move(pointAt({ buttons: 0 }));
  assert(press.down(pointAt({})));
  assert.equal(press.cursor, "held pen");
  press.move(pointAt({ x: 5 }));
  press.up(pointAt({ x: 9, buttons: 0 }));
  press.lose(1);
  press.move(pointAt({ buttons: 0 }));
  assert.deepEqual(log, ["pen down", "pen move", "pen up"]);
  assert.equal(press.cursor, "pen");
});

Deno.test("the middle button pans, the right one does nothing", () => {
  const { press, log } = pressDesk();
  assert(press.down(pointAt({ button: 1, buttons: 4 })));
  press.move(pointAt({ button: -1, buttons: 4 }));
  press.up(pointAt({ button: 1, buttons: 0 }));
  assert(!press.down(pointAt({ button: 2, buttons: 2 })));
  press.move(pointAt({ button: -1, buttons: 2 }));
  press.up(pointAt({ button: 2, buttons: 0 }));
  assert.deepEqual(log, ["hand down", "hand move", "hand up"]);
});

Deno.test("the right button of a mouse pans where the person chose so, that of a pen does not", () => {
  const { press, log } = pressDesk({ rightPans: true });
  assert(press.down(pointAt({ button: 2, buttons: 2 })));
  press.move(pointAt({ button: -1, buttons: 2 }));
  press.up(pointAt({ button: 2, buttons: 0 }));
  assert(!press.down(pen({ button: 2, buttons: 2 })));
  assert.deepEqual(log, ["hand down", "hand move", "hand up"]);
});

Deno.test("releasing the left button while the right one is down ends the stroke", () => {
  const { press, log } = pressDesk();
  press.down(pointAt({}));
  press.move(pointAt({ button: 2, buttons: 3 }));
  press.move(pointAt({ button: 0, buttons: 2 }));
  press.move(pointAt({ button: -1, buttons: 2 }));
  assert.deepEqual(log, ["pen down", "pen move", "pen up"]);
});

Deno.test("a pen draws, its eraser end erases, its barrel button does nothing", () => {
  const { press, log } = pressDesk();
  press.down(pen());
  press.up(pen({ buttons: 0 }));
  press.down(pen({ button: 5, buttons: 32 }));
  press.up(pen({ button: 5, buttons: 0 }));
  press.down(pen({ button: 2, buttons: 2 }));
  assert.deepEqual(log, ["pen down", "pen up", "eraser down", "eraser up"]);
});

Deno.test("the eraser end of a pen pans for viewers", () => {
  const { press, log } = pressDesk({ tool: "hand", canDraw: false });
  press.down(pen({ button: 5, buttons: 32 }));
  assert.deepEqual(log, ["hand down"]);
});

Deno.test("one finger draws", () => {
  const { press, log, camera } = pressDesk();
  press.down(finger(1));
  press.move(finger(1, { x: 50 }));
  press.up(finger(1, { x: 60, buttons: 0 }));
  assert.deepEqual(log, ["pen down", "pen move", "pen up"]);
  assert.equal(camera.x, 0);
});

Deno.test("a second finger cancels a stroke that just began, and both pan", () => {
  const { press, log, camera } = pressDesk();
  press.down(finger(1, { x: 100, y: 100 }));
  press.move(finger(1, { x: 103, y: 100, time: 60 }));
  press.down(finger(2, { x: 203, y: 100, time: 80 }));
  assert.deepEqual(log, ["pen down", "pen move", "pen cancel"]);
  press.move(finger(1, { x: 103, y: 150, time: 90 }));
  press.move(finger(2, { x: 203, y: 150, time: 90 }));
  assert(camera.y < -40 && camera.y > -60);
  press.move(finger(2, { x: 303, y: 150, time: 99 }));
  press.move(finger(2, { x: 403, y: 150, time: 99 }));
  assert(camera.zoom > 1.4);
  press.up(finger(2, { buttons: 0 }));
  press.move(finger(1, { x: 500, y: 150 }));
  press.up(finger(1, { buttons: 0 }));
  assert.equal(log.length, 3, "the finger that stays does not draw");
  assert(press.isIdle);
  press.down(finger(3));
  assert.equal(log.at(-1), "pen down");
});

Deno.test("a second finger cancels a press that hardly moved or that just began", () => {
  for (const move of [{ x: 5, time: 2_000 }, { x: 300, time: 100 }]) {
    const { press, log } = pressDesk();
    press.down(finger(1));
    press.move(finger(1, move));
    press.down(finger(2, { time: move.time + 1 }));
    assert.equal(log.at(-1), "pen cancel");
  }
});

Deno.test("a second finger commits a longer stroke", () => {
  const { press, log } = pressDesk();
  press.down(finger(1));
  press.move(finger(1, { x: 200, time: 400 }));
  press.move(finger(1, { x: 2, time: 700 }));
  press.down(finger(2, { x: 50, time: 800 }));
  assert.equal(log.at(-1), "pen finish");
});

Deno.test("touches of a palm before the pen are cancelled, and fingers are ignored while the pen is down", () => {
  const { press, log, camera } = pressDesk();
  press.down(finger(1));
  press.move(finger(1, { x: 200, time: 900 }));
  press.down(pen({ time: 950 }));
  assert(!press.down(finger(2, { time: 960 })));
  press.move(finger(1, { x: 300 }));
  press.move(finger(2, { x: 300 }));
  press.move(pen({ x: 5 }));
  press.up(finger(2));
  press.up(finger(1));
  press.up(pen({ buttons: 0 }));
  assert.deepEqual(log, ["pen down", "pen move", "pen cancel", "pen down", "pen move", "pen up"]);
  assert.equal(camera.x, 0);
});

Deno.test("a pen takes over from panning fingers", () => {
  const { press, log, camera } = pressDesk();
  press.down(finger(1));
  press.down(finger(2, { x: 100 }));
  press.down(pen());
  press.move(finger(2, { x: 300 }));
  assert.deepEqual(log, ["pen down", "pen cancel", "pen down"]);
  assert.equal(camera.zoom, 1);
});

Deno.test("only one of two mice, or of a mouse and a pen, works at a time", () => {
  const { press, log } = pressDesk();
  press.down(pointAt({ id: 1 }));
  assert(!press.down(pointAt({ id: 2 })));
  assert(!press.down(pen()));
  press.up(pointAt({ id: 2, buttons: 0 }));
  press.up(pointAt({ id: 1, buttons: 0 }));
  assert.deepEqual(log, ["pen down", "pen up"]);
});

Deno.test("the system's takeover cancels a press that just began; a lost or abandoned press is committed", () => {
  const { press, log } = pressDesk();
  press.down(finger(1));
  press.cancel(1, 100);
  press.down(pointAt({}));
  press.lose(1);
  press.down(pointAt({}));
  press.finish();
  press.finish();
  press.down(pointAt({}));
  assert(press.cancelHeld());
  assert(!press.cancelHeld());
  assert.deepEqual(log.filter((line) => !line.endsWith("down")), [
    "pen cancel",
    "pen finish",
    "pen finish",
    "pen cancel",
  ]);
});

Deno.test("a pinch that the system takes over leaves no finger behind", () => {
  const { press, log } = pressDesk();
  press.down(finger(1));
  press.down(finger(2, { x: 99 }));
  press.cancel(1, 0);
  press.cancel(2, 0);
  assert(press.isIdle);
  press.down(finger(3));
  assert.equal(log.at(-1), "pen down");
});

Deno.test("a line that is drawn by clicks is committed when the page closes", () => {
  const { editor, tools, press } = lineDesk();
  const click = (x: number) => {
    press.down(pointAt({ x }));
    press.up(pointAt({ x, buttons: 0 }));
  };
  click(0);
  click(100);
  assert.ok(press.isIdle && tools.line.isOpen);
  press.hover(pointAt({ x: 150 }));
  assert.equal(editor.drafts.size, 1);
  press.finish();
  assert.deepEqual([editor.shapes.count.value, editor.drafts.size, press.finishOpen()], [1, 0, false]);
});

Deno.test("a second finger cancels the press of the first, but not the line of earlier clicks", () => {
  const { editor, tools, press } = lineDesk();
  for (const x of [0, 100]) {
    press.down(finger(1, { x }));
    press.up(finger(1, { x }));
  }
  press.down(finger(1, { x: 200 }));
  press.down(finger(2, { x: 300 }));
  press.up(finger(1));
  press.up(finger(2));
  assert.ok(tools.line.isOpen);
  press.finish();
  const [shape] = editor.shapes.all();
  assert.equal(shape.w, 100);
});

/** A desk, and a press that uses its line tool. */
function lineDesk() {
  const { editor, tools } = new Desk();
  const { camera, fingers } = editor;
  const press = new Press({
    camera,
    tools,
    activeTool: () => "line",
    canDraw: () => true,
    rightPans: () => false,
    fingers,
  });
  return { editor, tools, press };
}
