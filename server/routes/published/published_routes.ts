import type { Mounted } from "../app.ts";
import { oembed, type OembedOptions } from "./oembed.ts";
import { publishedPage, type PublishedPageOptions } from "./published_page.ts";

/** What everybody may ask for without a link: published pages, and how wikis show boards. */
export function publishedRoutes(options: OembedOptions & PublishedPageOptions): Mounted[] {
  return [["/p", publishedPage(options)], ["/", oembed(options)]];
}
