import type { Meter, MetricOptions } from "@opentelemetry/api";
import type { Refusals } from "../session/refusals.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { TrafficCounters } from "../session/traffic_counters.ts";
import type { Outcome } from "../database/timed_commits.ts";

export interface MetricSources {
  readonly rooms: Pick<RoomRegistry, "size" | "sessions" | "queuedBytes" | "unsavedMs">;
  readonly refusals: Pick<Refusals, "counts">;
  readonly traffic: TrafficCounters;
  /** Longest delay of the event loop since the last call, ms. */
  readonly lateMs: () => number;
  /** Memory of the process, bytes. */
  readonly memoryBytes: () => number;
}

/** Seconds. A commit takes 0.3 ms to a file and 5 to 50 ms over a network. */
const COMMIT_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Registers the metrics with the meter. They are read from existing counters when they are collected, so a frame costs
 * nothing extra. When telemetry is off, the meter calls nothing. For commits see `commitDuration`.
 */
export function observe(meter: Meter, { rooms, refusals, traffic, lateMs, memoryBytes }: MetricSources): void {
  meter.createObservableUpDownCounter("drawbridge.rooms", about("{room}", "Boards that are live"))
    .addCallback((to) => to.observe(rooms.size));
  meter.createObservableUpDownCounter("drawbridge.sessions", about("{session}", "Connections to live boards"))
    .addCallback((to) => to.observe(rooms.sessions));
  meter.createObservableUpDownCounter("drawbridge.queued", about("By", "Sent and not yet taken by the peers"))
    .addCallback((to) => to.observe(rooms.queuedBytes));
  meter.createObservableGauge("drawbridge.save.lag", about("s", "Age of the oldest change that is not saved"))
    .addCallback((to) => to.observe(rooms.unsavedMs / 1_000));
  meter.createObservableCounter("drawbridge.frames", about("{frame}", "Messages"))
    .addCallback((to) => {
      to.observe(traffic.framesIn, IN);
      to.observe(traffic.framesOut, OUT);
    });
  meter.createObservableCounter("drawbridge.io", about("By", "Bytes of messages"))
    .addCallback((to) => {
      to.observe(traffic.bytesIn, IN);
      to.observe(traffic.bytesOut, OUT);
    });
  meter.createObservableCounter("drawbridge.refusals", about("{refusal}", "What was refused, by cause"))
    .addCallback((to) => refusals.counts.forEach((count, cause) => to.observe(count, { cause })));
  meter.createObservableGauge("drawbridge.loop.delay", about("s", "How late the event loop was at most"))
    .addCallback((to) => to.observe(lateMs() / 1_000));
  meter.createObservableGauge("process.memory.usage", about("By", "Memory of the process"))
    .addCallback((to) => to.observe(memoryBytes()));
}

function about(unit: string, description: string): MetricOptions {
  return { unit, description };
}

const IN = { direction: "in" };
const OUT = { direction: "out" };

/** Returns a function that records the duration of a commit in a histogram. */
export function commitDuration(meter: Meter): (seconds: number, outcome: Outcome) => void {
  const histogram = meter.createHistogram("drawbridge.commit.duration", {
    ...about("s", "Time until a commit of a board is durable"),
    advice: { explicitBucketBoundaries: COMMIT_BOUNDS },
  });
  return (seconds, outcome) => histogram.record(seconds, { outcome });
}
