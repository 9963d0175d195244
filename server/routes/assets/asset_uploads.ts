import type { Context } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { AssetId } from "../../../board/asset/asset.ts";
import { ASSET_BYTES_MAX, ASSET_STALLED_MS, ASSET_UPLOAD_MS } from "../../../board/asset/asset_limits.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { type Access, type Authorize, linkPrincipal } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { requestInfo } from "../../http/request_info.ts";
import { BodyAborted, StreamedBody } from "../../http/streamed_body.ts";
import type { LinkWatch } from "../../relay/link_watch.ts";
import type { Refusals } from "../../session/refusals.ts";
import type { Added, AssetStore } from "../../store/assets/asset_store.ts";
import { type BoardEnv, refusalFor } from "../require_right.ts";

export interface AssetUploadsOptions {
  readonly assets: AssetStore;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly watch: LinkWatch;
  readonly clock?: Clock;
}

/** `PUT`: stores an asset. It is durable and visible when the answer is 200 or 201, and not visible before. */
export class AssetUploads {
  readonly #options: AssetUploadsOptions;
  readonly #clock: Clock;

  constructor(options: AssetUploadsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async answer(c: Context<BoardEnv>, id: AssetId): Promise<Response> {
    const { assets, admission, refusals } = this.#options;
    const { board } = c.var.access;
    const { client } = requestInfo(c);
    const stated = Number(c.req.header("content-length") ?? 0);
    if (stated > ASSET_BYTES_MAX) return refuse(c, "tooLarge");
    // What is there already costs nothing.
    if (await assets.keep(board, id)) return c.body(null, 200);
    if (!await assets.hasRoom(board, stated)) return refuse(c, "assetsFull");
    const charged = stated || ASSET_BYTES_MAX;
    const waitMs = admission.assetRate.take(client, "", charged);
    if (waitMs > 0) {
      refusals.count("too many uploads");
      return refuse(c, "tooManyUploads", { retryAfterMs: waitMs });
    }
    using reservation = admission.budget.reserve(assets.heldBytes(charged), { ...client, board });
    if (reservation === undefined) {
      admission.assetRate.giveBack(client, "", charged);
      refusals.count("memory is short");
      return refuse(c, "busy");
    }
    const { code, bytes } = await this.#store(c, { id, stated, reservation });
    // A sender that gives no length is charged for what it sent.
    if (bytes < charged) admission.assetRate.giveBack(client, "", charged - bytes);
    if (code === "added" || code === "present") return c.body(null, code === "added" ? 201 : 200);
    return refuse(c, code);
  }

  async #store(
    c: Context<BoardEnv>,
    { id, stated, reservation }: {
      readonly id: AssetId;
      readonly stated: number;
      readonly reservation: { evict: (() => void) | undefined };
    },
  ): Promise<{ readonly code: "added" | "present" | ErrorCode; readonly bytes: number }> {
    const { assets, authorize, watch, refusals } = this.#options;
    const { access } = c.var;
    const { place, visitor } = requestInfo(c);
    using body = new StreamedBody(c.req.raw, { clock: this.#clock, ms: ASSET_UPLOAD_MS, stalledMs: ASSET_STALLED_MS });
    reservation.evict = () => body.abort("busy");
    if (place) place.evict = () => body.abort("busy");
    const unwatch = watch.watch({ refuse: () => body.abort("noSuchLink") }, access);
    const slug = c.req.param("slug") ?? "";
    let now: Access | undefined = access;
    const isAllowed = async () => {
      now = await authorize(linkPrincipal(slug, visitor), access.board);
      return now?.rights.draw ?? false;
    };
    let bytes = 0;
    const pieces = counted(body, (length) => void (bytes += length));
    try {
      const added = await assets.add(access.board, id, { pieces, bytes: stated, isAllowed });
      const isRefused = added === "gone" && !now?.rights.draw;
      return { code: isRefused ? refusalFor(now, "draw") : CODES[added], bytes };
    } catch (error) {
      if (!(error instanceof BodyAborted)) throw error;
      if (error.code === "busy") refusals.count("memory is short");
      return { code: error.code, bytes };
    } finally {
      unwatch();
      if (place) place.evict = undefined;
      reservation.evict = undefined;
    }
  }
}

async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  count: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

const CODES: Readonly<Record<Added, "added" | "present" | ErrorCode>> = {
  "added": "added",
  "present": "present",
  "full": "assetsFull",
  "gone": "noSuchLink",
  "interrupted": "busy",
  "wrong hash": "wrongHash",
  "no image": "noImage",
  "too many pixels": "tooManyPixels",
  "too large": "tooLarge",
};
