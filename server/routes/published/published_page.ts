import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { SECRET_CHARS } from "../../../board/id.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { type Bindings, requestInfo } from "../../http/request_info.ts";
import { ResponseStream } from "../../http/response_stream.ts";
import { withUniformTiming } from "../../http/uniform_timing.ts";
import type { BoardId } from "../../store/board_store.ts";
import type { Publication, PublicationStore } from "../../store/publications/publication_store.ts";
import type { Pages } from "../pages.ts";
import { escaped } from "./escaped.ts";
import { oembedLink } from "./oembed_link.ts";
import { ownOrigin } from "./own_origin.ts";

export interface PublishedPageOptions {
  readonly publications: PublicationStore;
  readonly pages: Pages;
  readonly admission: Admission;
  readonly clock?: Clock;
}

/** What one answer holds: a piece that is being sent, and two that are being read. */
const HELD_BYTES = 192 * 1024;

/**
 * No script runs and nothing is loaded but our style sheet; pictures are in the page. The drawing says in `style`
 * attributes how highlighters mix with what is below. Any site may show the page: it is public.
 */
const POLICY = "default-src 'none'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors *";

const PLACES = ["<!--head-->", "<!--title-->", "<!--date-->", "<!--picture-->"] as const;

/** `/p/<id>`: a board as it was when an owner published it. `/p/<id>/<version>` never changes. */
export function publishedPage(
  { publications, pages, admission, clock = systemClock }: PublishedPageOptions,
): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/:id", (c) => answer(c, c.req.param("id")));
  routes.get("/:id/:version", (c) => answer(c, c.req.param("id"), c.req.param("version")));
  return routes;

  async function answer(c: Context<{ Bindings: Bindings }>, id: string, version?: string) {
    const found = id.length === SECRET_CHARS ? await withUniformTiming(() => publications.find(id)) : undefined;
    if (found === undefined) return c.notFound();
    const { board, publication } = found;
    if (version !== undefined && version !== publication.picture.id) return c.redirect(`/p/${id}`);
    const etag = `"${publication.picture.id}"`;
    c.header("content-security-policy", POLICY);
    c.header("cross-origin-resource-policy", "cross-origin");
    c.header("cache-control", version === undefined ? "public, no-cache" : "public, max-age=31536000, immutable");
    c.header("etag", etag);
    c.header("content-type", "text/html; charset=utf-8");
    if (!publication.mayIndex) c.header("x-robots-tag", "noindex");
    if (isTagIn(c.req.header("if-none-match"), etag)) return c.body(null, 304);
    if (c.req.method === "HEAD") return c.body(null);
    const body = await stream(c, board, publication);
    if (body !== undefined) return c.body(body);
    c.header("cache-control", "no-store");
    return refuse(c, "busy");
  }

  /** Undefined when there is not enough memory. */
  async function stream(c: Context<{ Bindings: Bindings }>, board: BoardId, publication: Publication) {
    const { client, place } = requestInfo(c);
    using begun = new DisposableStack();
    const reservation = admission.budget.reserve(HELD_BYTES, { ...client, board });
    if (reservation === undefined) return undefined;
    begun.use(reservation);
    const parts = await template(ownOrigin(c), publication);
    const held = begun.move();
    const encoder = new TextEncoder();
    const pieces = async function* () {
      yield encoder.encode(parts[0]);
      yield* publications.read(board, publication);
      yield encoder.encode(parts[1]);
    };
    const turn = (bytes: number) => admission.responses.take(client, bytes);
    const answer = new ResponseStream(pieces(), { clock, turn, onEnd: () => held.dispose() });
    reservation.evict = () => answer.abort("others need the memory");
    if (place) place.evict = () => answer.abort("others need the connection");
    return answer.body;
  }

  /** The page before and after the picture. */
  async function template(origin: string, { id, at, title, mayIndex }: Publication): Promise<string[]> {
    // Without a coding, as the page is put together here.
    const page = await pages.page("published", new Request(origin))?.text() ?? PLACES.join("");
    const date = new Date(at);
    const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date);
    const name = escaped(title || "Drawbridge board");
    const head = [
      `<title>${name}</title>`,
      ...(mayIndex ? [] : ['<meta name="robots" content="noindex">']),
      oembedLink(origin, `${origin}/p/${id}`),
    ];
    const values = [head.join("\n    "), name, `<time datetime="${date.toISOString()}">${day}</time>`];
    const filled = values.reduce((text, value, i) => text.replace(PLACES[i], () => value), page);
    return filled.split(PLACES[3]);
  }
}

function isTagIn(list: string | undefined, etag: string): boolean {
  return list?.split(",").some((tag) => [etag, "*"].includes(tag.trim().replace(/^W\//, ""))) ?? false;
}
