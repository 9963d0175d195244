import type { Context } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { AssetId } from "../../../board/asset/asset.ts";
import { ASSET_TYPES, PDF_TYPE } from "../../../board/asset/asset_types.ts";
import type { Access, Authorize } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import { byteRangeOf } from "../../http/byte_range.ts";
import { refuse } from "../../http/error_response.ts";
import { requestInfo } from "../../http/request_info.ts";
import { ResponseStream } from "../../http/response_stream.ts";
import type { LinkWatch } from "../../relay/link_watch.ts";
import type { AssetRecord, Range } from "../../store/assets/asset_record.ts";
import type { AssetStore } from "../../store/assets/asset_store.ts";
import type { BoardEnv } from "../require_right.ts";

export interface AssetReadingOptions {
  readonly assets: AssetStore;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly watch: LinkWatch;
  readonly clock?: Clock;
}

/** What one answer holds: a piece that is being sent, and one that is being read. */
const HELD_BYTES = 128 * 1024;

/** The bytes of an address never change. Only who may read them does, so nobody else may keep them. */
const CACHE_CONTROL = "private, max-age=31536000, immutable";

/**
 * What browsers may do with an asset that is opened by itself: nothing. Scripts of an SVG do not run, it loads nothing,
 * and its origin is none. Styles inside an SVG only change how it looks; Firefox asks for them in `<img>` as well.
 */
const POLICY = "default-src 'none'; sandbox";
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/** `GET` and `HEAD`: the bytes of an asset, or a part of them. */
export class AssetReading {
  readonly #options: AssetReadingOptions;
  readonly #clock: Clock;

  constructor(options: AssetReadingOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async answer(c: Context<BoardEnv>, id: AssetId): Promise<Response> {
    const { assets } = this.#options;
    const { access } = c.var;
    const isHead = c.req.method === "HEAD";
    // Who asks with HEAD whether it has to send an asset wants to use it: it must not be swept meanwhile.
    if (isHead && access.rights.draw) await assets.keep(access.board, id);
    const asset = await assets.find(access.board, id);
    if (asset === undefined) return refuse(c, "noSuchAsset");
    const { bytes } = asset;
    const etag = `"${id}"`;
    const range = byteRangeOf(c.req.raw, { bytes, etag });
    if (range === "none") {
      c.header("content-range", `bytes */${bytes}`);
      return refuse(c, "noSuchRange");
    }
    const { start, end } = range ?? { start: 0, end: bytes };
    const isKnown = isTagIn(c.req.header("if-none-match"), etag);
    const body = isHead || isKnown ? null : await this.#stream(c, { access, asset, range: { start, end } });
    if (body === undefined) return refuse(c, "busy");
    c.header("cache-control", CACHE_CONTROL);
    c.header("etag", etag);
    // Also with 304, whose headers replace those that a browser keeps.
    c.header("content-security-policy", asset.type === "image/svg+xml" ? SVG_POLICY : POLICY);
    // In a sandbox browsers show no PDF.
    const disposition = asset.type === PDF_TYPE ? "attachment" : "inline";
    c.header("content-disposition", `${disposition}; filename="${id.slice(0, 16)}.${ASSET_TYPES[asset.type]}"`);
    if (isKnown) return c.body(null, 304);
    c.header("accept-ranges", "bytes");
    c.header("content-type", asset.type);
    c.header("content-length", String(end - start));
    if (range) c.header("content-range", `bytes ${start}-${end - 1}/${bytes}`);
    c.status(range ? 206 : 200);
    return body ? c.body(body) : c.body(null);
  }

  /** Undefined when there is not enough memory. */
  async #stream(
    c: Context<BoardEnv>,
    { access, asset, range }: { readonly access: Access; readonly asset: AssetRecord; readonly range: Range },
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
    const { assets, admission, watch } = this.#options;
    const { client, place } = requestInfo(c);
    const reservation = admission.budget.reserve(HELD_BYTES, { ...client, board: access.board });
    if (reservation === undefined) return undefined;
    using begun = new DisposableStack();
    begun.use(reservation);
    const pieces = await withFirst(assets.read(asset, range));
    const held = begun.move();
    const turn = (bytes: number) => admission.responses.take(client, bytes);
    const answer = new ResponseStream(pieces, { clock: this.#clock, turn, onEnd: () => held.dispose() });
    reservation.evict = () => answer.abort("others need the memory");
    if (place) place.evict = () => answer.abort("others need the connection");
    held.defer(watch.watch({ refuse: () => answer.abort("its link was withdrawn") }, access));
    return answer.body;
  }
}

/** Whether a list of tags has this one. Compressed answers have a weak one (RFC 9110, 13.1.2). */
function isTagIn(list: string | undefined, etag: string): boolean {
  return list?.split(",").some((tag) => [etag, "*"].includes(tag.trim().replace(/^W\//, ""))) ?? false;
}

/** Reads the first piece, because an answer that has begun cannot say any more that the bytes cannot be read. */
async function withFirst<T>(pieces: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const rest = pieces[Symbol.asyncIterator]();
  let first: IteratorResult<T> | undefined = await rest.next();
  return {
    [Symbol.asyncIterator]: () => ({
      next() {
        const next = first ? Promise.resolve(first) : rest.next();
        first = undefined;
        return next;
      },
      return: async () => await rest.return?.() ?? { done: true, value: undefined },
    }),
  };
}
