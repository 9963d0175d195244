import assert from "node:assert/strict";
import { noBalancer } from "../../support/network/balancer.ts";
import { NO_POSTGRES, PostgresServer } from "../../support/store/postgres_server.ts";
import { clusterKills } from "./cluster_kills.ts";

// The long version is `deno task soak:cluster`.
Deno.test({
  name:
    "three instances behind a balancer, and their PostgreSQL, are killed while people draw: nothing confirmed is lost",
  ignore: NO_POSTGRES !== false || noBalancer("nginx") !== false,
  fn: async () => {
    await using postgres = await PostgresServer.start();
    const { kills, databaseKills, confirmed, lost, delays } = await clusterKills({ postgres, kills: 2, seed: 1 });
    assert.deepEqual({ kills, databaseKills, lost }, { kills: 2, databaseKills: 1, lost: 0 });
    assert.ok(confirmed > 100, `only ${confirmed} changes were confirmed`);
    assert.ok(delays.length > 20, `presence and ink arrived ${delays.length} times`);
  },
});
