import { deserialize, serialize } from "node:v8";

/** The first byte of an encoded value. */
const FORMAT = { bytes: 0, v8: 1 } as const;

/** Encodes bytes as they are, and any other value as Deno KV does: with V8, which reads what older versions wrote. */
export function encodeValue(value: unknown): Uint8Array {
  const isBytes = value instanceof Uint8Array;
  const content: Uint8Array = isBytes ? value : serialize(value);
  const encoded = new Uint8Array(1 + content.length);
  encoded[0] = isBytes ? FORMAT.bytes : FORMAT.v8;
  encoded.set(content, 1);
  return encoded;
}

/** @throws when the format is unknown */
export function decodeValue(encoded: Uint8Array): unknown {
  const content = new Uint8Array(encoded.subarray(1));
  if (encoded[0] === FORMAT.bytes) return content;
  if (encoded[0] === FORMAT.v8) return deserialize(content);
  throw new Error(`Cannot read a value of the database as its format is unknown: ${encoded[0]}`);
}
