import { createHash } from "node:crypto";
import { Commit, type Database, entries, type Key } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { type Account, type AccountId, type Identity, withChanges } from "./account.ts";

/** What an account is found by: each key has the id of the account as its value. */
function indexKeys({ passkeys, identities, recoveryCodes }: Account): Map<string, Key> {
  const keys = [
    ...passkeys.map(({ id }) => KEY.passkey(id)),
    ...identities.map(identityKey),
    ...recoveryCodes.map(KEY.recoveryCode),
  ];
  return new Map(keys.map((key) => [key.join("/"), key]));
}

/**
 * Accounts. `accounts` has each as an `Account`. `passkeys`, `identities` and `recovery_codes` have the id of the
 * account that they belong to, and are written in the same commit as the account.
 */
export class AccountStore {
  readonly #database: Database;
  readonly #now: () => number;

  /** @param options.now ms since 1970 */
  constructor(database: Database, { now = Date.now }: { readonly now?: () => number } = {}) {
    [this.#database, this.#now] = [database, now];
  }

  async find(id: AccountId): Promise<Account | undefined> {
    return (await this.#database.get<Account>(KEY.account(id))).value ?? undefined;
  }

  ofPasskey(credential: string): Promise<Account | undefined> {
    return this.#indexed(KEY.passkey(credential));
  }

  ofIdentity(identity: Identity): Promise<Account | undefined> {
    return this.#indexed(identityKey(identity));
  }

  /** @param hash as `hashOf` makes it */
  ofRecoveryCode(hash: string): Promise<Account | undefined> {
    return this.#indexed(KEY.recoveryCode(hash));
  }

  /** @returns false when the account exists, or what it is found by belongs to another one */
  async create(account: Account): Promise<boolean> {
    const commit = new Commit().check({ key: KEY.account(account.id), version: null });
    this.#put(commit, account);
    return await this.#database.commit(commit) !== undefined;
  }

  /**
   * Changes an account in one commit, and calls `plan` again after a conflict. Notes how the ways to sign in change.
   *
   * @param options.by the session that does it
   * @param plan returns the changed account, or undefined to leave it
   * @returns the account as it is stored now; undefined when there is none or `plan` left it
   */
  async change(
    id: AccountId,
    plan: (account: Account) => Account | undefined,
    { by }: { readonly by?: string | undefined } = {},
  ): Promise<Account | undefined> {
    for (;;) {
      const entry = await this.#database.get<Account>(KEY.account(id));
      const planned = entry.value === null ? undefined : plan(entry.value);
      if (planned === undefined) return undefined;
      const next = withChanges(entry.value!, planned, { at: this.#now(), by });
      const commit = new Commit().check(entry);
      const added = this.#put(commit, next, entry.value!);
      if (await this.#database.commit(commit) !== undefined) return next;
      if (await this.#isTaken(added)) return undefined;
    }
  }

  /** All accounts. */
  async *all(): AsyncGenerator<Account> {
    for await (const { value } of entries<Account>(this.#database, { prefix: KEY.accounts() })) yield value;
  }

  /** Whether something that the account is found by belongs to another one. */
  async isForeign(account: Account): Promise<boolean> {
    for (const key of indexKeys(account).values()) {
      const { value } = await this.#database.get<AccountId>(key);
      if (value !== null && value !== account.id) return true;
    }
    return false;
  }

  /**
   * Creates or replaces an account.
   *
   * @throws when something that it is found by belongs to another one
   */
  async put(account: Account): Promise<void> {
    for (;;) {
      const entry = await this.#database.get<Account>(KEY.account(account.id));
      const commit = new Commit().check(entry);
      this.#put(commit, account, entry.value ?? undefined);
      if (await this.#database.commit(commit) !== undefined) return;
      if (await this.isForeign(account)) throw new Error(`Cannot store account as its passkey is taken: ${account.id}`);
    }
  }

  /** Deletes an account with everything that it is found by. Its sessions end with it. */
  async delete(id: AccountId): Promise<void> {
    for (;;) {
      const entry = await this.#database.get<Account>(KEY.account(id));
      if (entry.value === null) return;
      const commit = new Commit().check(entry).delete(entry.key);
      for (const key of indexKeys(entry.value).values()) commit.delete(key);
      if (entry.value.picture) commit.delete(KEY.accountPicture(entry.value.picture));
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  async #indexed(key: Key): Promise<Account | undefined> {
    const { value } = await this.#database.get<AccountId>(key);
    return value === null ? undefined : await this.find(value);
  }

  /** @returns the new keys that the account is found by */
  #put(commit: Commit, account: Account, before?: Account): Key[] {
    commit.set(KEY.account(account.id), account);
    const [now, then] = [indexKeys(account), before ? indexKeys(before) : new Map<string, Key>()];
    for (const [name, key] of then) if (!now.has(name)) commit.delete(key);
    if (before?.picture && before.picture !== account.picture) commit.delete(KEY.accountPicture(before.picture));
    const added = [...now].filter(([name]) => !then.has(name)).map(([, key]) => key);
    for (const key of added) commit.check({ key, version: null }).set(key, account.id);
    return added;
  }

  async #isTaken(keys: readonly Key[]): Promise<boolean> {
    for (const key of keys) if ((await this.#database.get(key)).value !== null) return true;
    return false;
  }
}

/** The hash under which a secret is stored. The secret must have at least 112 random bits: it is not salted. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Both parts come from outside and may be long, so that the key has a hash of them. */
function identityKey({ issuer, subject }: Identity): Key {
  return KEY.identity(hashOf(JSON.stringify([issuer, subject])));
}
