import type { Clock } from "../../board/clock.ts";
import type { Database } from "../database/database.ts";
import { InstanceClient } from "../http/instance_client.ts";
import { InstanceSignature } from "../http/instance_signature.ts";
import type { Log } from "../process/log.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import { BoardLeases } from "./board_leases.ts";
import type { LiveInstances } from "./live_instances.ts";

export interface InstancesOptions {
  readonly live: LiveInstances;
  /** Known to all instances and nobody else. */
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly rooms: () => Pick<RoomRegistry, "boards" | "closeSessions">;
}

/** What this instance needs to pass connections on to the other instances that use the same database. */
export class Instances {
  readonly signature: InstanceSignature;
  readonly client: InstanceClient;
  readonly leases: BoardLeases;

  constructor(database: Database, { live, secret, clock, log, rooms }: InstancesOptions) {
    const signature = this.signature = new InstanceSignature(secret);
    const client = this.client = new InstanceClient({ signature, clock });
    this.leases = new BoardLeases(database, {
      live,
      clock,
      log,
      loaded: () => rooms().boards,
      isReachable: (other) => client.isReachable(other),
      onLost: (board) => rooms().closeSessions("another instance serves this board", board),
    });
  }
}
