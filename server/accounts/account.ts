import type { Color } from "../../board/palette.ts";

export type AccountId = string;

/** What a person may have and no board requires. Times are ms since 1970. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly color: Color;
  readonly created: number;
  /** The token of the picture, for `AccountPictures`. */
  readonly picture?: string;
  readonly passkeys: readonly Passkey[];
  readonly identities: readonly Identity[];
  /** The hashes of the recovery codes that are not used yet. */
  readonly recoveryCodes: readonly string[];
  /** How the directory of a provider names the person: a user name, and a mail address that it has verified. */
  readonly directoryNames?: readonly string[];
  /** How the ways to sign in changed, the newest last. */
  readonly changes?: readonly WayChange[];
}

/** A change of the ways to sign in, of which the other sessions of the account are told. */
export interface WayChange {
  readonly kind: "passkeyAdded" | "passkeyRemoved" | "codesMade" | "codeUsed";
  readonly at: number;
  /** The session that did it; undefined for a code, which makes a session. */
  readonly by?: string;
}

/** Changes that are kept. */
const CHANGES_MAX = 20;

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

/** The account with what changed in its ways to sign in. */
export function withChanges(before: Account, after: Account, { at, by }: Pick<WayChange, "at" | "by">): Account {
  const ids = ({ passkeys }: Account) => new Set(passkeys.map(({ id }) => id));
  const codes = ({ recoveryCodes }: Account) => new Set(recoveryCodes);
  const isMore = (more: Set<string>, less: Set<string>) => !more.isSubsetOf(less);
  const areNew = isMore(codes(after), codes(before));
  const kinds: WayChange["kind"][] = [
    ...(isMore(ids(after), ids(before)) ? ["passkeyAdded"] as const : []),
    ...(isMore(ids(before), ids(after)) ? ["passkeyRemoved"] as const : []),
    ...(areNew ? ["codesMade"] as const : isMore(codes(before), codes(after)) ? ["codeUsed"] as const : []),
  ];
  if (kinds.length === 0) return after;
  const made = kinds.map((kind): WayChange => ({ kind, at, ...(by !== undefined && { by }) }));
  return { ...after, changes: [...before.changes ?? [], ...made].slice(-CHANGES_MAX) };
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
