import type { BoardStore } from "./board_store.ts";

export type Outcome = "ok" | "conflict" | "failed";

/** Wraps a store and reports the duration of each append, in seconds, and its outcome to `note`. */
export function timed(store: BoardStore, note: (seconds: number, outcome: Outcome) => void): BoardStore {
  return {
    load: (board) => store.load(board),
    storedBytes: (board) => store.storedBytes(board),
    loadAfter: (board, head) => store.loadAfter(board, head),
    compact: (board, head, update) => store.compact(board, head, update),
    setAside: (...record) => store.setAside(...record),
    async append(board, head, update) {
      const from = performance.now();
      let outcome: Outcome = "failed";
      try {
        const next = await store.append(board, head, update);
        outcome = next === "conflict" ? "conflict" : "ok";
        return next;
      } finally {
        note((performance.now() - from) / 1_000, outcome);
      }
    },
  };
}
