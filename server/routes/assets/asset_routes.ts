import { Hono, type MiddlewareHandler } from "hono";
import { isAssetId } from "../../../board/asset/asset.ts";
import { refuse } from "../../http/error_response.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";
import { AssetCopies } from "./asset_copies.ts";
import { AssetReading, type AssetReadingOptions } from "./asset_reading.ts";
import { AssetUploads, type AssetUploadsOptions } from "./asset_uploads.ts";

export type AssetRoutesOptions = AssetReadingOptions & AssetUploadsOptions;

/** `/api/boards/<slug>/assets/<sha256>`: the pictures of a board. */
export function assetRoutes(options: AssetRoutesOptions): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const { authorize } = options;
  const uploads = new AssetUploads(options);
  const reading = new AssetReading(options);
  const copies = new AssetCopies(options);
  const path = "/:slug/assets/:sha256";
  api.post("/:slug/assets/copy", notCached, requireRight("draw", authorize), (c) => copies.answer(c));
  api.put(path, notCached, requireRight("draw", authorize), named, (c) => uploads.answer(c, c.req.param("sha256")));
  api.get(path, notCached, requireRight("view", authorize), named, (c) => reading.answer(c, c.req.param("sha256")));
  return api;
}

/** Answers for which nothing else is said are not kept: what is not there may come. */
const notCached: MiddlewareHandler = async (c, next) => {
  c.header("cache-control", "no-store");
  await next();
};

const named: MiddlewareHandler<BoardEnv> = async (c, next) => {
  if (!isAssetId(c.req.param("sha256"))) return refuse(c, "notFound");
  await next();
};
