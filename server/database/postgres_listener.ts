import type { Sql } from "postgres";
import type { Clock } from "../../board/clock.ts";
import type { Listening, NotificationListener } from "./database.ts";

/** Time from the loss of a connection to the next attempt, ms. */
const RETRY_MS = 1_000;
/** A connection that does not listen after this is replaced, ms. */
const PATIENCE_MS = 10_000;

/** A connection that is not closed after this when nobody listens any more is cut off, s. */
const CLOSE_S = 1;

/** The channel of all instances that use the same table: notifications reach all schemas of a database. */
export const CHANNEL = "'drawbridge_' || md5(current_schema())";

/** Opens a connection of its own. */
type Connect = (
  on: { readonly onnotify: (channel: string, text: string) => void; readonly onclose: () => void },
) => Sql;

/** Listens for notifications on its own connection. Reconnects when the connection is lost. */
export class PostgresListener implements Listening {
  readonly #connect: Connect;
  readonly #clock: Clock;
  readonly #listener: NotificationListener;
  #sql: Sql | undefined;
  #cancel = () => {};
  #isListening = false;
  #isClosed = false;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(connect: Connect, listener: NotificationListener, { clock }: { readonly clock: Clock }) {
    [this.#connect, this.#listener, this.#clock] = [connect, listener, clock];
    void this.#start();
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  restart(): void {
    if (this.#sql !== undefined) this.#lost(this.#sql);
  }

  close(): void {
    this.#isClosed = true;
    this.restart();
    this.#cancel();
  }

  /** After `close`: resolves when no connection is left. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }

  async #start(): Promise<void> {
    const sql: Sql = this.#sql = this.#connect({
      onnotify: (_channel, text) => void (this.#sql === sql && this.#listener.hear(text)),
      onclose: () => this.#lost(sql),
    });
    this.#cancel = this.#clock.after(PATIENCE_MS, () => this.#lost(sql));
    try {
      const [{ channel }] = await sql.unsafe(`select ${CHANNEL} as channel`);
      await sql.unsafe(`listen "${channel}"`);
      if (this.#sql !== sql) return;
      this.#cancel();
      this.#isListening = true;
      this.#listener.listening();
    } catch {
      this.#lost(sql);
    }
  }

  #lost(sql: Sql): void {
    if (this.#sql !== sql) return;
    this.#sql = undefined;
    this.#isListening = false;
    this.#cancel();
    // Only with a time limit does the client wait until the connection is closed. One that was lost may hang.
    const ended = sql.end({ timeout: this.#isClosed ? CLOSE_S : 0 }).catch(() => {});
    this.#ended = Promise.all([this.#ended, ended]);
    if (!this.#isClosed) this.#cancel = this.#clock.after(RETRY_MS, () => void this.#start());
  }
}
