/** `deno task soak:timing [times]`: whether a response or its delay distinguishes absent from forbidden links. */
import { timeDoors } from "./timing_run.ts";

/** A rank sum this far from chance is significant: one in a thousand. */
const P_MIN = 0.001;
/**
 * A single response must reveal at least this much; otherwise the rate limit stops an attacker before they learn
 * anything.
 */
const LARGER_MAX = 0.05;

const times = Number(Deno.args[0] ?? 300);
const findings = await timeDoors(times);
let told = 0;
console.log(`${times} answers each, median ms; probability that it is slower than an absent link; p (rank sum)`);
for (const { door, kind, median, larger, p, answers } of findings) {
  const absent = findings.find((other) => other.door === door && other.kind === "absent")!;
  const isSame = answers.size === 1 && absent.answers.has([...answers][0]);
  const isTold = !isSame || (p < P_MIN && Math.abs(larger - 0.5) > LARGER_MAX);
  if (isTold) told++;
  const figures = [median.toFixed(3), larger.toFixed(3), p.toFixed(3)].map((text) => text.padStart(8)).join("");
  const verdict = !isSame ? "ANOTHER ANSWER" : isTold ? "CAN BE TOLD" : "";
  console.log(`${door.padEnd(14)}${kind.padEnd(12)}${figures}  ${verdict}`.trimEnd());
}
Deno.exit(told === 0 ? 0 : 1);
