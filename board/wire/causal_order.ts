import type { Run } from "./update.ts";

/** The runs of one client, and how many of them are placed. */
interface Line {
  readonly runs: Run[];
  placed: number;
  /** One of its runs waits for another client's. */
  isWaiting: boolean;
}

/**
 * Runs of one update in an order in which each needs only what is in those before it, or in none of them. A document
 * takes in pieces of them one by one and never has to keep any for later.
 *
 * @param runs of a scan with `cutNeeds`
 * @returns undefined when runs wait for each other; no document takes them in then
 */
export function inCausalOrder(runs: readonly Run[]): readonly Run[] | undefined {
  const lines = new Map<number, Line>();
  for (const run of runs) {
    const line = lines.get(run.client);
    if (line) line.runs.push(run);
    else lines.set(run.client, { runs: [run], placed: 0, isWaiting: false });
  }
  if (lines.size <= 1) return runs;
  const placed: Run[] = [];
  for (const line of lines.values()) {
    const waiting = [line];
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      const run = last.runs[last.placed];
      const other = run?.needs && unplaced(lines, run.needs);
      if (other) {
        if (other.isWaiting) return undefined;
        last.isWaiting = true;
        waiting.push(other);
        continue;
      }
      last.isWaiting = false;
      if (run) {
        placed.push(run);
        last.placed++;
      }
      // The line below looks whether it has what it needs now.
      if (run === undefined || waiting.length > 1) waiting.pop();
    }
  }
  return placed;
}

/** The first line that has what is needed and has not placed it yet. */
function unplaced(lines: ReadonlyMap<number, Line>, needs: readonly number[]): Line | undefined {
  for (let i = 0; i < needs.length; i += 2) {
    const line = lines.get(needs[i]);
    const next = line?.runs[line.placed];
    if (next && next.clock <= needs[i + 1]) return line;
  }
  return undefined;
}
