import { type PinnedOptions, requestTo } from "../outgoing/pinned_request.ts";
import { type Resolve, resolveName, vettedAddress } from "../outgoing/vetted_address.ts";
import { readWebhookUrl } from "./registration.ts";
import type { Answer, Target, TargetRequest } from "./target.ts";

/** Of an answer, at most this much is read. */
const ANSWER_BYTES_MAX = 4_096;

export interface GuardedTargetOptions {
  /** All addresses of a name. Default: those that the system knows. */
  readonly resolve?: Resolve;
  /** Sends the request to this address. Default: `postTo`. */
  readonly post?: typeof postTo;
}

/** Addresses that strangers chose: a message goes to a vetted address of the name. */
export class GuardedTarget implements Target {
  readonly #resolve: Resolve;
  readonly #post: typeof postTo;

  constructor({ resolve = resolveName, post = postTo }: GuardedTargetOptions = {}) {
    [this.#resolve, this.#post] = [resolve, post];
  }

  async post(text: string, request: TargetRequest): Promise<Answer> {
    const checked = readWebhookUrl(text);
    if (checked === undefined) throw new Error("Cannot send as the address is not allowed");
    const url = new URL(checked);
    const address = await vettedAddress(url.hostname, { resolve: this.#resolve, signal: request.signal });
    return await this.#post(url, address, request);
  }
}

/** Posts to the address and reads the beginning of the answer. */
export async function postTo(
  url: URL,
  address: string,
  request: TargetRequest,
  options?: PinnedOptions,
): Promise<Answer> {
  const { status, headers, pieces } = await requestTo(url, address, { method: "POST", ...request }, options);
  const decoder = new TextDecoder("latin1");
  let text = "";
  try {
    for await (const piece of pieces()) {
      text += decoder.decode(piece.subarray(0, ANSWER_BYTES_MAX - text.length));
      if (text.length >= ANSWER_BYTES_MAX) break;
    }
  } catch {
    // What was answered counts, also when the connection breaks then.
    request.signal.throwIfAborted();
  }
  const retryAfter = headers["retry-after"];
  return { status, retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, text };
}
