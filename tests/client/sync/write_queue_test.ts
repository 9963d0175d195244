import assert from "node:assert/strict";
import { WriteQueue } from "../../../client/sync/write_queue.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

function rig() {
  const clock = new FakeClock();
  const storage = { isBroken: false, attempts: 0, written: [] as string[] };
  let told = 0;
  const queue = new WriteQueue<string>({
    clock,
    changed: () => told++,
    write: (entries) => {
      storage.attempts++;
      if (storage.isBroken) return Promise.reject(new DOMException("full", "QuotaExceededError"));
      storage.written.push(...entries);
      return Promise.resolve();
    },
  });
  return { clock, storage, queue, told: () => told };
}

Deno.test("each entry is written at once", async () => {
  const { clock, storage, queue, told } = rig();
  queue.add(["a"]);
  queue.add(["b", "c"]);
  assert.deepEqual(storage.written, ["a", "b", "c"]);
  await settled();
  assert.equal(clock.pending, 0);
  assert.equal(told(), 0);
});

Deno.test("a failed entry is written again before later ones, and both events are reported", async () => {
  const { clock, storage, queue, told } = rig();
  storage.isBroken = true;
  queue.add(["a"]);
  await settled();
  assert.equal((queue.error as Error).name, "QuotaExceededError");
  assert.equal(told(), 1);
  queue.add(["b"]);
  await settled();
  assert.equal(storage.attempts, 1, "the wait is not cut short by new entries");
  storage.isBroken = false;
  clock.pass(1_000);
  await settled();
  assert.deepEqual(storage.written, ["a", "b"]);
  assert.equal(queue.error, undefined);
  assert.equal(told(), 2);
  queue.add(["c"]);
  assert.deepEqual(storage.written, ["a", "b", "c"]);
});

Deno.test("waits double up to a minute, and a flush retries at once", async () => {
  const { clock, storage, queue } = rig();
  storage.isBroken = true;
  queue.add(["a"]);
  await settled();
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    const before = storage.attempts, from = clock.now();
    while (storage.attempts === before) clock.pass(500);
    await settled();
    waits.push((clock.now() - from) / 1_000);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
  storage.isBroken = false;
  queue.flush();
  await settled();
  assert.deepEqual(storage.written, ["a"]);
  assert.equal(clock.pending, 0);
});

Deno.test("attempts that fail together are retried as one", async () => {
  const { clock, storage, queue } = rig();
  storage.isBroken = true;
  queue.add(["a"]);
  queue.add(["b"]);
  await settled();
  storage.isBroken = false;
  clock.pass(1_000);
  await settled();
  assert.deepEqual(storage.written.toSorted(), ["a", "b"]);
  assert.equal(storage.attempts, 3);
});

Deno.test("a closed queue does not retry, and can be closed twice", async () => {
  const { clock, storage, queue } = rig();
  storage.isBroken = true;
  queue.add(["a"]);
  await settled();
  queue.close();
  queue.close();
  assert.equal(clock.pending, 0);
  clock.pass(120_000);
  assert.equal(storage.attempts, 1);
});
