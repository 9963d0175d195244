import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";

export interface PinnedRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Breaks the request off, also while the body of the answer is read. */
  readonly signal: AbortSignal;
}

export interface PinnedOptions {
  readonly port?: number | string;
  readonly ca?: string;
}

/** An answer whose body has not been read yet. Whoever has it reads the body or closes it. */
export interface PinnedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The pieces of the body. Ending the iteration closes the connection. */
  pieces(): AsyncGenerator<Uint8Array>;
  close(): void;
}

/**
 * Connects to the address, whatever the name in the URL resolves to. The certificate must match that name. A
 * redirect is returned, not followed. The connection is closed after the answer.
 */
export function requestTo(
  url: URL,
  address: string,
  { method, headers, body, signal }: PinnedRequest,
  { port = url.port, ca }: PinnedOptions = {},
): Promise<PinnedAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PinnedAnswer>();
  const family = isIP(address), isSecure = url.protocol === "https:";
  const toAddress = (_: string, { all }: { all?: boolean }, found: (...args: unknown[]) => void) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);
  const length = body === undefined ? {} : { "content-length": new TextEncoder().encode(body).length };
  const sent = (isSecure ? httpsRequest : httpRequest)({
    method,
    host: url.hostname,
    port: port || (isSecure ? 443 : 80),
    path: url.pathname + url.search,
    ...(isSecure && { ca }),
    agent: false,
    lookup: toAddress as LookupFunction,
    headers: { ...headers, host: url.host, ...length },
  }, (answer) => {
    // Broken off before the answer came: destroying the request does not end that one.
    if (signal.aborted) return void answer.destroy();
    const { statusCode: status = 0, headers } = answer;
    const close = () => {
      signal.removeEventListener("abort", abort);
      sent.destroy();
    };
    async function* pieces(): AsyncGenerator<Uint8Array> {
      try {
        for await (const piece of answer) yield piece;
        signal.throwIfAborted();
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      } finally {
        close();
      }
    }
    resolve({ status, headers, pieces, close });
  });
  const abort = () => {
    reject(signal.reason);
    sent.destroy(signal.reason);
  };
  sent.on("error", reject);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  sent.end(body);
  promise.catch(() => signal.removeEventListener("abort", abort));
  return promise;
}
