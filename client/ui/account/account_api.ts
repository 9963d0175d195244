import { readName } from "../../../board/name.ts";
import { type Color, isColor } from "../../../board/palette.ts";

/** The ways to sign in at this server, and the person's account if there is one. */
export interface AccountView {
  readonly signIn: "off" | "optional" | "required-to-create";
  readonly canSignIn: boolean;
  /** Why passkeys do not work at this address. */
  readonly passkeys: { readonly problem?: "notSecure" | "ipAddress" | "otherAddress" };
  readonly publicOrigin?: string;
  /** Other servers where people may sign in. */
  readonly providers?: readonly { readonly id: string; readonly name: string }[];
  /** The person that a proxy names. */
  readonly proxyUser?: string;
  readonly account?: Account;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly color: Color;
  /** The token of the picture. */
  readonly picture?: string;
  readonly passkeys: readonly Passkey[];
  /** The number of unused ones. */
  readonly recoveryCodes: number;
  /** How other sessions changed the ways to sign in since this one knows them. */
  readonly changes?: readonly WayChange[];
}

export interface WayChange {
  readonly kind: "passkeyAdded" | "passkeyRemoved" | "codesMade" | "codeUsed";
  readonly at: number;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly used?: number;
}

export interface Session {
  readonly id: string;
  readonly seen: number;
  readonly device: string;
  readonly isThis: boolean;
}

const PATH = "/api/account";

/** The response of the server; undefined when it cannot be reached. */
export async function ask(
  path: string,
  method: "GET" | "POST" | "PATCH" | "DELETE" = "GET",
  body?: object,
  request: typeof fetch = fetch,
): Promise<Response | undefined> {
  try {
    return await request(PATH + path, { method, ...(body && { body: JSON.stringify(body) }) });
  } catch {
    return undefined;
  }
}

/** @returns undefined when the server cannot be reached or answers nonsense */
export async function readAccount(request: typeof fetch = fetch): Promise<AccountView | undefined> {
  const response = await ask("", "GET", undefined, request);
  const view = response?.ok ? await response.json().catch(() => undefined) : undefined;
  if (typeof view?.signIn !== "string") return undefined;
  const { account } = view;
  return {
    ...view,
    account: account && isColor(account.color) ? { ...account, name: readName(account.name) } : undefined,
  };
}
