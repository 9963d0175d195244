import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from "node:crypto";

interface Key {
  readonly secret: Uint8Array;
}

/** The part of `crypto.subtle` that the product uses. The real one works in other threads, and finishes at any time. */
export const synchronousSubtle = {
  digest: (_hash: string, bytes: Uint8Array) => resolved(() => createHash("sha256").update(bytes).digest()),

  importKey: (_format: string, secret: Uint8Array): Promise<Key> => Promise.resolve({ secret: secret.slice() }),

  sign: (_name: unknown, { secret }: Key, bytes: Uint8Array) =>
    resolved(() => createHmac("sha256", secret).update(bytes).digest()),

  verify: (_name: unknown, { secret }: Key, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> => {
    const expected = createHmac("sha256", secret).update(bytes).digest();
    return Promise.resolve(expected.length === signature.length && timingSafeEqual(expected, signature));
  },

  deriveBits: ({ salt, iterations }: { salt: Uint8Array; iterations: number }, { secret }: Key, bits: number) =>
    resolved(() => pbkdf2Sync(secret, salt, iterations, bits / 8, "sha256")),
};

function resolved(compute: () => Uint8Array): Promise<ArrayBuffer> {
  return Promise.resolve(Uint8Array.from(compute()).buffer);
}
