import type { Clock } from "../../board/clock.ts";
import type { Client } from "./client_address.ts";
import { type InstanceSignature, SIGNATURE_HEADER } from "./instance_signature.ts";
import { ACCOUNT_HEADER } from "./request_info.ts";
import { VISITOR_HEADER, visitorOf } from "./visitor.ts";

/** An instance that does not answer within this time counts as not reachable, ms. */
const ANSWER_MS = 1_000;
/** A response that has not begun after this is not coming, ms. Polls and updates take less. */
const RESPONSE_MS = 60_000;
/** An answer to `isReachable` counts for this long, ms. */
const KNOWN_MS = 1_000;

/** Headers that an instance passes on. All others, such as those of proxies, have done their work by then. */
const REQUEST_HEADERS = [
  "accept",
  "content-type",
  "drawbridge-key",
  "drawbridge-name",
  "idempotency-key",
  "if-none-match",
  "last-event-id",
  "mcp-protocol-version",
  "mcp-session-id",
  "range",
];
const RESPONSE_HEADERS = [
  "cache-control",
  "content-disposition",
  "content-range",
  "content-security-policy",
  "content-type",
  "drawbridge-board",
  "drawbridge-bytes",
  "drawbridge-role",
  "etag",
  "mcp-session-id",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "vary",
];

export interface InstanceClientOptions {
  readonly signature: InstanceSignature;
  readonly clock: Clock;
}

export interface SocketOptions {
  readonly client: Client;
  readonly protocol: string | undefined;
}

export type OpenSocket = WebSocketConnection & { readonly stream: WebSocketStream };

const NOBODY: Client = { address: "", network: "" };

/** Speaks to other instances on behalf of clients. */
export class InstanceClient {
  readonly #signature: InstanceSignature;
  readonly #clock: Clock;
  readonly #known = new Map<string, { readonly since: number; readonly answers: Promise<boolean> }>();

  constructor({ signature, clock }: InstanceClientOptions) {
    this.#signature = signature;
    this.#clock = clock;
  }

  /** True when the instance answers and proves that it has the same secret. Only then may it learn a link. */
  isReachable(address: string): Promise<boolean> {
    const now = this.#clock.now();
    const known = this.#known.get(address);
    if (known && now - known.since < KNOWN_MS) return known.answers;
    const answers = this.#ask(address);
    this.#known.set(address, { since: now, answers });
    return answers;
  }

  /** Passes a request on. @returns undefined when the instance is not reachable; the body is unread then */
  async request(
    address: string,
    request: Request,
    { client, account }: { readonly client: Client; readonly account: string | undefined },
  ): Promise<Response | undefined> {
    if (!await this.isReachable(address)) return undefined;
    const { pathname, search } = new URL(request.url);
    const { method, body } = request;
    // Otherwise `fetch` would ask for a compressed response and unpack it.
    const headers = new Headers({ "accept-encoding": "identity" });
    copy(REQUEST_HEADERS, { from: request.headers, to: headers });
    headers.set(SIGNATURE_HEADER, await this.#signature.sign({ method, path: pathname + search }, client));
    headers.set(VISITOR_HEADER, visitorOf(request, { client, isForwarded: false }));
    if (account !== undefined) headers.set(ACCOUNT_HEADER, account);
    const abort = new AbortController();
    const cancel = this.#clock.after(RESPONSE_MS, () => abort.abort());
    const init = { method, headers, body, redirect: "manual", signal: abort.signal } as const;
    let answer: Response;
    try {
      answer = await fetch(new URL(pathname + search, address), init);
    } catch (error) {
      this.#known.delete(address);
      // A request that only reads may be repeated elsewhere. Of any other it is not known what the instance did.
      if ((method === "GET" || method === "HEAD") && !await this.isReachable(address)) return undefined;
      throw error;
    } finally {
      cancel();
    }
    const response = new Response(answer.body, { status: answer.status });
    copy(RESPONSE_HEADERS, { from: answer.headers, to: response.headers });
    return response;
  }

  /**
   * Opens a WebSocket. A refusal has to be passed on: otherwise limits of the other instance would have no effect.
   *
   * @returns undefined when the instance is not reachable
   */
  async openSocket(
    address: string,
    request: Request,
    options: SocketOptions,
  ): Promise<OpenSocket | "refused" | undefined> {
    if (!await this.isReachable(address)) return undefined;
    const { pathname, search } = new URL(request.url);
    const { protocol, client } = options;
    const signature = await this.#signature.sign({ method: "GET", path: pathname + search }, client);
    const opened = await this.#inTime(async (signal) => {
      const url = new URL(pathname + search, address.replace(/^http/, "ws"));
      const stream = new WebSocketStream(url.href, {
        headers: {
          [SIGNATURE_HEADER]: signature,
          [VISITOR_HEADER]: visitorOf(request, { client, isForwarded: false }),
        },
        ...(protocol !== undefined && { protocols: [protocol] }),
        signal,
      });
      // A failure is known from `opened`.
      stream.closed.catch(() => {});
      return { ...await stream.opened, stream };
    });
    if (opened) return opened;
    this.#known.delete(address);
    return await this.isReachable(address) ? "refused" : undefined;
  }

  async #ask(address: string): Promise<boolean> {
    const path = "/healthz";
    const signature = await this.#signature.sign({ method: "GET", path }, NOBODY);
    const isWell = await this.#inTime(async (signal) => {
      const response = await fetch(new URL(path, address), {
        headers: { [SIGNATURE_HEADER]: signature },
        redirect: "manual",
        signal,
      });
      await response.body?.cancel();
      return response.ok && await this.#signature.isAnswer(response.headers.get(SIGNATURE_HEADER), signature);
    });
    return isWell ?? false;
  }

  /** Undefined when it fails or takes too long. */
  async #inTime<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const abort = new AbortController();
    const cancel = this.#clock.after(ANSWER_MS, () => abort.abort());
    try {
      return await run(abort.signal);
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  }
}

function copy(names: readonly string[], { from, to }: { readonly from: Headers; readonly to: Headers }): void {
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
}
