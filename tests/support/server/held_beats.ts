import { type Clock, systemClock } from "../../../board/clock.ts";
import { BEAT_MS } from "../../../server/instances/live_instances.ts";

/** A clock that holds the heartbeats of instances until a test wants one. All other timers run in real time. */
export class HeldBeats implements Clock {
  readonly #held = new Set<() => void>();

  now(): number {
    return systemClock.now();
  }

  after(ms: number, run: () => void): () => void {
    if (ms !== BEAT_MS) return systemClock.after(ms, run);
    this.#held.add(run);
    return () => void this.#held.delete(run);
  }

  /** Begins the heartbeats that are due. */
  beat(): void {
    for (const run of [...this.#held]) {
      this.#held.delete(run);
      run();
    }
  }
}
