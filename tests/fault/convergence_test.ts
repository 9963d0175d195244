import assert from "node:assert/strict";
import { converge } from "./convergence_run.ts";

// The long form is `deno task soak:convergence`.
Deno.test("whatever the network and the server do, everybody ends with the stored board", async () => {
  let [restarts, cuts, shapes] = [0, 0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const run = await converge(seed);
    assert.deepEqual(run.differing, [], `seed ${seed}`);
    restarts += run.restarts;
    cuts += run.cuts;
    shapes += run.shapes;
  }
  assert.ok(restarts > 20 && cuts > 100 && shapes > 500, `${restarts} restarts, ${cuts} cuts, ${shapes} shapes`);
});
