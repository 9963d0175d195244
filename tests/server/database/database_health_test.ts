import assert from "node:assert/strict";
import { DatabaseHealth } from "../../../server/database/database_health.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { type Around, WrappedDatabase } from "../../../server/database/wrapped_database.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { TestServer } from "../../support/server/test_server.ts";

/** A database whose writes the test completes, fails or delays. */
function setting() {
  const inner = new MemoryDatabase();
  const state = { writes: 0, write: (): Promise<void> => Promise.resolve() };
  const around: Around = async (run, operation) => {
    if (operation !== "commit") return await run();
    state.writes++;
    await state.write();
    return await run();
  };
  const clock = new FakeClock();
  return { state, clock, health: new DatabaseHealth(new WrappedDatabase(inner, around), clock) };
}

Deno.test("the server is ready while the database can be written, and probes it at most once a second", async () => {
  const { state, clock, health } = setting();
  assert.equal(await health.unready(), undefined);
  state.write = () => Promise.reject(new Error("full"));
  assert.equal(await health.unready(), undefined);
  assert.equal(state.writes, 1);
  clock.pass(1_000);
  assert.equal(await health.unready(), "the database cannot be written");
  state.write = () => Promise.resolve();
  clock.pass(1_000);
  assert.equal(await health.unready(), undefined);
  assert.equal(clock.pending, 0);
});

Deno.test("a database that hangs is reported within 2 s, and is not probed again until it answers", async () => {
  const { state, clock, health } = setting();
  const stuck = Promise.withResolvers<void>();
  state.write = () => stuck.promise;
  for (let second = 0; second < 60; second += 3) {
    const answers = [health.unready(), health.unready(), health.unready()];
    clock.pass(2_000);
    for (const answer of answers) assert.equal(await answer, "the database does not answer");
    clock.pass(1_000);
  }
  assert.equal(state.writes, 1);
  assert.equal(clock.pending, 0);

  stuck.resolve();
  await settled();
  clock.pass(1_000);
  assert.equal(await health.unready(), undefined);
});

Deno.test("/readyz reports why the server is not ready, /healthz only that the process answers", async () => {
  using faulty = new FaultyDatabase(new MemoryDatabase());
  const clock = new FakeClock();
  await using server = await TestServer.start({ kv: faulty, clock });
  const ask = async (path: string) => {
    const response = await fetch(server.origin + path);
    return [response.status, await response.json()];
  };
  assert.deepEqual(await ask("/readyz"), [200, { status: "ok" }]);
  faulty.isBroken = true;
  clock.pass(1_000);
  assert.deepEqual(await ask("/readyz"), [503, { status: "not ready", reason: "the database cannot be written" }]);
  assert.deepEqual(await ask("/healthz"), [200, { status: "ok" }]);
  await server.server.drain({ goodbyeMs: 0 });
  assert.deepEqual(await ask("/readyz"), [503, { status: "not ready", reason: "leaving" }]);
});
