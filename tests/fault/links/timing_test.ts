import assert from "node:assert/strict";
import { timeDoors } from "./timing_run.ts";

Deno.test("at every entry point an absent, a revoked, an expired link and one of another role get the same answer, byte for byte", async () => {
  const findings = await timeDoors(3, { warmUp: 0 });
  const doors = Map.groupBy(findings, ({ door }) => door);
  assert.deepEqual([...doors.values()].map((kinds) => kinds.length), [3, 3, 4, 4, 4, 4]);
  for (const [door, kinds] of doors) {
    const answers = new Set(kinds.flatMap(({ answers }) => [...answers]));
    assert.equal(answers.size, 1, `${door}: ${[...answers].join("\n")}`);
    assert.match([...answers][0], /^\[(404|4404),/);
  }
});
