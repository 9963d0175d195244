import type { Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { LinkCard } from "../../../board/wire/link_card.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Picture } from "../../editor/images.ts";
import { CardColumn } from "./card_column.ts";

/** Pages that are asked for at a time. */
const AT_ONCE = 3;

export interface LinkCardsOptions {
  readonly at: Point;
  readonly replaced?: ReadonlySet<ShapeId> | undefined;
  /** Called with all shapes of the cards when they are on the board, and whenever there are more. */
  readonly added: (ids: ReadonlySet<ShapeId>) => void;
  readonly pageOf: (url: string) => Promise<LinkCard | undefined>;
}

/**
 * Adds a card for each address, at once and with the address on it, and fills it when its page has answered.
 *
 * @returns when nothing more comes
 */
export async function addLinkCards(
  editor: Editor,
  urls: readonly string[],
  { at, replaced, added, pageOf }: LinkCardsOptions,
): Promise<void> {
  const column = new CardColumn(editor, urls, { at, replaced });
  added(column.ids);
  const waiting = urls.entries();
  const work = async () => {
    for (const [index, url] of waiting) {
      const card = await pageOf(url);
      if (card === undefined) continue;
      const { icon, send } = await pictureOf(editor, card.icon);
      if (!column.fill(index, { ...card, icon })) continue;
      send();
      added(column.ids);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** The icon as a picture of the board; without one where the browser or the page cannot take it. */
async function pictureOf(
  editor: Editor,
  icon: string | undefined,
): Promise<{ readonly icon: Picture | undefined; send(): void }> {
  if (icon !== undefined) {
    try {
      const { taken: [picture], send } = await (await editor.images()).take([await storedIcon(icon)]);
      return { icon: picture, send };
    } catch { /* the card has no icon */ }
  }
  return { icon: undefined, send: () => {} };
}

/** Boards keep no ICO: browsers show it, and other programs do not. */
async function storedIcon(url: string): Promise<Blob> {
  const [head, base64] = url.split(",", 2);
  const type = head.slice("data:".length, head.indexOf(";"));
  const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
  if (type !== "image/x-icon") return blob;
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")!.drawImage(bitmap, 0, 0);
  bitmap.close();
  return await canvas.convertToBlob({ type: "image/png" });
}
