import type { Commit, Database, Version } from "../database/database.ts";
import type { Log } from "../process/log.ts";
import type { DomainEvent, Events } from "./events.ts";

/** Must be quick and must not wait: the publisher waits for it. */
export type Subscriber = (event: DomainEvent) => void;

export interface LocalEventsOptions {
  readonly log?: Log;
  /** Adds mutations to the commit that causes the events, so that a crash cannot separate them. Default: none. */
  readonly outbox?: ((commit: Commit, caused: readonly DomainEvent[]) => void | Promise<void>) | undefined;
}

/**
 * Hands events to the subscribers in this process. If the answer of a commit is lost, its events are not published,
 * even if the commit took effect; only an outbox has them then.
 */
export class LocalEvents implements Events {
  readonly #options: LocalEventsOptions;
  readonly #subscribers = new Set<Subscriber>();

  constructor(options: LocalEventsOptions = {}) {
    this.#options = options;
  }

  /** @returns ends the subscription; safe to call twice */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  async commit(database: Database, commit: Commit, caused: readonly DomainEvent[]): Promise<Version | undefined> {
    if (this.#options.outbox) await this.#options.outbox(commit, caused);
    const version = await database.commit(commit);
    if (version !== undefined) { for (const event of caused) this.publish(event); }
    return version;
  }

  publish(event: DomainEvent): void {
    for (const subscriber of this.#subscribers) {
      try {
        subscriber(event);
      } catch (error) {
        this.#options.log?.("error", "subscriber failed", { type: event.type, error });
      }
    }
  }
}
