import { visitOf } from "../ui/links/visits.ts";
import { retryAfterMs } from "../sync/polling/retry_after.ts";

/** Why the server does not take a picture. */
export type AssetRefusal = "tooLarge" | "wrongType" | "full" | "notAllowed" | "damaged";

/** How an attempt to send a picture ended. `later`: nothing was refused; try again, after `waitMs` if that is given. */
export type SendOutcome =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly why: AssetRefusal }
  | { readonly kind: "later"; readonly waitMs?: number };

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Receives the sent part, 0…1. */
  readonly progress: (part: number) => void;
}

/** The server's store of a board's pictures. */
export interface AssetServer {
  send(asset: string, bytes: Blob, options: SendOptions): Promise<SendOutcome>;
  /** Whether the board has the picture now; undefined when there is no answer. */
  has(asset: string, signal: AbortSignal): Promise<boolean | undefined>;
  /** @returns undefined when the server does not have it now */
  fetch(asset: string, signal: AbortSignal): Promise<Blob | undefined>;
}

const REFUSALS: Readonly<Record<number, AssetRefusal>> = {
  400: "damaged",
  401: "notAllowed",
  403: "notAllowed",
  404: "notAllowed",
  409: "full",
  410: "notAllowed",
  413: "tooLarge",
  415: "wrongType",
};

/** What a status of the response to a `PUT` means (PROTOCOL.md 11.13). */
export function outcomeOf(response: Response): SendOutcome {
  if (response.ok) return { kind: "stored" };
  const why = REFUSALS[response.status];
  return why === undefined ? { kind: "later", waitMs: retryAfterMs(response) } : { kind: "refused", why };
}

/** @param slug the link that opens the board now */
export function assetServer(slug: () => string): AssetServer {
  const address = (asset: string) => `/api/boards/${slug()}/assets/${asset}`;
  return {
    send(asset, bytes, options) {
      // The server would say that there is no such board.
      if (visitOf(slug())?.begun) return Promise.resolve({ kind: "later" });
      return send(address(asset), bytes, options);
    },
    async has(asset, signal) {
      // Not from the cache, which may have what the server has swept.
      const { ok, status } = await fetch(address(asset), { method: "HEAD", cache: "no-store", signal });
      return ok || (status === 404 ? false : undefined);
    },
    async fetch(asset, signal) {
      const response = await fetch(address(asset), { signal });
      return response.ok ? await response.blob() : undefined;
    },
  };
}

/** Uses XMLHttpRequest, since `fetch` does not report how much was sent. */
function send(address: string, bytes: Blob, { signal, progress }: SendOptions): Promise<SendOutcome> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open("PUT", address);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const headers = new Headers();
      const wait = request.getResponseHeader("retry-after");
      if (wait !== null) headers.set("retry-after", wait);
      resolve(outcomeOf(new Response(null, { status: request.status, headers })));
    };
    request.onerror = () => resolve({ kind: "later" });
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener("abort", abort);
    signal.addEventListener("abort", abort);
    if (signal.aborted) return reject(signal.reason);
    request.send(bytes);
  });
}
