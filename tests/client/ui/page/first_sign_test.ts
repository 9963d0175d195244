import assert from "node:assert/strict";
import { signal } from "@preact/signals-core";
import { inPauses, onFirstSign } from "../../../../client/ui/page/first_sign.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

for (const key of ["Control", "Meta", "Shift", "ContextMenu"]) {
  Deno.test(`${key} is a sign, once`, () => {
    using signs = watch();
    send("keydown", { key });
    send("keydown", { key });
    send("pointerdown", { button: 2, pointerType: "mouse" });
    assert.equal(signs.count, 1);
  });
}

Deno.test("another button than the first, or a finger, is a sign", () => {
  for (const press of [{ button: 2, pointerType: "mouse" }, { button: 0, pointerType: "touch" }]) {
    using signs = watch();
    send("pointerdown", press);
    assert.equal(signs.count, 1, JSON.stringify(press));
  }
});

Deno.test("a letter and a press of the mouse's or the pen's first button are no sign", () => {
  using signs = watch();
  send("keydown", { key: "p" });
  send("keydown", { key: "Escape" });
  send("pointerdown", { button: 0, pointerType: "mouse" });
  send("pointerdown", { button: 0, pointerType: "pen" });
  assert.equal(signs.count, 0);
  send("keydown", { key: "Control" });
  assert.equal(signs.count, 1);
});

Deno.test("a sign is seen although a component stops the event", () => {
  using signs = watch();
  const stop = (event: Event) => event.stopImmediatePropagation();
  addEventListener("keydown", stop);
  send("keydown", { key: "Control" });
  removeEventListener("keydown", stop);
  assert.equal(signs.count, 1);
});

Deno.test("nothing is a sign after the end", () => {
  const signs = watch();
  signs[Symbol.dispose]();
  send("keydown", { key: "Control" });
  assert.equal(signs.count, 0);
});

Deno.test("the first pause is told once, when nothing is pressed and the browser is idle", () => {
  using use = watchUse(inPauses);
  use.send("pointermove", { buttons: 0 });
  use.clock.pass(PAUSE_MS - 1);
  use.send("wheel");
  use.clock.pass(PAUSE_MS - 1);
  assert.equal(use.waiting.length, 0, "the person has not paused");
  use.clock.pass(1);
  assert.equal(use.count, 0, "not before the browser is idle");
  use.send("pointerdown", { buttons: 1 });
  use.idle();
  assert.equal(use.count, 0, "a stroke that has begun is not disturbed");
  use.send("pointermove", { buttons: 1 });
  use.clock.pass(10 * PAUSE_MS);
  use.idle();
  assert.equal(use.count, 0, "a pen may rest on the board");
  use.send("pointerup", { buttons: 0 });
  use.clock.pass(PAUSE_MS);
  use.idle();
  use.send("keyup", { key: "p" });
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 1);
});

Deno.test("the first use is told once the browser is idle, also between two moves", () => {
  using use = watchUse(onFirstUse);
  use.send("pointerdown", { buttons: 1 });
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 0);
  use.send("pointerup", { buttons: 0 });
  use.clock.pass(0);
  assert.equal(use.count, 0);
  use.idle();
  use.send("pointermove", { buttons: 0 });
  use.clock.pass(0);
  use.idle();
  assert.equal(use.count, 1);
});

Deno.test("keys and the wheel are a use, and nothing is told after the end", () => {
  for (const type of ["keyup", "wheel", "pointermove"]) {
    using use = watchUse(inPauses);
    use.send(type, { buttons: 0 });
    use.clock.pass(PAUSE_MS);
    use.idle();
    assert.equal(use.count, 1, type);
  }
  const paused = watchUse(inPauses), idle = watchUse(inPauses);
  for (const use of [paused, idle]) use.send("keyup", { key: "p" });
  idle.clock.pass(PAUSE_MS);
  for (const use of [paused, idle]) use[Symbol.dispose]();
  paused.clock.pass(PAUSE_MS);
  for (const use of [paused, idle]) {
    use.idle();
    assert.equal(use.count, 0);
  }
});

