import { Buffer } from "node:buffer";
import type { Clock } from "../../board/clock.ts";
import type { Listening, Notifications } from "../database/database.ts";
import type { LiveInstances } from "../instances/live_instances.ts";
import type { Log } from "../process/log.ts";
import { encodeNotice } from "./notice.ts";
import type { NoticeListener, Notices } from "./notices.ts";

/** While LISTEN stands, an instance hears its own notices within this time, or it hears nothing, ms. */
const ECHO_MS = 2_000;

const HINT =
  "PostgreSQL accepts LISTEN and delivers nothing, as behind a pooler. Live ink, presence and changes from " +
  "other instances are slower (0.5 s). Name the address of PostgreSQL itself in DATABASE_URL of all instances";

export interface PgNoticesOptions {
  /** Carries notices where PostgreSQL does not deliver notifications. */
  readonly fallback: Notices;
  readonly live: LiveInstances;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Notices as notifications of PostgreSQL, at most one per instance and tick: each notification takes a lock of the whole
 * server. An instance also hears its own notices, so it notices when it is deaf: at the first time it uses the fallback
 * from then on, later it connects again.
 */
export class PgNotices implements Notices {
  /** A notification has less than 8,000 bytes of text: base64 of this. */
  readonly bytesMax = 5_900;
  readonly #notifications: Notifications;
  readonly #options: PgNoticesOptions;
  /** Own notices that were sent while LISTEN stood, and were not heard yet. */
  readonly #unheard = new Set<string>();
  #listener: NoticeListener | undefined;
  #listening: Listening | undefined;
  #hasHeard = false;
  #isDeaf = false;
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(notifications: Notifications, options: PgNoticesOptions) {
    [this.#notifications, this.#options] = [notifications, options];
  }

  get intervalMs(): number {
    return this.#isDeaf ? this.#options.fallback.intervalMs : 25;
  }

  listen(listener: NoticeListener): void {
    this.#listener = listener;
    this.#listening = this.#notifications.listen({
      hear: (text) => this.#hear(text),
      listening: () => this.#examine(),
    });
  }

  async send(notice: Uint8Array): Promise<void> {
    if (this.#isDeaf) return await this.#options.fallback.send(notice);
    const text = Buffer.from(notice).toString("base64");
    if (this.#listening?.isListening) this.#unheard.add(text);
    try {
      await this.#notifications.notify(text);
    } catch (error) {
      this.#unheard.delete(text);
      throw error;
    }
    // The notice may have been heard before the database answered.
    if (this.#isClosed || !this.#unheard.has(text)) return;
    this.#cancel ??= this.#options.clock.after(ECHO_MS, () => this.#late());
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#listening?.close();
    this.#options.fallback.close();
  }

  /** Sends an empty notice, because it is not known whether anything is heard. Earlier ones were not meant for this. */
  #examine(): void {
    this.#forget();
    this.#listener?.gap();
    this.send(encodeNotice(this.#options.live.id, [])).catch(() => {
      // The database failed. It is examined with the next notice.
    });
  }

  #hear(text: string): void {
    if (!this.#unheard.delete(text)) return this.#listener?.notice(Buffer.from(text, "base64"));
    this.#hasHeard = true;
    if (this.#unheard.size === 0) this.#forget();
  }

  #forget(): void {
    this.#unheard.clear();
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #late(): void {
    this.#forget();
    if (this.#isClosed || this.#isDeaf || !this.#listening?.isListening) return;
    if (this.#hasHeard) return this.#listening.restart();
    this.#isDeaf = true;
    this.#listening.close();
    this.#options.log("warn", "no notifications", { hint: HINT });
    this.#options.fallback.listen(this.#listener!);
    this.#listener?.gap();
  }
}
