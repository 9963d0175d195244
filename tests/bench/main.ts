import { type Bench, measure } from "./bench.ts";
import { canvasBenches } from "./canvas_bench.ts";
import { documentBenches } from "./document_bench.ts";
import { inkBenches } from "./ink_bench.ts";
import { outboxBenches } from "./outbox_bench.ts";
import { relayBenches } from "./relay_bench.ts";
import { storeBenches } from "./store_bench.ts";

/** `deno task bench [word]`: every bench whose name holds the word, as a table. Compare figures of one run only. */
const [word = ""] = Deno.args;
const benches: Bench[] = [
  ...[...inkBenches, ...documentBenches, ...storeBenches, ...outboxBenches],
  ...[...relayBenches, ...canvasBenches],
];

console.log(row("", "median", "min", "max", "unit", "meaning"));
for (const bench of benches.filter(({ name }) => name.includes(word))) {
  const { name, median, min, max, unit, meaning } = await measure(bench);
  console.log(row(name, show(median), show(min), show(max), unit, meaning));
}

function row(name: string, median: string, min: string, max: string, unit: string, meaning: string): string {
  return `${name.padEnd(34)}${median.padStart(9)}${min.padStart(9)}${max.padStart(9)}  ${unit.padEnd(12)}${meaning}`;
}

function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toPrecision(3);
}
