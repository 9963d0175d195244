import assert from "node:assert/strict";
import { finger, pen, pressDesk } from "../../support/client/presses.ts";

Deno.test("T6: after a pen stroke one finger pans, and the user is told why once", () => {
  const { press, log, camera, hints } = pressDesk();
  press.down(pen());
  press.up(pen({ buttons: 0 }));
  for (const id of [1, 2]) {
    assert(press.down(finger(id)));
    press.move(finger(id, { x: 40, y: 10 }));
    press.up(finger(id, { buttons: 0 }));
  }
  assert.deepEqual(log, ["pen down", "pen up"]);
  assert.deepEqual([camera.x, camera.y, hints.length], [-80, -20, 1]);
});

Deno.test("C14: a pen that only hovers does not end drawing with fingers", () => {
  const { press, log } = pressDesk();
  press.move(pen({ buttons: 0 }));
  press.down(finger(1));
  assert.deepEqual(log, ["pen down"]);
});

Deno.test("T6: with the select tool or the hand, a finger works the same with and without a pen", () => {
  for (const tool of ["select", "hand"] as const) {
    const { press, log, hints } = pressDesk({ tool });
    press.down(pen());
    press.up(pen({ buttons: 0 }));
    press.down(finger(1));
    press.up(finger(1, { buttons: 0 }));
    assert.deepEqual([log, hints], [[`${tool} down`, `${tool} up`, `${tool} down`, `${tool} up`], []]);
  }
});

Deno.test("T6: the user's choice takes precedence: fingers draw beside a pen, or pan without one", () => {
  for (const [choice, isDrawn] of [["draw", true], ["pan", false]] as const) {
    const { press, log, fingers, hints } = pressDesk();
    fingers.chosen.value = choice;
    press.down(pen());
    press.up(pen({ buttons: 0 }));
    log.length = 0;
    press.down(finger(1));
    assert.deepEqual([log.length > 0, hints], [isDrawn, []]);
  }
});

Deno.test("T6: a long press with one panning finger may open the menu, with two it may not", () => {
  const { press, fingers } = pressDesk();
  fingers.chosen.value = "pan";
  assert(!press.takeBack());
  press.down(finger(1));
  assert(press.takeBack());
  assert(press.isIdle);
  press.down(finger(1));
  press.down(finger(2, { x: 100 }));
  assert(!press.takeBack());
});

Deno.test("C14: a long stroke is kept when the system takes over the pointer", () => {
  const { press, log } = pressDesk();
  press.down(finger(1));
  press.move(finger(1, { x: 300, time: 50_000 }));
  press.cancel(1, 60_000);
  assert.deepEqual(log, ["pen down", "pen move", "pen finish"]);
});
