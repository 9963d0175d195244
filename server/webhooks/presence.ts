import type { Clock } from "../../board/clock.ts";
import type { WebhookType } from "../../board/wire/webhook_types.ts";
import { Commit, type Database, entries } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { DomainEvent } from "../events/events.ts";
import type { Outbox } from "./outbox.ts";
import type { EventData } from "./webhook_event.ts";

/** A board without people counts as vacated after this, ms: people reload pages and change networks. */
export const VACATED_MS = 30_000;

interface Here {
  people: number;
  /** Whether the database knows of it. */
  isEntered?: boolean;
  cancel?: (() => void) | undefined;
}

export interface PresenceOptions {
  readonly outbox: Outbox;
  /** Whether anybody wants the events of this board. */
  readonly isWanted: (board: string) => boolean;
  readonly clock: Clock;
  readonly today: () => number;
  /** Identifies this process. */
  readonly instance: string;
  /** Whether another instance lives. */
  readonly isAlive: (instance: string) => boolean;
}

/**
 * Turns arrivals and departures into events. `webhook_presence` has the instances that have people on a board, so that
 * it is occupied once, and vacated when the last of them is. Instances that were killed are left out.
 */
export class Presence {
  readonly #database: Database;
  readonly #options: PresenceOptions;
  readonly #boards = new Map<string, Here>();
  #cancelSweep: (() => void) | undefined;

  constructor(database: Database, options: PresenceOptions) {
    [this.#database, this.#options] = [database, options];
  }

  /** Looks for boards of instances that were killed, now and then. */
  start(): void {
    this.#cancelSweep = this.#options.clock.after(VACATED_MS, () => {
      this.#options.outbox.after(() => this.#sweep());
      this.start();
    });
  }

  heard(event: DomainEvent): void {
    if (event.type !== "person joined" && event.type !== "person left") return;
    const { board, link } = event;
    const here = this.#boards.get(board) ?? { people: 0 };
    this.#boards.set(board, here);
    here.people += event.type === "person joined" ? 1 : -1;
    here.cancel?.();
    here.cancel = undefined;
    if (here.people > 0 && !here.isEntered && this.#options.isWanted(board)) this.#enter(board, here);
    const data = { ...(link !== undefined && { link }), people: here.people };
    this.#write(event.type === "person joined" ? "person.joined" : "person.left", board, data);
    if (here.people > 0) return;
    here.cancel = this.#options.clock.after(VACATED_MS, () => {
      this.#boards.delete(board);
      if (here.isEntered) this.#options.outbox.after(() => this.#leave(board));
    });
  }

  /** Cancels all timers. Safe to call twice. */
  close(): void {
    this.#cancelSweep?.();
    for (const { cancel } of this.#boards.values()) cancel?.();
  }

  #write(type: WebhookType, board: string, data: EventData): void {
    this.#options.outbox.write({ type, board, at: this.#options.today(), data });
  }

  #enter(board: string, here: Here): void {
    here.isEntered = true;
    const { outbox, today, instance } = this.#options;
    const at = today();
    const key = outbox.key(at);
    outbox.after(async () => {
      await this.#change(board, (before) => {
        if (before.length === 0) return { after: [instance], told: "board.occupied" };
        return { after: [...before.filter((id) => this.#isAlive(id)), instance] };
      }, { at, key });
    });
  }

  async #leave(board: string): Promise<void> {
    // Somebody came while this waited for its turn.
    if (this.#boards.has(board)) return;
    await this.#change(board, (before) => {
      const after = before.filter((id) => id !== this.#options.instance && this.#isAlive(id));
      return { after, ...(before.length > 0 && after.length === 0 && { told: "board.vacated" as const }) };
    }, {});
  }

  async #sweep(): Promise<void> {
    for await (const { key, value } of entries<string[]>(this.#database, { prefix: KEY.webhookPresences() })) {
      const board = String(key[1]);
      if (!this.#boards.has(board) && !value.some((id) => this.#isAlive(id))) await this.#leave(board);
    }
  }

  #isAlive(id: string): boolean {
    return id === this.#options.instance ? false : this.#options.isAlive(id);
  }

  async #change(
    board: string,
    plan: (before: readonly string[]) => { after: readonly string[]; told?: WebhookType },
    { at = this.#options.today(), key = this.#options.outbox.key(at) }: { at?: number; key?: [number, string] },
  ): Promise<void> {
    for (;;) {
      const entry = await this.#database.get<string[]>(KEY.webhookPresence(board));
      const { after, told } = plan(entry.value ?? []);
      const commit = new Commit().check(entry);
      if (after.length > 0) commit.set(entry.key, after);
      else commit.delete(entry.key);
      if (told) commit.set(KEY.webhookEvent(...key), { type: told, board, at, data: {} });
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }
}
