import assert from "node:assert/strict";
import { comeBack } from "./return_run.ts";

// The long version is `deno task soak:return`.
Deno.test("everybody reconnects after every kind of restart, with earlier strokes and those drawn meanwhile", async () => {
  const ends: string[] = [];
  for await (const { how, backMs, people, drawn, seen } of comeBack(20)) {
    ends.push(how);
    assert.equal(backMs.length, people);
    assert.equal(seen, drawn);
  }
  assert.deepEqual(ends, ["kill -9", "SIGTERM"]);
});
