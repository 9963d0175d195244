import type { Database } from "../database/database.ts";
import { AccountSessions } from "./account_sessions.ts";
import { AccountStore } from "./account_store.ts";
import { Passkeys } from "./passkeys.ts";
import { RecoveryCodes } from "./recovery_codes.ts";
import { SignInAttempts } from "./sign_in_attempts.ts";

/** Accounts, their sessions and the ways to sign in. */
export interface Accounts {
  readonly accounts: AccountStore;
  readonly sessions: AccountSessions;
  readonly attempts: SignInAttempts;
  readonly passkeys: Passkeys;
  readonly codes: RecoveryCodes;
}

/** @param now ms since 1970 */
export function accountsIn(database: Database, { now = Date.now }: { now?: () => number } = {}): Accounts {
  const accounts = new AccountStore(database);
  const attempts = new SignInAttempts(database, { now });
  return {
    accounts,
    attempts,
    sessions: new AccountSessions(database, { now }),
    passkeys: new Passkeys({ accounts, attempts, now }),
    codes: new RecoveryCodes(accounts),
  };
}
