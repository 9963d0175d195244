import assert from "node:assert/strict";
import { inSlices } from "../../../client/out/slices.ts";

/** Acts on ten items, each of which takes `ms` by the clock. */
async function run(
  ms: number,
  { signal, act = () => {} }: { signal?: AbortSignal; act?: (item: number) => void } = {},
) {
  let now = 0;
  const parts: number[] = [], done: number[] = [];
  await inSlices(Array.from({ length: 10 }, (_, i) => i), {
    count: 10,
    signal,
    progress: (part) => parts.push(part),
    now: () => now,
    act: (item) => {
      now += ms;
      done.push(item);
      act(item);
    },
  });
  return { parts, done };
}

Deno.test("short work is done at once, long work in slices with progress between them", async () => {
  assert.deepEqual((await run(0.1)).parts, []);
  const { parts, done } = await run(5);
  assert.deepEqual(parts, [0.3, 0.6, 0.9]);
  assert.equal(done.length, 10);
});

Deno.test("work ends with the slice in which it was aborted", async () => {
  const ended = new AbortController();
  const done: number[] = [];
  const act = (item: number) => {
    done.push(item);
    if (item === 4) ended.abort(new Error("cancelled"));
  };
  await assert.rejects(run(5, { signal: ended.signal, act }), /cancelled/);
  assert.deepEqual(done, [0, 1, 2, 3, 4, 5]);
  await assert.rejects(run(5, { signal: ended.signal }), /cancelled/);
});
