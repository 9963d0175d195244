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

// The long version is `deno task soak:simulate`.
Deno.test("clusters keep all rules, whatever happens to them", async () => {
  let hours = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { violation, ms } = await simulate(seed, { minutes: 0.3 });
    assert.equal(violation, undefined, `seed ${seed}`);
    hours += ms / 3_600_000;
  }
  assert.ok(hours > 2, `only ${hours} h were simulated`);
});
