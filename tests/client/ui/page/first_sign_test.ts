import assert from "node:assert/strict";
import { onFirstSign, onFirstUse } from "../../../../client/ui/page/first_sign.ts";

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

Deno.test("the first use is told once, when nothing is pressed and the browser is idle", () => {
  let count = 0;
  const waiting: (() => void)[] = [];
  const end = onFirstUse(() => count++, (call) => waiting.push(call));
  const idle = () => waiting.splice(0).forEach((call) => call());
  send("pointermove", { buttons: 0 });
  send("pointerdown", { buttons: 1 });
  idle();
  assert.equal(count, 0, "a stroke that has begun is not disturbed");
  send("pointermove", { buttons: 1 });
  idle();
  assert.equal(count, 0);
  send("pointerup", { buttons: 0 });
  assert.equal(count, 0, "not before the browser is idle");
  idle();
  send("keyup", { key: "p" });
  idle();
  assert.equal(count, 1);
  end();
});

Deno.test("keys and the wheel are a use, and nothing is told after the end", () => {
  for (const type of ["keyup", "wheel", "pointermove"]) {
    let count = 0;
    const waiting: (() => void)[] = [];
    const end = onFirstUse(() => count++, (call) => waiting.push(call));
    send(type, { buttons: 0 });
    waiting.splice(0).forEach((call) => call());
    assert.equal(count, 1, type);
    end();
  }
  const waiting: (() => void)[] = [];
  const end = onFirstUse(() => assert.fail("ended"), (call) => waiting.push(call));
  send("keyup", { key: "p" });
  end();
  waiting.forEach((call) => call());
});

function watch() {
  const signs = { count: 0, [Symbol.dispose]: onFirstSign(() => void signs.count++) };
  return signs;
}

function send(type: string, fields: object): void {
  dispatchEvent(Object.assign(new Event(type), fields));
}
