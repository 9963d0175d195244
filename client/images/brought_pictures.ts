import type { AssetServer } from "./asset_request.ts";
import type { CopiedFrom } from "./copied_from.ts";
import { hashOf } from "./scaling.ts";

interface BroughtOptions {
  /** The board that the images were pasted into. */
  readonly server: Pick<AssetServer, "has">;
  readonly from: Pick<CopiedFrom, "bytes">;
  readonly signal: AbortSignal;
}

export interface Brought {
  /** What the board lacks. */
  readonly brought: readonly { readonly asset: string; readonly bytes: Blob }[];
  /** The number of pictures that the board lacks and that are nowhere else. */
  readonly missing: number;
  /** Pictures that are not here, and of which the server does not say now whether the board has them. */
  readonly later: readonly string[];
}

/** The pictures of pasted images, as far as their board does not have them. One after the other, as they may be large. */
export async function broughtPictures(assets: Iterable<string>, options: BroughtOptions): Promise<Brought> {
  const { server, from, signal } = options;
  const brought = [];
  const later = [];
  let missing = 0;
  for (const asset of assets) {
    const isThere = await server.has(asset, signal).catch(() => undefined);
    if (isThere) continue;
    const bytes = await from.bytes(asset, signal);
    if (signal.aborted) break;
    if (bytes && await hashOf(bytes) === asset) brought.push({ asset, bytes });
    else if (isThere === undefined) later.push(asset);
    else missing++;
  }
  return { brought, missing, later };
}
