import assert from "node:assert/strict";
import { converge } from "./convergence_run.ts";

// The long version is `deno task soak:convergence`.
Deno.test("all peers end with the stored board, whatever the network and the server do", async () => {
  let [restarts, cuts, shapes] = [0, 0, 0];
  // The last one: two peers deleted the same shape, which a third one had not received.
  for (const seed of [...Array(60).keys(), 18_376]) {
    const run = await converge(seed);
    assert.deepEqual(run.differing, [], `seed ${seed}`);
    restarts += run.restarts;
    cuts += run.cuts;
    shapes += run.shapes;
  }
  assert.ok(restarts > 20 && cuts > 100 && shapes > 500, `${restarts} restarts, ${cuts} cuts, ${shapes} shapes`);
});
