import assert from "node:assert/strict";
import fc from "fast-check";
import { Camera } from "../../../client/editor/view/camera.ts";
import { Fingers } from "../../../client/input/gesture.ts";

/** Fingers that move a camera as the input does. */
function fingersOn(camera: Camera = new Camera()) {
  const fingers = new Fingers();
  const move = (id: number, x: number, y: number) => {
    const pinch = fingers.move(id, { x, y });
    if (pinch === undefined) return;
    camera.panBy(-pinch.dx, -pinch.dy);
    if (pinch.factor !== 1) camera.zoomBy(pinch.factor, pinch.at);
  };
  return { camera, fingers, move };
}

Deno.test("one finger pans", () => {
  const { camera, fingers, move } = fingersOn();
  fingers.put(1, { x: 0, y: 0 });
  move(1, 30, 40);
  assert.deepEqual(camera.state.value, { x: -30, y: -40, zoom: 1 });
});

Deno.test("two fingers that move apart zoom, and the board stays under their middle", () => {
  const { camera, fingers, move } = fingersOn();
  fingers.put(1, { x: 100, y: 100 });
  fingers.put(2, { x: 200, y: 100 });
  const under = camera.toBoard({ x: 150, y: 100 });
  move(2, 260, 180);
  move(1, 40, 20);
  const slack = 8;
  assert(Math.abs(camera.zoom - (Math.hypot(220, 160) - slack) / 100) < 1e-9);
  const now = camera.toBoard({ x: 150, y: 100 });
  assert(Math.hypot(now.x - under.x, now.y - under.y) < 1e-9);
});

Deno.test("a fast pan whose fingers are reported one after the other does not zoom", () => {
  const { camera, fingers, move } = fingersOn();
  fingers.put(1, { x: 0, y: 0 });
  fingers.put(2, { x: 100, y: 0 });
  for (let step = 1; step <= 5; step++) {
    move(1, step * 60, 0);
    move(2, 100 + step * 60, 0);
  }
  assert(Math.abs(camera.zoom - 1) < 1e-9);
  assert(Math.abs(camera.x + 300) < 1e-9);
});

Deno.test("two fingers that only pan do not zoom", () => {
  const { camera, fingers, move } = fingersOn();
  fingers.put(1, { x: 0, y: 0 });
  fingers.put(2, { x: 100, y: 0 });
  for (let step = 1; step <= 20; step++) {
    move(1, step * 5, step % 3);
    move(2, 100 + step * 5, -(step % 2));
  }
  assert.equal(camera.zoom, 1);
  assert(Math.abs(camera.x + 100) < 1e-9);
});

Deno.test("nothing jumps when a finger is added, lifted, or put down elsewhere", () => {
  const { camera, fingers, move } = fingersOn();
  fingers.put(1, { x: 0, y: 0 });
  fingers.put(2, { x: 100, y: 0 });
  move(2, 300, 0);
  const before = camera.state.value;
  fingers.lift(1);
  move(2, 300, 0);
  fingers.put(3, { x: 900, y: 900 });
  move(3, 900, 900);
  assert.deepEqual(camera.state.value, before);
  move(2, 301, 0);
  assert.equal(camera.zoom, before.zoom);
});

Deno.test("a third finger is ignored", () => {
  const { fingers } = fingersOn();
  assert(fingers.put(1, { x: 0, y: 0 }) && fingers.put(2, { x: 9, y: 9 }));
  assert.equal(fingers.put(3, { x: 5, y: 5 }), false);
  assert.equal(fingers.move(3, { x: 8, y: 8 }), undefined);
  fingers.lift(3);
  assert.equal(fingers.count, 2);
});

Deno.test("the camera stays finite wherever fingers move, even onto each other", () => {
  const place = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }) });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean(), place)), (steps) => {
      const { camera, fingers, move } = fingersOn();
      for (const [id, lifts, at] of steps) {
        if (!fingers.has(id)) fingers.put(id, at);
        else if (lifts) fingers.lift(id);
        else move(id, at.x, at.y);
        assert(Object.values(camera.state.value).every(Number.isFinite));
      }
    }),
    { seed: 8 },
  );
});
