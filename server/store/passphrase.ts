import { encodeHex } from "../../board/hex.ts";

/** What is stored of a passphrase. */
export interface PassphraseHash {
  /** Lower-case hex, as `hash`. */
  readonly salt: string;
  readonly iterations: number;
  readonly hash: string;
}

/** About 0.1 s: each guess of a stolen database costs that much. */
const ITERATIONS = 210_000;

/** PBKDF2-SHA-256 (RFC 8018) with a salt of 128 random bits. */
export async function hashPassphrase(
  passphrase: string,
  { salt = encodeHex(crypto.getRandomValues(new Uint8Array(16))), iterations = ITERATIONS } = {},
): Promise<PassphraseHash> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(passphrase.normalize("NFKC")), "PBKDF2", false, [
    "deriveBits",
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: encoder.encode(salt), iterations },
    key,
    256,
  );
  return { salt, iterations, hash: encodeHex(new Uint8Array(bits)) };
}

export async function isPassphrase(passphrase: string, stored: PassphraseHash): Promise<boolean> {
  const { hash } = await hashPassphrase(passphrase, stored);
  let difference = hash.length ^ stored.hash.length;
  for (let i = 0; i < hash.length; i++) difference |= hash.charCodeAt(i) ^ stored.hash.charCodeAt(i);
  return difference === 0;
}
