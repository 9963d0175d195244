import type { Context } from "hono";
import type { AssetId } from "../../../board/asset/asset.ts";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { isSlug } from "../../../board/id.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { type Access, type Authorize, linkPrincipal } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import type { Client } from "../../http/client_address.ts";
import { type RefusalOptions, refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { AssetRecord } from "../../store/assets/asset_record.ts";
import type { Added, AssetStore } from "../../store/assets/asset_store.ts";
import type { BoardEnv } from "../require_right.ts";

export interface AssetCopiesOptions {
  readonly assets: AssetStore;
  readonly authorize: Authorize;
  readonly admission: Pick<Admission, "reads" | "assetRate">;
  readonly clock?: Clock;
}

interface Refusal extends RefusalOptions {
  readonly code: ErrorCode;
}

/** One request copies for about this time, so that browsers and proxies wait for its answer, ms. */
const COPYING_MS = 5_000;

/**
 * `POST /api/boards/<slug>/assets/copy`: a duplicate gets the pictures of the board that it was made from. The answer
 * says how many are left; a repeated request goes on with these.
 */
export class AssetCopies {
  readonly #options: AssetCopiesOptions;
  readonly #clock: Clock;

  constructor(options: AssetCopiesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async answer(c: Context<BoardEnv>): Promise<Response> {
    const { authorize, admission } = this.#options;
    const body = await readJson(c.req.raw, this.#clock);
    if ("code" in body) return refuse(c, body.code);
    const slug = body.object?.from;
    const from = isSlug(slug) ? await authorize(linkPrincipal(slug, requestInfo(c).visitor)) : undefined;
    if (!from?.rights.view) return refuse(c, "noSuchLink");
    const copied = await admission.reads.run(
      requestInfo(c).client,
      () => this.#copy(from, c.var.access, requestInfo(c).client),
    );
    if (copied === "full") return refuse(c, "busy");
    if (typeof copied === "number") return c.json({ left: copied });
    return refuse(c, copied.code, copied);
  }

  async #copy(from: Access, to: Access, client: Client): Promise<number | Refusal> {
    const { assets, admission } = this.#options;
    const end = this.#clock.now() + COPYING_MS;
    let left = 0;
    for await (const { id, ...asset } of assets.list(from.board)) {
      if (await assets.keep(to.board, id)) continue;
      if (this.#clock.now() > end) {
        left++;
        continue;
      }
      // Otherwise a few pictures could fill the disk.
      const retryAfterMs = admission.assetRate.take(client, "", asset.bytes);
      if (retryAfterMs > 0) return { code: "tooManyUploads", retryAfterMs };
      const added = await this.#add(to, { id, ...asset });
      if (added === "full") return { code: "assetsFull" };
      if (added === "gone") return { code: "noSuchLink" };
      // What was interrupted is copied by the next request.
      if (added !== "added" && added !== "present") left++;
    }
    return left;
  }

  /** Damaged pictures are left behind: a board can be duplicated nevertheless. */
  async #add(to: Access, asset: AssetRecord & { readonly id: AssetId }): Promise<Added> {
    const { assets } = this.#options;
    try {
      return await assets.add(to.board, asset.id, { pieces: assets.read(asset), bytes: asset.bytes });
    } catch (error) {
      if ((error as Error).name === "Damaged") return "present";
      throw error;
    }
  }
}
