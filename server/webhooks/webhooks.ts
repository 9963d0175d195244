import type { Clock } from "../../board/clock.ts";
import type { Commit, Database } from "../database/database.ts";
import type { DomainEvent } from "../events/events.ts";
import type { LiveInstances } from "../instances/live_instances.ts";
import type { Log } from "../process/log.ts";
import { DeliveryQueue } from "./delivery_queue.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Expansion } from "./expansion.ts";
import { GuardedTarget } from "./guarded_target.ts";
import { OperatorTarget } from "./operator_target.ts";
import { Outbox } from "./outbox.ts";
import { OwnerWebhooks } from "./owner_webhooks.ts";
import { Presence } from "./presence.ts";
import { type OperatorWebhook, Receivers } from "./receivers.ts";
import { Registrations } from "./registrations.ts";
import type { Target } from "./target.ts";

export interface WebhooksConfig {
  /** Undefined: the operator has no webhook. */
  readonly operator?: OperatorWebhook | undefined;
  /** Whether owners of boards may register webhooks. */
  readonly owners: boolean;
}

export interface WebhooksOptions {
  readonly clock: Clock;
  /** ms since 1970. */
  readonly today?: (() => number) | undefined;
  readonly log: Log;
  /** The other instances that live. Default: there are none. */
  readonly live?: Pick<LiveInstances, "id" | "others" | "isBeating"> | undefined;
  /** How messages are sent. Default: an `OperatorTarget` and a `GuardedTarget`. */
  readonly targets?: { readonly operator?: Target; readonly owner?: Target } | undefined;
}

/** Tells others what happens on boards (Standard Webhooks). */
export class Webhooks {
  /** Undefined: owners may not register any. */
  readonly owners: OwnerWebhooks | undefined;
  readonly #outbox: Outbox;
  readonly #presence: Presence;
  readonly #dispatcher: Dispatcher;

  constructor(
    database: Database,
    { operator, owners }: WebhooksConfig,
    { clock, today = Date.now, log, live, ...options }: WebhooksOptions,
  ) {
    const instance = live?.id ?? crypto.randomUUID();
    const registrations = owners ? new Registrations(database, today) : undefined;
    // Until it hears of the others, all may live.
    const isAlive = (id: string) => live !== undefined && (!live.isBeating || live.others.has(id));
    const queue = new DeliveryQueue(database, { instance, isAlive, today });
    const targets = { operator: new OperatorTarget(), owner: new GuardedTarget(), ...options.targets };
    const receivers = new Receivers({ operator, registrations, targets, clock, today });
    const expansion = new Expansion(database, { operatorUrl: operator?.url, hasOwners: owners, today, log });
    const fill = async () => {
      await registrations?.refresh();
      return await expansion.run();
    };
    const dispatcher = this.#dispatcher = new Dispatcher({ queue, receivers, fill, clock, today, log });
    const isWanted = (board: string) => operator !== undefined || registrations!.mayHave(board);
    const outbox = this.#outbox = new Outbox(database, { isWanted, today, log, added: () => dispatcher.wake() });
    this.#presence = new Presence(database, { outbox, isWanted, clock, today, instance, isAlive });
    this.owners = registrations && new OwnerWebhooks(database, {
      registrations,
      queue,
      receivers,
      today,
      wake: () => dispatcher.wake(),
    });
  }

  /** For `LocalEvents`: adds events to the commit that causes them. */
  readonly add = (commit: Commit, caused: readonly DomainEvent[]): Promise<void> => this.#outbox.add(commit, caused);

  /** Hears every event of this process. */
  heard(event: DomainEvent): void {
    this.#outbox.committed(event);
    this.#presence.heard(event);
  }

  /** Begins to deliver. */
  start(): void {
    this.#presence.start();
    this.#dispatcher.wake();
  }

  /** Delivers what is due, and resolves when that has ended: for platforms whose instances sleep. */
  deliver(): Promise<void> {
    return this.#dispatcher.deliver();
  }

  /** Delivers nothing more. Events are still stored. Resolves when all attempts have ended, within about a second. */
  stop(): Promise<void> {
    return this.#dispatcher.stop();
  }

  /** Resolves when all events are stored. */
  flush(): Promise<void> {
    return this.#outbox.flush();
  }

  /** Cancels all timers. Safe to call twice. */
  close(): void {
    this.#presence.close();
  }
}
