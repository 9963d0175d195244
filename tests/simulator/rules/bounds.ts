import { QUEUE_HARD_BYTES } from "../../../board/limits.ts";
import type { Situation } from "../situation.ts";

/** Timers of an instance that nobody uses, such as heartbeats, and of one session or request. */
const TIMERS_ALONE_MAX = 20;
const TIMERS_EACH_MAX = 20;

/** Queues and timers stay bounded. */
export function bounded({ cluster, people }: Situation): string | undefined {
  for (const { server, machine, process } of cluster.instances) {
    if (server === undefined) continue;
    const { sessions, queuedBytes } = server.rooms;
    const timers = TIMERS_ALONE_MAX + TIMERS_EACH_MAX * (sessions + people.length);
    if (process!.timers > timers) return `${machine.name} has ${process!.timers} timers`;
    if (queuedBytes > QUEUE_HARD_BYTES * sessions) return `${machine.name} has ${queuedBytes} bytes queued`;
  }
  return undefined;
}

/** When everybody has left, nothing is left of them. */
export function nothingLeft({ cluster }: Situation): string | undefined {
  for (const { server, machine, process } of cluster.instances) {
    if (server === undefined) continue;
    const { sessions, size } = server.rooms;
    if (sessions > 0) return `${machine.name} has ${sessions} sessions`;
    if (size > 0) return `${machine.name} has ${size} boards loaded`;
    if (process!.timers > TIMERS_ALONE_MAX) return `${machine.name} has ${process!.timers} timers`;
  }
  return undefined;
}
