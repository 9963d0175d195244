import { encodeHex } from "../../board/bytes/hex.ts";

/** Under whom a request talks. */
export interface TalkAuthors {
  /** Empty without a key and an account: nobody may change what was said so. */
  readonly author: string;
  /** Under whom the same device talked before it signed in. */
  readonly formerly: readonly string[];
}

/**
 * The authors of a device and of an account on one board. They do not show the key or the account, nor that two boards
 * have the same author. Who is signed in is the same author on all devices.
 */
export async function authorsOf(
  board: string,
  { key, account }: { readonly key: string | undefined; readonly account: string | undefined },
): Promise<TalkAuthors> {
  const ofKey = key === undefined ? [] : [await authorOf(board, key)];
  if (account === undefined) return { author: ofKey[0] ?? "", formerly: [] };
  // No key has a colon.
  return { author: await authorOf(board, `account:${account}`), formerly: ofKey };
}

async function authorOf(board: string, secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`talk ${board} ${secret}`));
  return encodeHex(new Uint8Array(digest, 0, 16));
}
