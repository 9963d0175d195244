import type { Clock } from "../../board/clock.ts";
import { ICON_BYTES_MAX, type LinkCard, readLinkCard } from "../../board/wire/link_card.ts";
import { type Got, GuardedGet, type GuardedGetOptions, readPublicUrl } from "../outgoing/guarded_get.ts";
import type { PageHead } from "./page_head.ts";
import { iconTypeOf, iconUrls } from "./page_icon.ts";
import { PageText } from "./page_text.ts";

export interface UnfurlerOptions extends GuardedGetOptions {
  readonly clock: Clock;
}

/** Time for a page and for its icon, with their redirects, ms. */
const PAGE_MS = 3_000;
const ICON_MS = 2_000;
/** Of a page, at most this much is read, and nothing after its head. */
export const PAGE_BYTES_MAX = 512 * 1024;

const HTML = /^\s*(text\/html|application\/xhtml\+xml)\s*(;|$)/i;

/** Reads what pages say of themselves. Nothing is kept. */
export class Unfurler {
  readonly #get: GuardedGet;
  readonly #clock: Clock;

  constructor({ clock, ...options }: UnfurlerOptions) {
    [this.#get, this.#clock] = [new GuardedGet(options), clock];
  }

  /** The address, if strangers may have the server read it. */
  allowed(text: unknown): URL | undefined {
    return readPublicUrl(text);
  }

  /**
   * @param url as `allowed` returns it
   * @returns undefined when there is no page, or none that says what it is
   */
  async read(url: URL): Promise<LinkCard | undefined> {
    const page = await this.#within(PAGE_MS, (signal) => this.#page(url, signal));
    const said = page && readLinkCard(page.head);
    if (said === undefined) return undefined;
    const icon = await this.#within(ICON_MS, (signal) => this.#icon(iconUrls(page!.head, page!.url), signal));
    return icon === undefined ? said : { ...said, icon };
  }

  async #page(start: URL, signal: AbortSignal): Promise<{ url: URL; head: PageHead } | undefined> {
    const got = await this.#get.get(start, { accept: "text/html,application/xhtml+xml", signal });
    const type = headerOf(got, "content-type");
    if (!isPlain(got) || !HTML.test(type)) return void got.close();
    // Loaded with the first page.
    const { PageHeadReader } = await import("./page_head.ts");
    const reader = new PageHeadReader(), text = new PageText(type);
    for await (const piece of firstOf(got, PAGE_BYTES_MAX)) {
      reader.write(text.push(piece));
      if (reader.isOver) break;
    }
    reader.write(text.end());
    return { url: got.url, head: reader.read() };
  }

  async #icon(urls: readonly URL[], signal: AbortSignal): Promise<string | undefined> {
    for (const url of urls) {
      const bytes = await this.#bytes(url, signal).catch(() => undefined);
      const type = bytes && iconTypeOf(bytes);
      if (type) return `data:${type};base64,${bytes.toBase64()}`;
    }
  }

  async #bytes(url: URL, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const got = await this.#get.get(url, { accept: "image/png,image/webp,image/jpeg,image/x-icon", signal });
    if (!isPlain(got) || Number(headerOf(got, "content-length")) > ICON_BYTES_MAX) return void got.close();
    const pieces = await Array.fromAsync(firstOf(got, ICON_BYTES_MAX + 1));
    const bytes = new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
    return bytes.length > ICON_BYTES_MAX ? undefined : bytes;
  }

  /** Why a stranger's address does not answer is nobody's business. */
  async #within<T>(ms: number, read: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const stop = new AbortController();
    const cancel = this.#clock.after(ms, () => stop.abort(new Error("Cannot wait longer for the page")));
    try {
      return await read(stop.signal);
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  }
}

/** An answer with what was asked for, not packed. */
function isPlain(got: Got): boolean {
  const coding = headerOf(got, "content-encoding");
  return got.status >= 200 && got.status < 300 && (coding === "" || coding === "identity");
}

function headerOf({ headers }: Got, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** The pieces of the body up to a size, after which the connection is closed. */
async function* firstOf(got: Got, max: number): AsyncGenerator<Uint8Array> {
  let left = max;
  for await (const piece of got.pieces()) {
    yield piece.subarray(0, left);
    if ((left -= piece.length) <= 0) return;
  }
}
