import assert from "node:assert/strict";
import { shutDown } from "./shutdown_run.ts";

// The long version is `deno task soak:shutdown`.
Deno.test("a server that is stopped saves every board in time, even if peers do not read or continue to draw", async () => {
  const { code, ms, unconfirmed, seen, saved, closes } = await shutDown({ boards: 40, seed: 1 });
  assert.ok(unconfirmed > 5, `only ${unconfirmed} boards had something to save`);
  assert.equal(code, 0);
  assert.ok(ms < 4_500, `it took ${ms} ms`);
  assert.equal(saved, seen);
  // A peer that sends while the server closes may see the connection cut (0); no peer gets a final code.
  assert.ok(closes.has(1012) && closes.isSubsetOf(new Set([0, 1012])), `close codes ${[...closes]}`);
});
