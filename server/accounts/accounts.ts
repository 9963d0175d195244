import type { Database } from "../database/database.ts";
import { AccountPictures } from "./account_pictures.ts";
import { AccountSessions } from "./account_sessions.ts";
import { AccountStore } from "./account_store.ts";
import { Passkeys } from "./passkeys.ts";
import { type Provider, Providers } from "./providers.ts";
import { RecoveryCodes } from "./recovery_codes.ts";
import { SignInAttempts } from "./sign_in_attempts.ts";

/** Accounts, their sessions and the ways to sign in. */
export interface Accounts {
  readonly accounts: AccountStore;
  readonly pictures: AccountPictures;
  readonly sessions: AccountSessions;
  readonly attempts: SignInAttempts;
  readonly passkeys: Passkeys;
  readonly providers: Providers;
  readonly codes: RecoveryCodes;
}

export interface AccountsOptions {
  readonly providers?: readonly Provider[];
  /** True when a trusted proxy names people. */
  readonly hasProxyUsers?: boolean;
  /** Ms since 1970. */
  readonly now?: () => number;
}

export function accountsIn(
  database: Database,
  { providers = [], hasProxyUsers = false, now = Date.now }: AccountsOptions = {},
): Accounts {
  const accounts = new AccountStore(database, { now });
  const attempts = new SignInAttempts(database, { now });
  return {
    accounts,
    attempts,
    pictures: new AccountPictures(database),
    sessions: new AccountSessions(database, { now }),
    passkeys: new Passkeys({ accounts, attempts, now }),
    providers: new Providers({ providers, accounts, attempts, hasOtherDirectory: hasProxyUsers, now }),
    codes: new RecoveryCodes(accounts),
  };
}
