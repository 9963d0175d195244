import assert from "node:assert/strict";
import { BusyCollection } from "../../../server/process/busy_collection.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MB = 1024 * 1024;

function collecting({ isAtOnce = false } = {}) {
  const clock = new FakeClock();
  const process = { mb: 20, scriptsMb: 20, newMb: 0, started: 0, atOnce: 0, hasEnded: true };
  const collection = new BusyCollection({
    clock,
    memory: () => ({ heapUsed: (process.scriptsMb + process.newMb) * MB, external: process.mb * MB }),
    old: () => process.scriptsMb * MB,
    collection: {
      ...isAtOnce && { run: () => void process.atOnce++ },
      start: () => {
        process.started++;
        return () => process.hasEnded;
      },
    },
  });
  clock.pass(300);
  return { clock, process, collection };
}

Deno.test("buffers that grew are collected once they grow no more, and again after more growth only", () => {
  const { clock, process, collection } = collecting();
  process.mb = 31;
  clock.pass(10_000);
  assert.equal(process.started, 0);
  for (process.mb = 34; process.mb < 60; process.mb += 3) {
    clock.pass(300);
    assert.equal(process.started, 0, "they grow");
  }
  clock.pass(600);
  assert.equal(process.started, 1);
  process.mb = 24;
  clock.pass(10_000);
  process.mb = 35;
  clock.pass(10_000);
  assert.equal(process.started, 1);
  process.mb = 37;
  clock.pass(600);
  assert.equal(process.started, 2);
  collection.close();
  collection.close();
  assert.equal(clock.pending, 0);
});

Deno.test("buffers that grew by much are collected while they grow", () => {
  const { clock, process, collection } = collecting();
  for (; process.started === 0 && process.mb < 200; process.mb += 8) clock.pass(300);
  assert.equal(process.mb, 20 + 48 + 8);
  collection.close();
});

Deno.test("of many buffers in use, a larger part has to grow", () => {
  const { clock, process, collection } = collecting();
  process.mb = 100;
  clock.pass(600);
  assert.equal(process.started, 1);
  clock.pass(600);
  process.mb = 119;
  clock.pass(10_000);
  assert.equal(process.started, 1);
  process.mb = 120;
  clock.pass(600);
  assert.equal(process.started, 2);
  collection.close();
});

Deno.test("while a collection runs none is started; one that V8 ignores is repeated after 2 s", () => {
  const { clock, process, collection } = collecting();
  process.hasEnded = false;
  process.mb = 100;
  clock.pass(600);
  assert.equal(process.started, 1);
  process.mb = 200;
  clock.pass(1_500);
  assert.equal(process.started, 1);
  clock.pass(600);
  assert.equal(process.started, 1, "what is in use is learned again");
  process.mb = 250;
  clock.pass(600);
  assert.equal(process.started, 2);
  collection.close();
});

Deno.test("a heap that grew is collected in steps, however it grows, and again after more growth only", () => {
  const { clock, process, collection } = collecting({ isAtOnce: true });
  process.scriptsMb = 31;
  clock.pass(10_000);
  assert.equal(process.started, 0);
  process.scriptsMb = 32;
  clock.pass(300);
  assert.deepEqual([process.atOnce, process.started], [0, 1]);
  process.scriptsMb = 100;
  clock.pass(10_000);
  process.scriptsMb = 119;
  clock.pass(10_000);
  assert.equal(process.started, 1);
  process.scriptsMb = 120;
  clock.pass(300);
  assert.equal(process.started, 2);
  collection.close();
});

Deno.test("while scripts use little memory, buffers that grow no more are collected at once, each 2 s at most", () => {
  const { clock, process, collection } = collecting({ isAtOnce: true });
  process.mb = 40;
  clock.pass(600);
  assert.deepEqual([process.atOnce, process.started], [1, 0]);
  process.mb = 20;
  clock.pass(2_100);
  process.mb = 40;
  clock.pass(600);
  assert.deepEqual([process.atOnce, process.started], [2, 0]);
  process.mb = 20;
  clock.pass(1_500);
  process.mb = 200;
  clock.pass(300);
  assert.deepEqual([process.atOnce, process.started], [2, 0]);
  collection.close();
});

Deno.test("a large heap, and buffers that still grow, are collected in steps", () => {
  const { clock, process, collection } = collecting({ isAtOnce: true });
  for (; process.started === 0 && process.mb < 200; process.mb += 8) clock.pass(300);
  assert.deepEqual([process.atOnce, process.started], [0, 1]);
  Object.assign(process, { mb: 20, scriptsMb: 50 });
  clock.pass(300);
  process.mb = 60;
  clock.pass(600);
  assert.deepEqual([process.atOnce, process.started], [0, 2]);
  collection.close();
});

Deno.test("new objects do not count as growth of the heap", () => {
  const { clock, process, collection } = collecting();
  process.newMb = 16;
  clock.pass(10_000);
  assert.equal(process.started, 0);
  collection.close();
});
