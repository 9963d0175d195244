import type { Database } from "../../../server/database/database.ts";
import type { Machine } from "../world/process.ts";

/** How the disk of the database behaves at the moment. */
export interface Disk {
  /** Typical time of an operation, ms. */
  readonly ms: number;
  /** Probability that an operation fails without effect, and that it fails although it took effect. */
  readonly failsBefore: number;
  readonly failsAfter: number;
}

export const FAST_DISK: Disk = { ms: 1, failsBefore: 0, failsAfter: 0 };

/** The database server: one machine, whose content survives everything. */
export class DatabaseServer {
  readonly machine: Machine;
  readonly content: Database;
  disk: Disk = FAST_DISK;
  isDown = false;
  /** True when it notifies processes, as PostgreSQL does. */
  readonly hasNotifications: boolean;
  /** Those who hear notifications. */
  readonly listeners = new Set<(text: string) => void>();
  /** When it last was disturbed, ms. */
  changedAt = 0;

  constructor(machine: Machine, content: Database, { hasNotifications }: { readonly hasNotifications: boolean }) {
    [this.machine, this.content, this.hasNotifications] = [machine, content, hasNotifications];
  }
}

export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}
