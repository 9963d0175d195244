import assert from "node:assert/strict";
import { CursorReport } from "../../../client/input/cursor_report.ts";
import { FakeClock } from "../../support/fake_clock.ts";

/** A report, what it sent, and a clock that is moved by hand. */
function reportWithClock() {
  const sent: unknown[] = [];
  const clock = new FakeClock();
  const report = new CursorReport((at) => sent.push(at && at.x), clock);
  return { report, sent, wait: (ms: number) => clock.pass(ms), due: () => clock.pending };
}

Deno.test("the first move is told at once, then at most every 50 ms, the last always", () => {
  const { report, sent, wait, due } = reportWithClock();
  for (let x = 0; x < 120; x++) {
    report.at({ x, y: 0 });
    wait(1);
  }
  wait(200);
  assert.deepEqual(sent, [0, 49, 99, 119]);
  assert.equal(due(), 0, "a pointer at rest costs no timer");
});

Deno.test("leaving is told at once and nothing comes after it", () => {
  const { report, sent, wait } = reportWithClock();
  report.at({ x: 1, y: 0 });
  report.at({ x: 2, y: 0 });
  report.clear();
  report.clear();
  wait(200);
  assert.deepEqual(sent, [1, null]);
});

Deno.test("coming back keeps the pace", () => {
  const { report, sent, wait } = reportWithClock();
  report.at({ x: 1, y: 0 });
  report.clear();
  report.at({ x: 2, y: 0 });
  assert.deepEqual(sent, [1, null]);
  wait(60);
  assert.deepEqual(sent, [1, null, 2]);
});

Deno.test("a hidden page tells nothing until it is seen again", () => {
  const { report, sent, wait } = reportWithClock();
  report.at({ x: 1, y: 0 });
  report.hide(true);
  report.at({ x: 2, y: 0 });
  wait(200);
  report.hide(false);
  report.at({ x: 3, y: 0 });
  assert.deepEqual(sent, [1, null, 3]);
});

Deno.test("closing takes the cursor away and leaves no timer", () => {
  const { report, sent, wait, due } = reportWithClock();
  report.at({ x: 1, y: 0 });
  report.close();
  report.close();
  report.at({ x: 2, y: 0 });
  wait(200);
  assert.deepEqual(sent, [1, null]);
  assert.equal(due(), 0);
});
