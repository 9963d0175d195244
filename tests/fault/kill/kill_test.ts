import assert from "node:assert/strict";
import { NO_POSTGRES, PostgresServer } from "../../support/store/postgres_server.ts";
import { type Counts, killLoop } from "./kill_loop.ts";

// The long version is `deno task soak:kill`.
Deno.test("a server that is killed repeatedly while people draw and talk loses nothing that it acknowledged", async () => {
  const counts = await killLoop({ kills: 6, seed: 1 });
  requireNothingLost(counts);
  assert.ok(counts.whileWriting + counts.whileClearing > 0, "a kill came in the middle of a compaction");
});

Deno.test({
  name:
    "a server and its PostgreSQL that are killed repeatedly while people draw and talk lose nothing that was acknowledged",
  ignore: NO_POSTGRES !== false,
  fn: async () => {
    await using postgres = await PostgresServer.start();
    const counts = await killLoop({ kills: 6, seed: 3, postgres });
    requireNothingLost(counts);
    assert.equal(counts.databaseKills, 2);
  },
});

function requireNothingLost(counts: Counts): void {
  assert.ok(counts.confirmed > 100, `only ${counts.confirmed} changes were confirmed`);
  assert.ok(counts.unconfirmed > 0, "something was under way when the server was killed");
  assert.equal(counts.recovered, counts.unconfirmed);
  assert.equal(counts.lost, 0);
  assert.equal(counts.unreadable, 0);
  assert.ok(counts.said > 100, `only ${counts.said} events of talk were confirmed`);
  assert.ok(counts.saidUnderWay > 0, "an event of talk was under way when the server was killed");
  assert.deepEqual(
    { lost: counts.saidLost, twice: counts.saidTwice, gaps: counts.gaps, refused: counts.saidRefused },
    { lost: 0, twice: 0, gaps: 0, refused: 0 },
  );
}
