import assert from "node:assert/strict";
import { comeBack } from "./return_run.ts";

// The long form is `deno task soak:return`.
Deno.test("everybody comes back after a restart, whatever its kind, with what they drew before and meanwhile", async () => {
  const ends: string[] = [];
  for await (const { how, backMs, people, drawn, seen } of comeBack(20)) {
    ends.push(how);
    assert.equal(backMs.length, people);
    assert.equal(seen, drawn);
  }
  assert.deepEqual(ends, ["kill -9", "SIGTERM"]);
});
