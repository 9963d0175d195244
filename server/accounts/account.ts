import type { Color } from "../../board/palette.ts";

export type AccountId = string;

/** What a person may have and no board requires. Times are ms since 1970. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly color: Color;
  readonly created: number;
  readonly passkeys: readonly Passkey[];
  readonly identities: readonly Identity[];
  /** The hashes of the recovery codes that are not used yet. */
  readonly recoveryCodes: readonly string[];
  /** How the directory of a provider names the person: a user name, and a mail address that it has verified. */
  readonly directoryNames?: readonly string[];
}

/** A public key that a device of the person signs with. */
export interface Passkey {
  /** The id of the credential, base64url. */
  readonly id: string;
  /** The public key as COSE, base64url. */
  readonly publicKey: string;
  /** What the authenticator last counted; 0 when it does not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** Chosen by the person. */
  readonly name: string;
  readonly created: number;
  readonly used?: number;
}

/** Who a provider says that the person is. An issuer never gives a subject to another person. */
export interface Identity {
  /** The URL of an OpenID provider, or the name of the trusted header. */
  readonly issuer: string;
  readonly subject: string;
}

/** Identities that a trusted proxy vouches for have an issuer that begins like this. */
const HEADER = "header:";

export function headerIssuer(header: string): string {
  return `${HEADER}${header}`;
}

/** The names by which owners of boards can invite the person. */
export function invitedAs({ identities, directoryNames = [] }: Account): string[] {
  const users = identities.filter(({ issuer }) => issuer.startsWith(HEADER)).map(({ subject }) => subject);
  return [...users, ...directoryNames];
}

/** Passkeys of one account. More would not be readable in a list. */
export const PASSKEYS_MAX = 20;

/** Whether the person can sign in without a recovery code. */
export function hasWayIn({ passkeys, identities }: Pick<Account, "passkeys" | "identities">): boolean {
  return passkeys.length + identities.length > 0;
}