Deno.test("a person who moves the view with the wheel has not paused between two turns, also for the first use", () => {
  const view = signal(0);
  using use = watchUse(onFirstUse, 1, { view });
  const turn = () => {
    use.send("wheel", { buttons: 0 });
    view.value++;
    use.clock.pass(PAUSE_MS - 1);
    use.idle();
  };
  use.send("pointermove", { buttons: 0 });
  turn();
  turn();
  assert.equal(use.count, 0);
  use.clock.pass(1);
  use.idle();
  assert.equal(use.count, 1);
});

Deno.test("one step is taken at a time, and none after the person has begun again", () => {
  using use = watchUse(inPauses, 3);
  use.send("pointermove", { buttons: 0 });
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 1);
  use.send("pointerdown", { buttons: 1 });
  for (let i = 0; i < 3; i++) use.idle();
  assert.equal(use.count, 1, "a stroke is not disturbed");
  use.send("pointerup", { buttons: 0 });
  use.clock.pass(PAUSE_MS);
  for (let i = 0; i < 5; i++) use.idle();
  assert.equal(use.count, 3, "each once");
});

Deno.test("a view that moves by itself is no use, and no pause", () => {
  const view = signal(0);
  using use = watchUse(inPauses, 2, { view });
  view.value++;
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 0, "the person has not begun");
  use.send("keyup", { key: "p" });
  use.clock.pass(PAUSE_MS - 1);
  view.value++;
  use.clock.pass(PAUSE_MS - 1);
  use.idle();
  assert.equal(use.count, 0, "the view moves");
  use.clock.pass(1);
  use.idle();
  assert.equal(use.count, 1);
  view.value++;
  use.idle();
  assert.equal(use.count, 1, "the view moves again");
  using first = watchUse(onFirstUse, 1, { view });
  first.send("keyup", { key: "p" });
  view.value++;
  first.clock.pass(PAUSE_MS - 1);
  first.idle();
  assert.equal(first.count, 0, "the first use waits for it as well");
  use.send("pointerdown", { buttons: 1 });
  view.value++;
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 1, "a button is held");
});

Deno.test("a shorter pause is one also after the view has moved", () => {
  const view = signal(0);
  using use = watchUse((steps, shown, _, options) => inPauses(steps, shown, 1_000, options), 1, { view });
  use.send("wheel", { buttons: 0 });
  view.value++;
  use.clock.pass(999);
  use.idle();
  assert.equal(use.count, 0);
  use.clock.pass(1);
  use.idle();
  assert.equal(use.count, 1);
});

Deno.test("strokes of others are no use, and no pause", () => {
  const shapes = signal(0);
  using use = watchUse(inPauses, 1, { shapes });
  shapes.value++;
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 0, "the person has not begun");
  use.send("keyup", { key: "p" });
  for (let i = 0; i < 3; i++) {
    use.clock.pass(PAUSE_MS - 1);
    shapes.value++;
    use.idle();
  }
  assert.equal(use.count, 0, "another person draws");
  use.clock.pass(PAUSE_MS);
  use.idle();
  assert.equal(use.count, 1);
});

const PAUSE_MS = 2_000;

/** Steps that call back and then fail, as loading does without a network. */
function steps(listener: () => void, count: number): (() => Promise<void>)[] {
  const step = () => {
    listener();
    return Promise.reject(new Error("no network"));
  };
  return Array.from({ length: count }, () => step);
}

const onFirstUse: typeof inPauses = (steps, shown, _, options) => inPauses(steps, shown, 0, options);

/** Counts the steps taken. */
function watchUse(watcher: typeof inPauses, count = 1, { view = signal(0), shapes = signal(0) } = {}) {
  const clock = new FakeClock();
  const waiting: (() => void)[] = [];
  const use = {
    count: 0,
    clock,
    waiting,
    send,
    idle: () => waiting.splice(0).forEach((call) => call()),
    [Symbol.dispose]: () => end(),
  };
  const shown = { camera: { state: view }, shapes: { count: shapes } };
  const options = { clock, whenIdle: (call: () => void) => waiting.push(call) };
  const end = watcher(steps(() => use.count++, count), shown, undefined, options);
  return use;
}

function watch() {
  const signs = { count: 0, [Symbol.dispose]: onFirstSign(() => void signs.count++) };
  return signs;
}

function send(type: string, fields: object = {}): void {
  dispatchEvent(Object.assign(new Event(type), fields));
}
