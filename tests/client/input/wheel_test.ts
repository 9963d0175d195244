import assert from "node:assert/strict";
import { Camera, ZOOM_MAX, ZOOM_MIN } from "../../../client/editor/view/camera.ts";
import { turnWheel, wheelDeltaFor, wheelFactor, type WheelTurn } from "../../../client/input/wheel.ts";

const STILL: WheelTurn = { deltaX: 0, deltaY: 0, deltaMode: 0, zooms: false, shift: false, x: 0, y: 0 };

function turned(turn: Partial<WheelTurn>): Camera {
  const camera = new Camera();
  camera.viewport.value = { width: 800, height: 600 };
  turnWheel(camera, { ...STILL, ...turn });
  return camera;
}

Deno.test("the wheel pans by pixels, lines or pages", () => {
  assert.deepEqual(turned({ deltaX: 3, deltaY: 7 }).state.value, { x: 3, y: 7, zoom: 1 });
  assert.equal(turned({ deltaY: 3, deltaMode: 1 }).y, 99);
  assert.equal(turned({ deltaY: -1, deltaMode: 2 }).y, -600);
  assert.equal(turned({ deltaY: 1, deltaMode: 9 }).y, 1);
});

Deno.test("Shift turns a vertical wheel sideways", () => {
  assert.deepEqual(turned({ deltaY: 50, shift: true }).state.value, { x: 50, y: 0, zoom: 1 });
  assert.deepEqual(turned({ deltaX: 50, shift: true }).state.value, { x: 50, y: 0, zoom: 1 });
});

Deno.test("the board point under the pointer stays in place while the wheel zooms", () => {
  const at = { x: 300, y: 200 };
  const before = new Camera().toBoard(at);
  const camera = turned({ deltaY: -15, zooms: true, ...at });
  assert(camera.zoom > 1);
  const after = camera.toBoard(at);
  assert(Math.hypot(after.x - before.x, after.y - before.y) < 1e-9);
});

Deno.test("a notch of a mouse wheel zooms by less than a third, and its opposite reverses it", () => {
  for (const deltaY of [-100, -120, -1_000]) assert(wheelFactor(deltaY) > 1.2 && wheelFactor(deltaY) < 1.3);
  for (const deltaY of [1, 10, 100]) assert(Math.abs(wheelFactor(deltaY) * wheelFactor(-deltaY) - 1) < 1e-12);
});

Deno.test("the delta for a factor produces that factor", () => {
  for (const factor of [0.8, 0.95, 1, 1.05, 1.25]) {
    assert(Math.abs(wheelFactor(wheelDeltaFor(factor)) - factor) < 1e-12);
  }
});

Deno.test("continued zooming stops at the limits", () => {
  const camera = new Camera();
  for (let i = 0; i < 100; i++) turnWheel(camera, { ...STILL, deltaY: -100, zooms: true });
  assert.equal(camera.zoom, ZOOM_MAX);
  for (let i = 0; i < 100; i++) turnWheel(camera, { ...STILL, deltaY: 100, zooms: true });
  assert.equal(camera.zoom, ZOOM_MIN);
});
