import assert from "node:assert/strict";
import { Collector } from "../../support/server/collector.ts";
import { Churn } from "./churn_run.ts";

const MB = 1_048_576;

// The long version is `deno task soak:churn`, with the real waiting times.
Deno.test("closed boards leave nothing in memory", async () => {
  await using collector = new Collector();
  await using churn = await Churn.start({ ...collector.env({ metricsEveryMs: 200 }), HURRY: "100" });
  const empty = async () => {
    await collector.until("drawbridge.rooms", {}, (count) => count === 0);
    await collector.until("drawbridge.sessions", {}, (count) => count === 0);
    return await churn.memory();
  };
  await churn.boards(80);
  const before = await empty();
  await churn.boards(160);
  const after = await empty();
  // A leaked session would take 9 KB, a room more.
  const grown = after.heapUsed - before.heapUsed;
  assert.ok(grown < 2 * MB, `the heap has grown by ${(grown / MB).toFixed(1)} MB`);
});
