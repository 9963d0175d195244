import type { ErrorCode } from "../../board/wire/error_code.ts";
import { errorResponse } from "./error_response.ts";
import type { Admission } from "../admission/admission.ts";
import type { Refusals } from "../session/refusals.ts";
import { clientOf } from "./client_address.ts";
import type { AllowedHosts } from "./allowed_hosts.ts";
import type { Proxies } from "./trusted_proxies.ts";
import { addSecurityHeaders } from "./security_headers.ts";
import { type InstanceSignature, SIGNATURE_HEADER } from "./instance_signature.ts";
import { ACCOUNT_HEADER, type RequestInfo } from "./request_info.ts";
import { visitorOf } from "./visitor.ts";

/** Deno's information about the connection of a request. */
export type ServeInfo = Partial<Deno.ServeHandlerInfo>;

export interface RequestPipelineOptions {
  readonly admission: Admission;
  readonly hosts: AllowedHosts;
  readonly refusals: Refusals;
  /** Proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: Proxies;
  /** Recognises requests that other instances pass on; undefined: there are none, and the header means nothing. */
  readonly signature?: InstanceSignature | undefined;
}

type Answer = (request: Request, visit: RequestInfo) => Response | Promise<Response>;

/** Health checks are answered under any host name, and also while the server is full. */
const HEALTH = new Set(["/healthz", "/readyz"]);

/**
 * Checks that run before every route, so that no route can omit them: the request is well formed, names an allowed
 * host, and counts as a request in progress until its response has been sent. Every response gets the security headers.
 */
export function requestPipeline(answer: Answer, options: RequestPipelineOptions) {
  return async (request: Request, info: ServeInfo = {}): Promise<Response> => {
    const url = urlOf(request);
    const remote = (info.remoteAddr as Deno.NetAddr | undefined)?.hostname ?? "";
    // The headers of a request cannot be read after its upgrade.
    const isEncrypted = usesHttps(request, { url, remote, ...options });
    const response = await enter(answer, { ...options, request, url, remote, isEncrypted, completed: info.completed });
    addSecurityHeaders(response, { isEncrypted });
    return response;
  };
}

interface Arrival extends RequestPipelineOptions {
  readonly request: Request;
  readonly url: URL | undefined;
  readonly remote: string;
  readonly isEncrypted: boolean;
  readonly completed: Promise<void> | undefined;
}

async function enter(answer: Answer, arrival: Arrival): Promise<Response> {
  const { request, url, remote, isEncrypted, completed, admission, hosts, refusals, trustedProxies, signature } =
    arrival;
  if (url === undefined) {
    refusals.count("bad request");
    return refused("badRequest");
  }
  const header = signature && request.headers.get(SIGNATURE_HEADER);
  const signed = { method: request.method, path: url.pathname + url.search };
  const forwarded = typeof header === "string" ? await signature!.verify(header, signed) : undefined;
  if (typeof header === "string" && forwarded === undefined) {
    refusals.count("instance");
    return new Response(null, { status: 403, headers: { "cache-control": "no-store" } });
  }
  const isForwarded = forwarded !== undefined;
  const isHealth = HEALTH.has(url.pathname);
  if (!isForwarded && !hosts.has(url.hostname) && !isHealth) {
    refusals.count("host");
    return refused("badHost");
  }
  const client = forwarded ?? clientOf(request, remote, trustedProxies);
  const visitor = visitorOf(request, { client, isForwarded });
  const account = isForwarded ? request.headers.get(ACCOUNT_HEADER) ?? undefined : undefined;
  const visit = { client, visitor, remote, isEncrypted, isForwarded, account };
  if (isHealth) return withoutLength(request, await answer(request, { ...visit, place: undefined }));
  const place = admission.enterRequest(client);
  if (place === undefined) {
    refusals.count("too many requests");
    return refused("busy");
  }
  try {
    const response = withoutLength(request, await answer(request, { ...visit, place }));
    // A short response can be evicted at no cost: the rest of it is in the buffers of the operating system.
    place.evict ??= () => {};
    // A socket has its own `SocketAdmission`.
    if (response.status === 101 || completed === undefined) place[Symbol.dispose]();
    else completed.catch(() => {}).finally(() => place[Symbol.dispose]());
    return response;
  } catch (error) {
    place[Symbol.dispose]();
    throw error;
  }
}

/** Uses the last value of the header, and only from a trusted proxy: clients can send the header too. */
function usesHttps(
  { headers }: Request,
  { url, remote, trustedProxies }: Pick<Arrival, "url" | "remote" | "trustedProxies">,
): boolean {
  if (url?.protocol === "https:") return true;
  const forwarded = headers.get("x-forwarded-proto")?.split(",").at(-1)?.trim().toLowerCase();
  return forwarded === "https" && trustedProxies.has(remote);
}

/** Without this, Deno would send `content-length: 0` in a response to HEAD that has no body. */
function withoutLength(request: Request, response: Response): Response {
  const isBare = request.method === "HEAD" && response.body === null && response.status !== 304;
  if (!isBare || response.headers.has("content-length")) return response;
  const body = new ReadableStream({ pull: (controller) => controller.close() }, { highWaterMark: 0 });
  return new Response(body, response);
}

/** Undefined when the URL is invalid or its host differs from the `Host` header. */
function urlOf(request: Request): URL | undefined {
  try {
    const url = new URL(request.url);
    const host = request.headers.get("host") ?? url.host;
    return host === url.host || new URL(`${url.protocol}//${host}`).host === url.host ? url : undefined;
  } catch {
    return undefined;
  }
}

function refused(code: ErrorCode): Response {
  return errorResponse(code, { headers: { "cache-control": "no-store" } });
}
