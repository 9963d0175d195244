import type { Clock } from "../../board/clock.ts";
import type { Bus } from "../bus/bus.ts";
import type { Database } from "../database/database.ts";
import { InstanceClient } from "../http/instance_client.ts";
import { InstanceSignature } from "../http/instance_signature.ts";
import type { InstanceConfig } from "../process/config.ts";
import type { Log } from "../process/log.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import { BoardLeases } from "./board_leases.ts";
import { publishHeads } from "./publish_heads.ts";

export interface InstancesOptions {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly rooms: () => Pick<RoomRegistry, "boards" | "closeSessions">;
}

/** What this instance needs of the others that use the same database. */
export class Instances {
  readonly signature: InstanceSignature;
  readonly client: InstanceClient;
  readonly leases: BoardLeases;

  constructor({ address, secret }: InstanceConfig, database: Database, options: InstancesOptions) {
    const { bus, clock, log, rooms } = options;
    const signature = this.signature = new InstanceSignature(secret);
    const client = this.client = new InstanceClient({ signature, clock });
    this.leases = new BoardLeases(database, {
      address,
      clock,
      log,
      loaded: () => rooms().boards,
      isReachable: (other) => client.isReachable(other),
      onLost: (board) => rooms().closeSessions("another instance serves this board", board),
      onBeat: () => publishHeads(database, [...rooms().boards], bus),
    });
  }
}
