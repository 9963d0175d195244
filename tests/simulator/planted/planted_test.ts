import assert from "node:assert/strict";
import { FAULTS } from "./faults.ts";
import { PlantedCopy } from "./planted_copy.ts";

/** Found within a few runs. `deno task soak:planted` plants all. */
const QUICK = ["5.1", "4.3", "15.5"];

for (const number of QUICK) {
  Deno.test(`simulations find a planted fault: rule ${number} is broken`, async () => {
    const fault = FAULTS.find(({ rule }) => rule.startsWith(`${number} `))!;
    await using copy = await PlantedCopy.make(fault);
    const { isFound } = await copy.simulate(40, { first: 1, minutes: 0.3 });
    assert.ok(isFound, fault.rule);
  });
}

Deno.test("every planted fault still has its place in the source", async () => {
  for (const { file, code } of FAULTS) {
    const text = await Deno.readTextFile(new URL(`../../../${file}`, import.meta.url));
    assert.equal(text.split(code).length, 2, `${file}: ${code}`);
  }
});
