import type { Clock } from "../../board/clock.ts";
import type { Database } from "../database/database.ts";
import type { LiveInstances } from "../instances/live_instances.ts";
import type { Log } from "../process/log.ts";
import { InstanceBus } from "./instance_bus.ts";
import { PgNotices } from "./pg_notices.ts";
import { StoredNotices } from "./stored_notices.ts";

export interface OpenBusOptions {
  readonly live: LiveInstances;
  readonly clock: Clock;
  readonly log: Log;
}

/** The bus between all instances on this database: by its notifications, or by its keys where it has none. */
export function openBus(database: Database, { live, clock, log }: OpenBusOptions): InstanceBus {
  const stored = new StoredNotices(database, { live, clock });
  const { notifications } = database;
  const notices = notifications ? new PgNotices(notifications, { fallback: stored, live, clock, log }) : stored;
  return new InstanceBus({ live, notices, database, clock, log });
}
