import { base64url, cryptoRandomness, type Randomness } from "../../board/id.ts";
import { Commit, type Database, entries, type MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { Account, AccountId } from "./account.ts";
import { hashOf } from "./account_store.ts";

/** A browser that is signed in. Times are ms since 1970. */
export interface AccountSession {
  /** The hash of its token. */
  readonly id: string;
  readonly account: AccountId;
  readonly made: number;
  /** The last use, to the hour. */
  readonly seen: number;
  /** The user agent of the browser. */
  readonly device: string;
  /** The person that a trusted proxy named. The session is valid only in requests in which it names the same one. */
  readonly proxyUser?: string;
  /** Until when its person knows how the ways to sign in changed. */
  readonly knows?: number;
}

type SessionRecord = Omit<AccountSession, "id">;

export type NewSession = Pick<AccountSession, "device" | "proxyUser">;

/** A session that is not used ends after this, ms. */
export const SESSION_IDLE_MS = 30 * 86_400_000;
/** Every session ends after this, ms. */
export const SESSION_MS = 90 * 86_400_000;
/** Writing the last use with every request would cost a commit each, ms. */
const SEEN_MS = 3_600_000;
/** Sessions of one account; one more ends the oldest. */
export const SESSIONS_MAX = 50;

/**
 * Sessions of accounts. `account_sessions` has each by the hash of its token, which itself is not stored, and
 * `sessions_of` lists those of an account. A session ends with its account.
 */
export class AccountSessions {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #random: Randomness;

  constructor(
    database: Database,
    { now = Date.now, random = cryptoRandomness }: { now?: () => number; random?: Randomness } = {},
  ) {
    this.#database = database;
    this.#now = now;
    this.#random = random;
  }

  /** @returns the token of 256 random bits; undefined when the account does not exist */
  async create(account: AccountId, made: NewSession): Promise<string | undefined> {
    const token = base64url(this.#random(new Uint8Array(32)));
    const id = hashOf(token), now = this.#now();
    const record: SessionRecord = { ...made, account, made: now, seen: now };
    for (;;) {
      const owner = await this.#database.get(KEY.account(account));
      if (owner.value === null) return undefined;
      const commit = new Commit().check(owner);
      const others = (await this.list(account)).sort((a, b) => b.seen - a.seen);
      for (const oldest of others.slice(SESSIONS_MAX - 1)) this.#end(commit, oldest);
      this.#put(commit, id, record);
      if (await this.#database.commit(commit) !== undefined) return token;
    }
  }

  /** The session of a token and its account; undefined when it has ended. Notes that it was used. */
  async find(token: string): Promise<{ session: AccountSession; account: Account } | undefined> {
    const id = hashOf(token);
    const entry = await this.#database.get<SessionRecord>(KEY.accountSession(id));
    if (!this.#isValid(entry)) return undefined;
    const account = await this.#database.get<Account>(KEY.account(entry.value.account));
    if (account.value === null) return undefined;
    await this.#noteUse(id, entry);
    return { session: { id, ...entry.value }, account: account.value };
  }

  /** Its person has read how the ways to sign in changed. */
  async noteKnown(id: string): Promise<void> {
    const entry = await this.#database.get<SessionRecord>(KEY.accountSession(id));
    if (!this.#isValid(entry)) return;
    const commit = new Commit().check(entry);
    this.#put(commit, id, { ...entry.value, knows: this.#now() });
    if (await this.#database.commit(commit) === undefined) await this.noteKnown(id);
  }

  /** The sessions of an account, without those that have ended. */
  async list(account: AccountId): Promise<AccountSession[]> {
    const sessions: AccountSession[] = [];
    for await (const { key } of entries(this.#database, { prefix: KEY.sessionsOf(account) })) {
      const id = key.at(-1) as string;
      const entry = await this.#database.get<SessionRecord>(KEY.accountSession(id));
      if (this.#isValid(entry)) sessions.push({ id, ...entry.value });
    }
    return sessions;
  }

  /** @returns false when the account has no such session */
  async end(account: AccountId, id: string): Promise<boolean> {
    const { value } = await this.#database.get<SessionRecord>(KEY.accountSession(id));
    if (value?.account !== account) return false;
    const commit = new Commit();
    this.#end(commit, { id, account });
    await this.#database.commit(commit);
    return true;
  }

  /** Ends all sessions of an account, also of one that was deleted. */
  async endAll(account: AccountId): Promise<void> {
    for await (const { key } of entries(this.#database, { prefix: KEY.sessionsOf(account) })) {
      const commit = new Commit();
      this.#end(commit, { id: key.at(-1) as string, account });
      await this.#database.commit(commit);
    }
  }

  #isValid(entry: MaybeEntry<SessionRecord>): entry is MaybeEntry<SessionRecord> & { value: SessionRecord } {
    return entry.value !== null && this.#leftMs(entry.value) > 0;
  }

  async #noteUse(id: string, entry: MaybeEntry<SessionRecord> & { value: SessionRecord }): Promise<void> {
    const now = this.#now();
    if (now - entry.value.seen < SEEN_MS) return;
    // The check keeps a session ended that ends meanwhile.
    const commit = new Commit().check(entry);
    this.#put(commit, id, { ...entry.value, seen: now });
    await this.#database.commit(commit);
  }

  #put(commit: Commit, id: string, record: SessionRecord): void {
    const kept = { expireIn: Math.max(1, this.#leftMs(record)) };
    commit.set(KEY.accountSession(id), record, kept).set(KEY.sessionOf(record.account, id), true, kept);
  }

  #end(commit: Commit, { id, account }: Pick<AccountSession, "id" | "account">): void {
    commit.delete(KEY.accountSession(id)).delete(KEY.sessionOf(account, id));
  }

  #leftMs({ made, seen }: SessionRecord): number {
    return Math.min(seen + SESSION_IDLE_MS, made + SESSION_MS) - this.#now();
  }
}
