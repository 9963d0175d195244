import type { Database } from "./database.ts";
import { type Around, WrappedDatabase } from "./wrapped_database.ts";

export type Outcome = "ok" | "conflict" | "failed";

/** Reports the duration of each commit, in seconds, and its outcome to `note`. */
export function timedCommits(database: Database, note: (seconds: number, outcome: Outcome) => void): Database {
  const around: Around = async (run, operation) => {
    if (operation !== "commit") return await run();
    const from = performance.now();
    let outcome: Outcome = "failed";
    try {
      const version = await run();
      outcome = version === undefined ? "conflict" : "ok";
      return version;
    } finally {
      note((performance.now() - from) / 1_000, outcome);
    }
  };
  return new WrappedDatabase(database, around);
}
