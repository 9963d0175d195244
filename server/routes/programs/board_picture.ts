import type { Admission } from "../../admission/admission.ts";
import type { Holder } from "../../admission/memory_budget.ts";
import { boardEtag } from "../../http/board_etag.ts";
import type { PictureRenderer } from "../../pictures/picture_renderer.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import type { BoardId } from "../../store/board_store.ts";

export interface BoardPictureOptions {
  readonly rooms: Pick<RoomRegistry, "acquire" | "peek">;
  readonly admission: Pick<Admission, "encodings">;
  readonly pictures: PictureRenderer;
}

/** Largest picture for an assistant, bytes: it reads the text of the SVG. */
const PICTURE_BYTES = 1024 * 1024;

/** The board as SVG, or in words why there is no picture. */
export async function boardPicture(
  { rooms, admission, pictures }: BoardPictureOptions,
  holder: Holder & { readonly board: BoardId },
): Promise<Uint8Array | string> {
  const { board } = holder;
  const live = rooms.peek(board);
  const result = await pictures.make({
    ...{ board, kind: "svg", theme: "light", tag: live && boardEtag(live), holder } as const,
    open: async () => {
      const { room, release } = await rooms.acquire(board, holder);
      return {
        tag: boardEtag(room),
        read: () => admission.encodings.run(holder, () => room.encode()),
        [Symbol.dispose]: release,
      };
    },
  });
  if (result === "full") return "The server is busy; try again in a moment.";
  if (result.made === "too large" || result.made.bytes > PICTURE_BYTES) {
    return "The board is too large for a picture: read it in parts.";
  }
  return new Uint8Array(await new Blob(await Array.fromAsync(result.made.pieces)).arrayBuffer());
}
