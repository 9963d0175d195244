import assert from "node:assert/strict";
import { Scheduler } from "../../../server/admission/scheduler.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

const ANN = { network: "a", address: "a1" };

async function taken({ isShared }: { isShared: boolean }) {
  const clock = new FakeClock();
  const scheduler = new Scheduler(clock);
  const begun: number[] = [];
  for (let i = 0; i < 3; i++) {
    void scheduler.run(ANN, () => {
      begun.push(clock.now());
      clock.block(10);
      if (isShared) scheduler.direct.count++;
    });
  }
  await settled();
  await clock.passSlowly(100, { step: 1 });
  scheduler.close();
  return begun;
}

Deno.test("while others use the process, long work takes a quarter of the time", async () => {
  assert.deepEqual(await taken({ isShared: true }), [0, 40, 80]);
});

Deno.test("without others, long work goes on, and only waiting events run between two turns", async () => {
  const [first, second, third] = await taken({ isShared: false });
  assert.ok(second - first <= 11 && third - second <= 11);
});
