import { MemoryWatchdog } from "../../../server/process/memory_watchdog.ts";
import { FakeClock } from "../fake_clock.ts";

/** A watchdog over memory that the test sets. */
export function watched({ limitBytes = 100, collectionMs = 0 }: { limitBytes?: number; collectionMs?: number } = {}) {
  const clock = new FakeClock();
  const state = {
    used: 10,
    live: 50,
    silent: 0,
    pings: 0,
    dropped: 0,
    banished: 0,
    shed: 0,
    slow: 0,
    left: 0,
    garbage: 0,
    /** Collections at once. */
    collections: 0,
    /** Collections in steps. */
    starts: 0,
    stepsMs: 250,
    large: 0,
    freed: [] as number[],
  };
  const free = () => {
    state.used -= state.garbage;
    state.garbage = 0;
  };
  const watchdog = new MemoryWatchdog({
    limitBytes,
    clock,
    used: () => state.used,
    live: () => state.live,
    ping: () => void state.pings++,
    dropUnresponsive: (isFilling) => {
      const gone = state.silent;
      if (isFilling) state.banished += gone;
      state.silent = 0;
      state.dropped += gone;
      return gone;
    },
    collection: {
      start: () => {
        state.starts++;
        let hasEnded = false;
        clock.after(state.stepsMs, () => {
          free();
          hasEnded = true;
        });
        return () => hasEnded;
      },
      run: () => {
        state.collections++;
        clock.block(collectionMs);
        free();
      },
    },
    shed: () => (state.shed++, state.slow),
    unload: (bytes) => {
      if (state.large > 0) state.freed.push(bytes);
      return Math.min(bytes, state.large);
    },
    leave: () => void state.left++,
    log: () => {},
  });
  return { clock, state, watchdog };
}
