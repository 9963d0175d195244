import { Hono } from "hono";
import type { SitesOf } from "../../access/framing.ts";
import { refuse } from "../../http/error_response.ts";
import type { Bindings } from "../../http/request_info.ts";
import { withUniformTiming } from "../../http/uniform_timing.ts";
import type { LinkStore } from "../../store/link_store.ts";
import type { PublicationStore } from "../../store/publications/publication_store.ts";
import { escaped } from "./escaped.ts";
import { ownOrigin } from "./own_origin.ts";

export interface OembedOptions {
  readonly links: Pick<LinkStore, "find">;
  readonly sitesOf: SitesOf;
  readonly publications: Pick<PublicationStore, "find">;
}

const WIDTH = 800, HEIGHT = 600;
/** How long a wiki may keep the answer, s. */
const CACHE_S = 3_600;
const URL_CHARS_MAX = 2_000;

/** A place on a board, as it is in the fragment of an address. */
const SPOT = /^#(?:-?[\d.]+,-?[\d.]+,[\d.]+|shape=[\w.-]+)$/;

/** What a page of ours is for a wiki. */
interface Shown {
  readonly src: string;
  readonly title: string;
}

/**
 * `GET /oembed?url=…`: the HTML with which a wiki shows a board (oEmbed 1.0). Whoever asks has the link, and learns
 * nothing that the link is not needed for: the title of a board is content, and only published pages tell theirs.
 */
export function oembed({ links, sitesOf, publications }: OembedOptions): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/oembed", async (c) => {
    const { url: page = "", format = "json", maxwidth, maxheight } = c.req.query();
    c.header("access-control-allow-origin", "*");
    c.header("cross-origin-resource-policy", "cross-origin");
    c.header("cache-control", "no-store");
    if (format !== "json") return refuse(c, "onlyJson");
    const origin = ownOrigin(c);
    const shown = await withUniformTiming(() => shownBy(page, origin));
    if (shown === undefined) return refuse(c, "notFound");
    if (shown === "private") return refuse(c, "noSites");
    const [width, height] = [within(maxwidth, WIDTH), within(maxheight, HEIGHT)];
    const html = `<iframe src="${escaped(shown.src)}" title="${escaped(shown.title)}" width="${width}" ` +
      `height="${height}" style="border:0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`;
    const about = { provider_name: "Drawbridge", provider_url: origin, title: shown.title, cache_age: CACHE_S };
    return c.json({ version: "1.0", type: "rich", ...about, html, width, height });
  });
  return routes;

  async function shownBy(page: string, origin: string): Promise<Shown | "private" | undefined> {
    if (page.length > URL_CHARS_MAX || !URL.canParse(page)) return undefined;
    const { host, pathname, hash, protocol } = new URL(page);
    if (host !== new URL(origin).host || !/^https?:$/.test(protocol)) return undefined;
    const [, kind, name] = /^\/(b|embed|p)\/([\w-]+)\/?$/.exec(pathname) ?? [];
    if (kind === "p") {
      const found = await publications.find(name);
      return found && { src: `${origin}/p/${name}`, title: found.publication.title || "Drawbridge board" };
    }
    if (kind === undefined || await links.find(name) === undefined) return undefined;
    if (await sitesOf(name) === undefined) return "private";
    return { src: `${origin}/embed/${name}${SPOT.test(hash) ? hash : ""}`, title: "Drawbridge board" };
  }
}

function within(given: string | undefined, usual: number): number {
  return given !== undefined && /^[1-9]\d{0,4}$/.test(given) ? Math.min(Number(given), usual) : usual;
}
