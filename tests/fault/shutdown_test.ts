import assert from "node:assert/strict";
import { shutDown } from "./shutdown_run.ts";

// The long form is `deno task soak:shutdown`.
Deno.test("a server that is asked to end saves every board in time, whoever does not read or goes on drawing", async () => {
  const { code, ms, unconfirmed, seen, saved, closes } = await shutDown({ boards: 40, seed: 1 });
  assert.ok(unconfirmed > 5, `only ${unconfirmed} boards had something to save`);
  assert.equal(code, 0);
  assert.ok(ms < 4_500, `it took ${ms} ms`);
  assert.equal(saved, seen);
  assert.deepEqual([...closes], [1012], "everybody is told to come back");
});
