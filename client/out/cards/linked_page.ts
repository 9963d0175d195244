import { type LinkCard, readLinkCard } from "../../../board/wire/link_card.ts";

/** True once the server said that it reads no pages. It is not asked again. */
let isOff = false;

/** The link of a board of this server in an address. */
const BOARD = /^\/(?:b|embed)\/([A-Za-z0-9_-]+)$/;

/**
 * What a linked page says of itself. The server reads it if it may, except that the page asks for the title of a board of
 * the same server itself: with the link, which has to open that board.
 *
 * @param slug the link that opens the board of this page
 * @returns undefined when nobody knows
 */
export async function linkedPage(url: string, slug: string): Promise<LinkCard | undefined> {
  const { origin, pathname, hash } = new URL(url);
  try {
    if (origin === location.origin) {
      const board = BOARD.exec(pathname)?.[1] ?? (pathname === "/b" ? hash.slice(1) : undefined);
      const response = board === undefined
        ? await fetch(`/oembed?url=${encodeURIComponent(url)}`)
        : await fetch(`/api/boards/${board}/shapes?limit=1`);
      return response.ok ? readLinkCard(await response.json()) : undefined;
    }
    if (isOff) return undefined;
    const response = await fetch(`/api/boards/${slug}/unfurl`, { method: "POST", body: JSON.stringify({ url }) });
    const answer = await response.json();
    if (answer.code === "unfurlOff") isOff = true;
    return response.ok ? readLinkCard(answer) : undefined;
  } catch {
    // Without a network a card keeps its address.
    return undefined;
  }
}
