import { DRAWN_ASSETS_BYTES_MAX } from "../../../board/asset/asset_limits.ts";
import type { Admission } from "../../admission/admission.ts";
import type { Holder } from "../../admission/memory_budget.ts";
import { boardEtag } from "../../http/board_etag.ts";
import type { PictureRenderer } from "../../pictures/picture_renderer.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import type { AssetStore } from "../../store/assets/asset_store.ts";
import type { BoardId } from "../../store/board_store.ts";
import type { Region } from "../../worker/jobs.ts";
import { DrawnAssets } from "../assets/drawn_assets.ts";

export interface BoardPictureOptions {
  readonly rooms: Pick<RoomRegistry, "acquire" | "peek">;
  readonly admission: Pick<Admission, "encodings">;
  readonly pictures: PictureRenderer;
  readonly assets: AssetStore;
}

/** The board, or a part of it, as PNG, or in words why there is no picture. */
export async function boardPicture(
  { rooms, admission, pictures, assets }: BoardPictureOptions,
  holder: Holder & { readonly board: BoardId },
  region: Region | undefined,
): Promise<Uint8Array | string> {
  const { board } = holder;
  const drawn = new DrawnAssets(assets);
  const version = await drawn.version(board);
  const live = rooms.peek(board);
  const result = await pictures.make({
    ...{ board, kind: "png", theme: "light", region, tag: live && boardEtag(live, version), holder } as const,
    open: async () => {
      const { room, release } = await rooms.acquire(board, holder);
      return {
        tag: boardEtag(room, version),
        read: () => admission.encodings.run(holder, () => room.encode()),
        [Symbol.dispose]: release,
      };
    },
    assets: { version, read: () => drawn.read(board, DRAWN_ASSETS_BYTES_MAX) },
  });
  if (result === "full") return "The server is busy; try again in a moment.";
  if (result.made === "too large") return "The board is too large for a picture: read it as text, in parts.";
  return new Uint8Array(await new Blob(await Array.fromAsync(result.made.pieces)).arrayBuffer());
}
