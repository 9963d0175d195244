import { URL_CHARS_MAX } from "../../board/wire/link_card.ts";
import { type PinnedAnswer, requestTo } from "./pinned_request.ts";
import { isPublicName } from "./public_name.ts";
import { type Resolve, resolveName, vettedAddress } from "./vetted_address.ts";

export interface GuardedGetOptions {
  /** All addresses of a name. Default: those that the system knows. */
  readonly resolve?: Resolve;
  /** Sends the request to this address. Default: `requestTo`. */
  readonly send?: typeof requestTo;
}

/** An answer, and the address that gave it after the redirects. */
export interface Got extends PinnedAnswer {
  readonly url: URL;
}

/** Others belong to services that were not made for strangers. */
const PORTS = ["", "80", "443"];
const REDIRECTS = [301, 302, 303, 307, 308];
const REDIRECTS_MAX = 3;

/** An address that strangers may have the server read; undefined unless it is HTTP, a usual port, and a public name. */
export function readPublicUrl(text: unknown, base?: URL): URL | undefined {
  if (typeof text !== "string" || text.length > URL_CHARS_MAX || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  const { protocol, port, hostname, username, password } = url;
  if (protocol !== "https:" && protocol !== "http:" || !PORTS.includes(port) || username || password) return undefined;
  url.hash = "";
  return isPublicName(hostname) ? url : undefined;
}

/** Reads pages that strangers name. Each hop of a redirect is vetted like the first one. */
export class GuardedGet {
  readonly #resolve: Resolve;
  readonly #send: typeof requestTo;

  constructor({ resolve = resolveName, send = requestTo }: GuardedGetOptions = {}) {
    [this.#resolve, this.#send] = [resolve, send];
  }

  /** @param options.accept the types that are wanted. Neither cookies nor a referrer are sent */
  async get(
    start: URL,
    { accept, signal }: { readonly accept: string; readonly signal: AbortSignal },
  ): Promise<Got> {
    const headers = { "accept": accept, "accept-encoding": "identity", "user-agent": "Drawbridge (link cards)" };
    for (let url = readPublicUrl(start.href), hops = 0; url !== undefined; hops++) {
      const address = await vettedAddress(url.hostname, { resolve: this.#resolve, signal });
      const answer = await this.#send(url, address, { method: "GET", headers, signal });
      if (!REDIRECTS.includes(answer.status)) return { ...answer, url };
      answer.close();
      if (hops === REDIRECTS_MAX) throw new Error("Cannot read the page as it redirects too often");
      url = readPublicUrl(answer.headers.location, url);
    }
    throw new Error("Cannot read the page as the address is not allowed");
  }
}
