import { encodeHex } from "../../board/bytes/hex.ts";

/** A passphrase as it is stored. */
export interface PassphraseHash {
  /** Lower-case hex, as `hash`. */
  readonly salt: string;
  readonly iterations: number;
  readonly hash: string;
}

/** OWASP's recommendation for PBKDF2-SHA-256: a guess at a stolen database takes about 0.2 s. */
const ITERATIONS = 600_000;

/** Derives a hash with PBKDF2-SHA-256 (RFC 8018) and a salt of 128 random bits. Runs on another thread. */
export async function hashPassphrase(
  passphrase: string,
  salt = encodeHex(crypto.getRandomValues(new Uint8Array(16))),
): Promise<PassphraseHash> {
  return { salt, iterations: ITERATIONS, hash: await derive(passphrase, { salt, iterations: ITERATIONS }) };
}

export async function isPassphrase(passphrase: string, stored: PassphraseHash): Promise<boolean> {
  const hash = await derive(passphrase, stored);
  let difference = hash.length ^ stored.hash.length;
  for (let i = 0; i < hash.length; i++) difference |= hash.charCodeAt(i) ^ stored.hash.charCodeAt(i);
  return difference === 0;
}

/** True when the hash has fewer iterations than are required now. It is still valid. */
export function isOutdated({ iterations }: PassphraseHash): boolean {
  return iterations < ITERATIONS;
}

async function derive(
  passphrase: string,
  { salt, iterations }: { salt: string; iterations: number },
): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(passphrase.normalize("NFKC")), "PBKDF2", false, [
    "deriveBits",
  ]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt: encoder.encode(salt), iterations };
  return encodeHex(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}
