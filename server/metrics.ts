import type { Meter, Observable, ObservableResult } from "@opentelemetry/api";
import type { Refusals } from "./relay/refusals.ts";
import type { Registry } from "./relay/registry.ts";
import type { Tally } from "./relay/tally.ts";
import type { Outcome } from "./timed_store.ts";

export interface MetricSources {
  readonly rooms: Pick<Registry, "size" | "sessions" | "queuedBytes" | "unsavedMs">;
  readonly refusals: Pick<Refusals, "counts">;
  readonly tally: Tally;
  /** How late the event loop was at most since it was last asked, ms. */
  readonly lateMs: () => number;
  /** Memory the process has now, bytes. */
  readonly memoryBytes: () => number;
}

/** Seconds: a commit to a file takes 0.3 ms, one over a network 5 to 50. */
const COMMIT_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Tells the meter where to read. Everything but commits is read when it is collected, from numbers that are there
 * anyway: nothing is done for a frame. Where telemetry is off the meter asks nobody.
 */
export function observe(meter: Meter, { rooms, refusals, tally, lateMs, memoryBytes }: MetricSources): void {
  const read = (instrument: Observable, look: (result: ObservableResult) => void) => instrument.addCallback(look);

  const described = (description: string, unit: string) => ({ description, unit });
  read(
    meter.createObservableUpDownCounter("drawbridge.rooms", described("Boards that are live", "{room}")),
    (result) => result.observe(rooms.size),
  );
  read(
    meter.createObservableUpDownCounter("drawbridge.sessions", described("People's connections", "{session}")),
    (result) => result.observe(rooms.sessions),
  );
  read(meter.createObservableCounter("drawbridge.frames", described("Messages", "{frame}")), (result) => {
    result.observe(tally.framesIn, IN);
    result.observe(tally.framesOut, OUT);
  });
  read(meter.createObservableCounter("drawbridge.io", described("Bytes of messages", "By")), (result) => {
    result.observe(tally.bytesIn, IN);
    result.observe(tally.bytesOut, OUT);
  });
  read(
    meter.createObservableCounter("drawbridge.refusals", described("What was refused", "{refusal}")),
    (result) => refusals.counts.forEach((count, cause) => result.observe(count, { cause })),
  );
  read(
    meter.createObservableUpDownCounter("drawbridge.queued", described("Bytes that peers have not taken yet", "By")),
    (result) => result.observe(rooms.queuedBytes),
  );
  read(
    meter.createObservableGauge("drawbridge.save.lag", described("Age of the oldest change that is not saved", "s")),
    (result) => result.observe(rooms.unsavedMs / 1_000),
  );
  read(
    meter.createObservableGauge("drawbridge.loop.delay", described("How late the event loop was at most", "s")),
    (result) => result.observe(lateMs() / 1_000),
  );
  read(
    meter.createObservableGauge("process.memory.usage", described("Memory of the process", "By")),
    (result) => result.observe(memoryBytes()),
  );
}

const IN = { direction: "in" };
const OUT = { direction: "out" };

/** What notes each commit in a histogram. */
export function commitDuration(meter: Meter): (seconds: number, outcome: Outcome) => void {
  const histogram = meter.createHistogram("drawbridge.commit.duration", {
    description: "Time until an append is durable",
    unit: "s",
    advice: { explicitBucketBoundaries: COMMIT_BOUNDS },
  });
  return (seconds, outcome) => histogram.record(seconds, { outcome });
}
