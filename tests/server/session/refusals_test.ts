import assert from "node:assert/strict";
import { Refusals } from "../../../server/session/refusals.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("one line a second reports the number of refusals by cause, however many there are", () => {
  const clock = new FakeClock();
  const lines: unknown[] = [];
  const refusals = new Refusals(clock, (_level, event, fields) => lines.push({ event, ...fields }));
  for (let i = 0; i < 5_000; i++) refusals.count(i % 5 === 0 ? "gaps" : "flood");
  assert.deepEqual(lines, []);
  clock.pass(1_000);
  assert.deepEqual(lines, [{ event: "refused", gaps: 1_000, flood: 4_000 }]);
  refusals.count("flood");
  refusals.close();
  refusals.close();
  assert.equal(lines.length, 2);
  assert.equal(refusals.counts.get("flood"), 4_001);
  assert.equal(clock.pending, 0);
});
