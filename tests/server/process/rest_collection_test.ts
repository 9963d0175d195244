import assert from "node:assert/strict";
import { RestCollection } from "../../../server/process/rest_collection.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MB = 1024 * 1024;

function resting({ scriptsMb = 30, isAtOnce = true } = {}) {
  const clock = new FakeClock();
  const process = { heldMb: 80, frames: 0, collected: [] as string[] };
  const collection = new RestCollection({
    clock,
    frames: () => process.frames,
    memory: () => ({ rss: 0, heapTotal: (process.heldMb - 10) * MB, heapUsed: scriptsMb * MB, external: 10 * MB }),
    collection: {
      ...isAtOnce && { run: () => void process.collected.push("at once") },
      start: () => {
        process.collected.push("in steps");
        return () => true;
      },
    },
  });
  assert.deepEqual(process.collected.splice(0), ["in steps"], "what the start left");
  return { clock, process, collection };
}

Deno.test("garbage of a burst is collected once the process is at rest, and not again while memory stays", () => {
  const { clock, process, collection } = resting();
  clock.pass(5_000);
  Object.assign(process, { heldMb: 280, frames: 3_000 });
  clock.pass(5_000);
  assert.deepEqual(process.collected, []);
  process.frames += 20;
  clock.pass(5_000);
  assert.deepEqual(process.collected, ["at once"]);
  process.heldMb = 140;
  clock.pass(60_000);
  process.heldMb = 160;
  clock.pass(60_000);
  assert.equal(process.collected.length, 1);
  process.heldMb = 165;
  clock.pass(5_000);
  assert.equal(process.collected.length, 2);
  collection.close();
});

Deno.test("nothing is collected while people draw", () => {
  const { clock, process, collection } = resting();
  for (let check = 0; check < 10; check++) {
    clock.pass(5_000);
    process.heldMb += 100;
    process.frames += 21;
  }
  assert.deepEqual(process.collected, []);
  collection.close();
});

Deno.test("much memory of scripts is collected in steps; a closed one collects nothing", () => {
  const { clock, process, collection } = resting({ scriptsMb: 200 });
  clock.pass(5_000);
  process.heldMb = 400;
  clock.pass(5_000);
  assert.deepEqual(process.collected, ["in steps"]);
  collection.close();
  collection.close();
  process.heldMb = 800;
  clock.pass(20_000);
  assert.equal(process.collected.length, 1);
});

Deno.test("where nothing can be collected at once, everything is collected in steps", () => {
  const { clock, process, collection } = resting({ isAtOnce: false });
  clock.pass(5_000);
  process.heldMb = 280;
  clock.pass(5_000);
  assert.deepEqual(process.collected, ["in steps"]);
  collection.close();
});
