import assert from "node:assert/strict";
import { killLoop } from "./kill_loop.ts";

// The long version is `deno task soak:kill`.
Deno.test("a server that is killed repeatedly while people draw loses nothing that it acknowledged", async () => {
  const counts = await killLoop({ kills: 6, seed: 1 });
  assert.ok(counts.confirmed > 100, `only ${counts.confirmed} changes were confirmed`);
  assert.ok(counts.unconfirmed > 0, "something was under way when the server was killed");
  assert.equal(counts.recovered, counts.unconfirmed);
  assert.ok(counts.whileWriting + counts.whileClearing > 0, "a kill came in the middle of a compaction");
  assert.equal(counts.lost, 0);
  assert.equal(counts.unreadable, 0);
});
