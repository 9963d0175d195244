import { isSlug } from "../../../board/id.ts";

/** The address of a board page. */
export function boardAddress(origin: string, slug: string): string {
  return `${origin}/b/${slug}`;
}

/** The slug in a page's path, `/b/<slug>` or `/embed/<slug>`. */
export function slugOfPath(path: string): string | undefined {
  const slug = /^\/(?:b|embed)\/([^/]+)\/?$/.exec(path)?.[1];
  return isSlug(slug) ? slug : undefined;
}

/** In the address of a board that takes the files which wait in the inbox. */
export const FILES_HASH = "#files";
