import { Buffer } from "node:buffer";
import { createHmac, randomBytes } from "node:crypto";

/** Bytes of a secret, as Standard Webhooks requires. */
const BYTES_MIN = 24;
const BYTES_MAX = 64;
const NEW_BYTES = 32;

const PREFIX = "whsec_";

/** A secret as text: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(NEW_BYTES).toString("base64");
}

/** The bytes of a secret; undefined when it is none. */
export function readWebhookSecret(text: string): Uint8Array | undefined {
  const base64 = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, "base64");
  return bytes.length >= BYTES_MIN && bytes.length <= BYTES_MAX ? new Uint8Array(bytes) : undefined;
}

/** What is signed: a message, the time of this attempt in seconds, and the body. */
export interface Signed {
  readonly id: string;
  readonly seconds: number;
  readonly body: string;
}

/**
 * The headers of Standard Webhooks, with a signature for each secret: while a secret is changed, receivers accept
 * either.
 */
export function signedHeaders(secrets: readonly Uint8Array[], { id, seconds, body }: Signed): Record<string, string> {
  const sign = (secret: Uint8Array) =>
    "v1," + createHmac("sha256", secret).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": secrets.map(sign).join(" "),
  };
}
