/** Ids of shapes, boards and links. All come from foreign input and are checked before they are used as keys. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Fills and returns the given bytes. It is `crypto.getRandomValues` unless a test passes its own. */
export type Randomness = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

export const cryptoRandomness: Randomness = (bytes) => crypto.getRandomValues(bytes);

/** Base64url without padding (RFC 4648 §5). */
export function base64url(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const chars = Math.min(4, Math.ceil(((bytes.length - i) * 8) / 6));
    for (let c = 0; c < chars; c++) out += ALPHABET[(word >> (18 - 6 * c)) & 63];
  }
  return out;
}

/** Length of a secret. A shorter one could be guessed. */
export const SECRET_CHARS = 22;

/** 128 random bits as `SECRET_CHARS` characters: the slug of a link or the id of a board. */
export function newSecret(random: Randomness = cryptoRandomness): string {
  return base64url(random(new Uint8Array(16)));
}

/** The key that a board is created with: as hard to guess as the links that follow from it. */
const BOARD_KEY = /^[\w-]{22,64}$/;

export function isBoardKey(value: unknown): value is string {
  return typeof value === "string" && BOARD_KEY.test(value);
}

export type ShapeId = string;

/** Letters, digits, `-`, `_` and `.`. An id is never a prototype key and never contains the `/` of an edit's key. */
const SHAPE_ID = /^[A-Za-z0-9_-]{1,40}(\.[A-Za-z0-9]{1,12})?$/;

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

export function isShapeId(value: unknown): value is ShapeId {
  return typeof value === "string" && SHAPE_ID.test(value) && !FORBIDDEN.has(value);
}

/**
 * Makes shape ids: 96 random bits once per page load, then a counter. Ids of two pages do not collide in practice, and
 * the shared prefix compresses to almost nothing in a snapshot of ten thousand strokes.
 */
export function shapeIds(random: Randomness = cryptoRandomness): () => ShapeId {
  const prefix = base64url(random(new Uint8Array(12)));
  let count = 0;
  return () => `${prefix}.${(count++).toString(36)}`;
}

/** The slug of a link: `/b/<slug>`. Secrets have 22 characters. Open boards take any name of this form. */
const SLUG = /^[A-Za-z0-9_-]{1,64}$/;

export function isSlug(value: unknown): value is string {
  return typeof value === "string" && SLUG.test(value) && !FORBIDDEN.has(value);
}
