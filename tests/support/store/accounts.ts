import type { Account } from "../../../server/accounts/account.ts";

/** An account without any way to sign in. */
export const ADA: Account = {
  id: "ada",
  name: "Ada",
  color: "green",
  created: 1,
  passkeys: [],
  identities: [],
  recoveryCodes: [],
};

/** The same account, which signs in at a provider. */
export const ADA_OF_PROVIDER: Account = { ...ADA, identities: [{ issuer: "i", subject: "1" }] };
