import { lookup } from "node:dns/promises";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isGlobalUnicast } from "./global_address.ts";
import { readWebhookUrl } from "./registration.ts";
import type { Answer, Target, TargetRequest } from "./target.ts";

/** Of an answer, at most this much is read. */
const ANSWER_BYTES_MAX = 4_096;

export interface GuardedTargetOptions {
  /** All addresses of a name. Default: those that the system knows. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
  /** Sends the request to this address. Default: `postTo`. */
  readonly post?: typeof postTo;
}

/**
 * Addresses that strangers chose. The server must not reach its own network for them: a name is resolved for each
 * request, all its addresses have to be global, and the connection goes to one of those that were checked. So a name
 * that has other addresses a moment later changes nothing.
 */
export class GuardedTarget implements Target {
  readonly #resolve: (name: string) => Promise<readonly string[]>;
  readonly #post: typeof postTo;

  constructor({ resolve = resolveName, post = postTo }: GuardedTargetOptions = {}) {
    [this.#resolve, this.#post] = [resolve, post];
  }

  async post(text: string, request: TargetRequest): Promise<Answer> {
    const checked = readWebhookUrl(text);
    if (checked === undefined) throw new Error("Cannot send as the address is not allowed");
    const url = new URL(checked);
    const addresses = await abortable(this.#resolve(url.hostname), request.signal);
    if (addresses.length === 0 || !addresses.every(isGlobalUnicast)) {
      throw new Error("Cannot send as the name has an address that is not public");
    }
    // Not every server has IPv6.
    return await this.#post(url, addresses.find((address) => isIP(address) === 4) ?? addresses[0], request);
  }
}

/** Connects to the address. The certificate has to be of the name in the URL. */
export function postTo(
  url: URL,
  address: string,
  { headers, body, signal }: TargetRequest,
  { port = url.port || 443, ca }: { readonly port?: number | string; readonly ca?: string } = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const family = isIP(address);
  const toAddress = (_: string, { all }: { all?: boolean }, found: (...args: unknown[]) => void) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);
  const sent = httpsRequest({
    ...{ method: "POST", host: url.hostname, port, path: url.pathname + url.search, ca },
    agent: false,
    lookup: toAddress as LookupFunction,
    headers: { ...headers, host: url.host, "content-length": new TextEncoder().encode(body).length },
  }, (answer) => {
    const { statusCode: status = 0, headers } = answer;
    let text = "";
    const end = () => {
      resolve({ status, retryAfter: headers["retry-after"], text });
      sent.destroy();
    };
    answer.setEncoding("latin1");
    answer.on("data", (part: string) => {
      text += part.slice(0, ANSWER_BYTES_MAX - text.length);
      if (text.length >= ANSWER_BYTES_MAX) end();
    });
    answer.on("end", end);
    answer.on("error", end);
  });
  sent.on("error", reject);
  const abort = () => {
    reject(signal.reason);
    sent.destroy();
  };
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  sent.end(body);
  return promise.finally(() => signal.removeEventListener("abort", abort));
}

async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
