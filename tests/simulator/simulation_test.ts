import "./world/platform.ts";
import assert from "node:assert/strict";
import { simulate } from "./simulation.ts";

Deno.test("a run is repeated exactly by its seed, whatever ran before it", async () => {
  const first = await simulate(6);
  const other = await simulate(9);
  const second = await simulate(6);
  assert.equal(second.hash, first.hash);
  assert.equal(second.events, first.events);
  assert.ok(first.events > 1_000, "something happened");
  assert.notEqual(other.hash, first.hash);
});
