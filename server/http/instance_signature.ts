import { decodeHex, encodeHex } from "../../board/bytes/hex.ts";
import type { Client } from "./client_address.ts";

/** The header in which an instance names the client of a request that it passes on, and proves that it may. */
export const SIGNATURE_HEADER = "drawbridge-instance";

/** A signature is valid for this long before and after its time, ms. Clocks of instances differ by less. */
const VALID_MS = 60_000;

const SIGNATURE = /^(\d{1,15}) (\S{0,200}) (\S{0,200}) ([0-9a-f]{64})$/;

/** What a signature covers besides the client. */
export interface Signed {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
}

/**
 * Signs requests between instances with HMAC-SHA256. The secret itself never travels, so an instance that names a wrong
 * address in the database does not learn it.
 */
export class InstanceSignature {
  readonly #key: Promise<CryptoKey>;
  readonly #today: () => number;

  constructor(secret: string, { today = Date.now }: { readonly today?: () => number } = {}) {
    const hmac = { name: "HMAC", hash: "SHA-256" };
    this.#key = crypto.subtle.importKey("raw", bytesOf(secret), hmac, false, ["sign", "verify"]);
    this.#today = today;
  }

  /** The value of the header for a request that is passed on for a client. */
  async sign(signed: Signed, { address, network }: Client): Promise<string> {
    const claim = `${this.#today()} ${encodeURIComponent(address)} ${encodeURIComponent(network)}`;
    const signature = await crypto.subtle.sign("HMAC", await this.#key, message(claim, signed));
    return `${claim} ${encodeHex(new Uint8Array(signature))}`;
  }

  /** Proves to the sender of a signed request that this instance knows the secret. The value of the same header. */
  async answer(header: string): Promise<string> {
    return encodeHex(new Uint8Array(await crypto.subtle.sign("HMAC", await this.#key, bytesOf(ANSWER + header))));
  }

  /** True when the request with this header was answered by an instance that knows the secret. */
  async isAnswer(answer: string | null, header: string): Promise<boolean> {
    if (answer === null || !/^[0-9a-f]{64}$/.test(answer)) return false;
    const bytes = Uint8Array.from(decodeHex(answer));
    return await crypto.subtle.verify("HMAC", await this.#key, bytes, bytesOf(ANSWER + header));
  }

  /** The client of a request that an instance passed on; undefined when the header is not valid for this request. */
  async verify(header: string, signed: Signed): Promise<Client | undefined> {
    const [, time, address, network, signature] = SIGNATURE.exec(header) ?? [];
    if (signature === undefined) return undefined;
    const claim = `${time} ${address} ${network}`;
    // Compares in constant time.
    const isGenuine = await crypto.subtle.verify(
      "HMAC",
      await this.#key,
      Uint8Array.from(decodeHex(signature)),
      message(claim, signed),
    );
    if (!isGenuine || Math.abs(this.#today() - Number(time)) > VALID_MS) return undefined;
    return { address: decodeURIComponent(address), network: decodeURIComponent(network) };
  }
}

/** No claim begins like this, so an answer is never valid as a request. */
const ANSWER = "answer to ";

/** Method and path have no spaces, so no two requests have the same message. */
function message(claim: string, { method, path }: Signed): Uint8Array<ArrayBuffer> {
  return bytesOf(`${claim} ${method} ${path}`);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
