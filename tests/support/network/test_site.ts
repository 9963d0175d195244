import { type PinnedAnswer, type PinnedRequest, requestTo } from "../../../server/outgoing/pinned_request.ts";

/** An address of the public internet, at which names of a test site are. */
export const PUBLIC = "93.184.215.14";

/** A web site on this machine, which a server in the same process takes for one of the public internet. */
export class TestSite implements AsyncDisposable {
  /** Requests as the site saw them. */
  readonly seen: { readonly method: string; readonly url: string; readonly headers: Record<string, string> }[] = [];
  /** The addresses to which requests went. */
  readonly connected: string[] = [];
  /** Bytes of bodies that were read. */
  bytesRead = 0;
  /** Addresses of names that have others than `PUBLIC`, one list for each time that a name is resolved. */
  readonly names = new Map<string, string[][]>();
  readonly #listener: Deno.HttpServer<Deno.NetAddr>;

  constructor(answer: (request: Request) => Response | Promise<Response>) {
    this.#listener = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
      const { method, url, headers } = request;
      this.seen.push({ method, url, headers: Object.fromEntries(headers) });
      return answer(request);
    });
  }

  /** How a server reaches it. */
  readonly reach = {
    resolve: (name: string): Promise<readonly string[]> => {
      const lists = this.names.get(name);
      return Promise.resolve((lists && lists.length > 1 ? lists.shift() : lists?.[0]) ?? [PUBLIC]);
    },
    send: async (url: URL, address: string, request: PinnedRequest): Promise<PinnedAnswer> => {
      this.connected.push(`${address}:${url.port || (url.protocol === "https:" ? 443 : 80)}`);
      const plain = new URL(url);
      plain.protocol = "http:";
      const answer = await requestTo(plain, "127.0.0.1", request, { port: this.#listener.addr.port });
      return { ...answer, pieces: () => this.#counted(answer) };
    },
  };

  async *#counted(answer: PinnedAnswer): AsyncGenerator<Uint8Array> {
    for await (const piece of answer.pieces()) {
      this.bytesRead += piece.length;
      yield piece;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.shutdown();
  }
}

/** A page with these tags in its head. */
export function pageWith(head: string, type = "text/html; charset=utf-8"): Response {
  return new Response(`<!doctype html><html><head>${head}</head><body>x</body></html>`, {
    headers: { "content-type": type },
  });
}
