import type { Admission } from "../admission/admission.ts";
import type { Refusals } from "../relay/refusals.ts";
import { clientOf } from "./client.ts";
import type { AllowedHosts } from "./hosts.ts";
import type { Proxies } from "./proxies.ts";
import type { Visit } from "./visit.ts";

/** Deno's own note of a connection and an answer. */
export type ServeInfo = Partial<Deno.ServeHandlerInfo>;

export interface EntryOptions {
  readonly admission: Admission;
  readonly hosts: AllowedHosts;
  readonly refusals: Refusals;
  /** Addresses whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: Proxies;
}

type Answer = (request: Request, visit: Visit) => Response | Promise<Response>;

/** What supervisors ask, by whatever name they know the server, also while it is full. */
const HEALTH = new Set(["/healthz", "/readyz"]);

/**
 * What comes before every route, so that none can forget it: the request is well formed, asks for a name that is ours,
 * and has a place among those in progress until its answer has left.
 */
export function entry(answer: Answer, { admission, hosts, refusals, trustedProxies }: EntryOptions) {
  return async (request: Request, info: ServeInfo = {}): Promise<Response> => {
    const url = urlOf(request);
    if (url === undefined) {
      refusals.count("bad request");
      return refuse(400, "the request does not say what it asks for");
    }
    const isHealth = HEALTH.has(url.pathname);
    if (!hosts.has(url.hostname) && !isHealth) {
      refusals.count("host");
      return refuse(421, "the server is not known by this name; ALLOWED_HOSTS lists its names");
    }
    const remote = (info.remoteAddr as Deno.NetAddr | undefined)?.hostname ?? "";
    const client = clientOf(request, remote, trustedProxies);
    if (isHealth) return withoutLength(request, await answer(request, { client, remote, place: undefined }));
    const place = admission.enterRequest(client);
    if (place === undefined) {
      refusals.count("too many requests");
      return refuse(503, "there are too many requests at the moment", { "retry-after": "2" });
    }
    try {
      const response = withoutLength(request, await answer(request, { client, remote, place }));
      // What is left of a short answer is in the buffers of the system.
      place.evict ??= () => {};
      // A socket has a place of its own.
      if (response.status === 101 || info.completed === undefined) place[Symbol.dispose]();
      else info.completed.catch(() => {}).finally(() => place[Symbol.dispose]());
      return response;
    } catch (error) {
      place[Symbol.dispose]();
      throw error;
    }
  };
}

/** Of an answer to HEAD without a body Deno would say that the content has 0 bytes. */
function withoutLength(request: Request, response: Response): Response {
  const isBare = request.method === "HEAD" && response.body === null && response.status !== 304;
  if (!isBare || response.headers.has("content-length")) return response;
  const body = new ReadableStream({ pull: (controller) => controller.close() }, { highWaterMark: 0 });
  return new Response(body, response);
}

/** Undefined when the address makes no sense, or names another host than the `Host` header does. */
function urlOf(request: Request): URL | undefined {
  try {
    const url = new URL(request.url);
    const host = request.headers.get("host");
    return host === null || new URL(`${url.protocol}//${host}`).host === url.host ? url : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers: { "cache-control": "no-store", ...headers } });
}
