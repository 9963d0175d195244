import assert from "node:assert/strict";
import { WorkQueue } from "../../../server/admission/work_queue.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

function holder(name: string) {
  return { network: name[0], address: name };
}

/** A queue whose tasks end when the test ends them. */
class Tasks {
  readonly clock = new FakeClock();
  readonly queue: WorkQueue;
  readonly begun: string[] = [];
  readonly #ends: (() => void)[] = [];

  constructor(options: { atOnce?: number; waitingMax?: number; rest?: number } = {}) {
    this.queue = new WorkQueue({ clock: this.clock, atOnce: 1, waitingMax: 10, ...options });
  }

  add(name: string): Promise<unknown> {
    return this.queue.run(holder(name), () => {
      this.begun.push(name);
      return new Promise<void>((resolve) => void this.#ends.push(resolve));
    });
  }

  async endOne(): Promise<void> {
    this.#ends.shift()!();
    await settled();
  }
}

Deno.test("a limited number of tasks run at once, in order, and a full queue refuses", async () => {
  const { queue } = new Tasks({ atOnce: 2, waitingMax: 1 });
  const ends = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const begun: number[] = [];
  const taken = ends.map(({ promise }, i) => queue.run(holder("a"), () => (begun.push(i), promise)));
  assert.equal(await queue.run(holder("a"), () => "never"), "full");
  assert.deepEqual(begun, [0, 1]);
  ends[0].reject(new Error("a task that fails gives its turn on as well"));
  await assert.rejects(taken[0]);
  assert.deepEqual(begun, [0, 1, 2]);
  ends[1].resolve();
  ends[2].resolve();
  await Promise.all(taken.slice(1));
  assert.equal(await queue.run(holder("a"), () => "next"), "next");
});

Deno.test("a network with many tasks does not delay others", async () => {
  const tasks = new Tasks();
  for (const name of ["a1", "a2", "a3", "a4", "b1"]) void tasks.add(name);
  for (let i = 0; i < 4; i++) await tasks.endOne();
  assert.deepEqual(tasks.begun, ["a1", "b1", "a2", "a3", "a4"]);
});

Deno.test("within a network the least recently served address goes first", async () => {
  const tasks = new Tasks();
  for (const name of ["a1", "a1", "a1", "a2"]) void tasks.add(name);
  for (let i = 0; i < 3; i++) await tasks.endOne();
  assert.deepEqual(tasks.begun, ["a1", "a2", "a1", "a1"]);
});

Deno.test("a stream of new networks does not go before one that waits", async () => {
  const tasks = new Tasks();
  for (const name of ["a1", "a2", "b1"]) void tasks.add(name);
  for (const name of ["c1", "d1", "e1", "f1"]) {
    await tasks.endOne();
    void tasks.add(name);
  }
  assert.deepEqual(tasks.begun, ["a1", "b1", "a2", "c1", "d1"]);
});

Deno.test("a full queue takes a place from the network with the most waiting tasks", async () => {
  const tasks = new Tasks({ waitingMax: 3 });
  void tasks.add("a1");
  const waiting = ["a2", "a3", "a4"].map((name) => tasks.add(name));
  const other = tasks.add("b1");
  assert.equal(await waiting[2], "full");
  await tasks.endOne();
  assert.deepEqual(tasks.begun, ["a1", "b1"]);
  await tasks.endOne();
  await other;
});

Deno.test("the queue rests after a task in proportion to its time", async () => {
  const tasks = new Tasks({ rest: 2 });
  void tasks.add("a1");
  void tasks.add("a2");
  tasks.clock.block(10);
  await tasks.endOne();
  assert.deepEqual(tasks.begun, ["a1"]);
  tasks.clock.pass(19);
  await settled();
  assert.deepEqual(tasks.begun, ["a1"]);
  tasks.clock.pass(1);
  await settled();
  assert.deepEqual(tasks.begun, ["a1", "a2"]);
});
