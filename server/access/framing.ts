import type { FrameSites } from "../../board/embed/frame_sites.ts";
import { isSlug } from "../../board/id.ts";
import type { LinkStore } from "../store/link_store.ts";

/** Says which sites may show the board of a link in a frame; undefined when none may. */
export type SitesOf = (slug: string) => Promise<FrameSites | undefined>;

/** A link that opens nothing may not be shown, and neither may a board that has no links. */
export function framing(links: Pick<LinkStore, "find">): SitesOf {
  return async (slug) => {
    const link = isSlug(slug) ? await links.find(slug) : undefined;
    return link === undefined || link.isBinned || link.sites.length === 0 ? undefined : link.sites;
  };
}
