import assert from "node:assert/strict";
import { Turns } from "../../server/turns.ts";

Deno.test("tasks run so many at once, in the order they came, and who finds the queue full is told", async () => {
  const turns = new Turns({ atOnce: 2, queueMax: 1 });
  const ends = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const begun: number[] = [];
  const taken = ends.map(({ promise }, i) => turns.take(() => (begun.push(i), promise)));
  assert.equal(await turns.take(() => Promise.resolve("never")), "full");
  assert.deepEqual(begun, [0, 1]);
  ends[0].reject(new Error("a task that fails gives its turn on as well"));
  await assert.rejects(taken[0]);
  assert.deepEqual(begun, [0, 1, 2]);
  ends[1].resolve();
  ends[2].resolve();
  await Promise.all(taken.slice(1));
  assert.equal(await turns.take(() => Promise.resolve("next")), "next");
});
