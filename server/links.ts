import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../board/clock.ts";
import { isSlug, newSecret } from "../board/id.ts";
import { NAME_MAX } from "../board/limits.ts";
import { isRole, type Role } from "../board/role.ts";
import { readText } from "./boards.ts";
import { isOwnOrigin } from "./origin.ts";
import type { LinkWatch } from "./relay/link_watch.ts";
import type { Registry } from "./relay/registry.ts";
import type { Link, LinkChange, LinkStore } from "./store/link_store.ts";
import { Tries } from "./tries.ts";

export interface LinksOptions {
  readonly links: LinkStore;
  readonly rooms: Registry;
  readonly watch: LinkWatch;
  readonly clock?: Clock;
}

/** Links of one board; more would be a list nobody reads. */
const LINKS_MAX = 100;
/** How long a link given for a passphrase lasts, ms: a working day. */
const UNLOCKED_MS = 12 * 3_600_000;
/** Key derivations at once: each takes a core for about 0.1 s. */
const DERIVATIONS_MAX = 2;
const PASSPHRASE_MAX = 200;

type Fields = LinkChange & { readonly role?: Role; readonly passphrase?: string };

/** `/api/boards/<slug>/links`: what the owner does with a board's links, and unlocking one. Others get 404 as for no board. */
export function linksApi({ links, rooms, watch, clock = systemClock }: LinksOptions): Hono {
  const api = new Hono();
  const tries = new Tries(clock);
  let deriving = 0;

  api.use("*", async (c, next) => {
    c.header("cache-control", "no-store");
    if (c.req.method !== "GET" && !isOwnOrigin(c.req.raw)) return c.json({ error: "this page may not do this" }, 403);
    await next();
  });

  const owner = async (c: Context): Promise<Link | undefined> => {
    const slug = c.req.param("slug");
    const link = isSlug(slug) ? await links.find(slug) : undefined;
    return link?.role === "owner" && !link.isLocked ? link : undefined;
  };

  api.get("/:slug/links", async (c) => {
    const own = await owner(c);
    if (own === undefined) return absent(c);
    const list = (await links.list(own.board)).map(({ board: _, ...link }) => ({
      ...link,
      isOwn: link.id === (own.parent ?? own.id),
    }));
    return c.json({ links: list });
  });

  api.post("/:slug/links", async (c) => {
    const own = await owner(c);
    if (own === undefined) return absent(c);
    const fields = readFields(await readJson(c.req.raw, clock));
    if (fields?.role === undefined) return unreadable(c);
    if ((await links.list(own.board)).length >= LINKS_MAX) {
      return c.json({ error: `a board has ${LINKS_MAX} links at most; revoke one first` }, 409);
    }
    const { role, label, expires, passphrase } = fields;
    const slug = newSecret();
    const { id } = await links.create(own.board, { slug, role, label, expires: expires ?? undefined, passphrase });
    return c.json({ id, slug }, 201);
  });

  api.post("/:slug/links/rotate", async (c) => {
    const own = await owner(c);
    if (own === undefined) return absent(c);
    const made = (["owner", "editor", "viewer"] as const).map((role) => ({ role, slug: newSecret() }));
    await links.rotate(own.board, made);
    await watch.check(own.board);
    return c.json({ links: Object.fromEntries(made.map(({ role, slug }) => [role, slug])) });
  });

  api.patch("/:slug/links/:id", async (c) => {
    const own = await owner(c);
    if (own === undefined) return absent(c);
    const fields = readFields(await readJson(c.req.raw, clock));
    if (fields === undefined) return unreadable(c);
    if (!await links.change(own.board, c.req.param("id"), fields)) return absent(c);
    await watch.check(own.board);
    return c.body(null, 204);
  });

  api.delete("/:slug/links/:id", async (c) => {
    const own = await owner(c);
    if (own === undefined) return absent(c);
    if (c.req.param("id") === (own.parent ?? own.id)) {
      return c.json({ error: "this is the link you are here with; rotate all links instead" }, 409);
    }
    if (!await links.revoke(own.board, c.req.param("id"))) return absent(c);
    await watch.check(own.board);
    return c.body(null, 204);
  });

  api.delete("/:slug", async (c) => {
    const own = await owner(c);
    if (own === undefined) return absent(c);
    rooms.drop(own.board);
    await links.deleteBoard(own.board);
    // Who came in before the links were gone.
    rooms.drop(own.board);
    return c.body(null, 204);
  });

  api.post("/:slug/unlock", async (c) => {
    const slug = c.req.param("slug");
    const body = await readJson(c.req.raw, clock);
    const link = isSlug(slug) ? await links.find(slug) : undefined;
    if (!link?.isLocked) return absent(c);
    const passphrase = body?.passphrase;
    if (typeof passphrase !== "string" || passphrase.length > PASSPHRASE_MAX) return unreadable(c);
    const address = (c.env as Partial<Deno.ServeHandlerInfo<Deno.NetAddr>>)?.remoteAddr?.hostname ?? "";
    if (deriving >= DERIVATIONS_MAX || !tries.take(`${link.id} ${address}`)) {
      c.header("retry-after", "60");
      return c.json({ error: "too many tries; wait a minute" }, 429);
    }
    deriving++;
    try {
      const made = { slug: newSecret(), expires: Date.now() + UNLOCKED_MS };
      const unlocked = await links.unlock(slug, passphrase, made);
      if (unlocked === undefined) return c.json({ error: "this is not the passphrase" }, 403);
      return c.json({ slug: made.slug, expires: unlocked.expires });
    } finally {
      deriving--;
    }
  });

  return api;
}

function absent(c: Context): Response {
  return c.json({ error: "this link does not open a board" }, 404);
}

function unreadable(c: Context): Response {
  return c.json({ error: "the request does not say what a link needs" }, 400);
}

async function readJson(request: Request, clock: Clock): Promise<Record<string, unknown> | undefined> {
  const text = await readText(request, clock);
  if (typeof text !== "string") return undefined;
  try {
    const body = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined when a field is not what it should be. */
function readFields(body: Record<string, unknown> | undefined): Fields | undefined {
  if (body === undefined) return undefined;
  const { role, label, expires, passphrase } = body;
  if (role !== undefined && !isRole(role)) return undefined;
  if (label !== undefined && (typeof label !== "string" || label.length > NAME_MAX)) return undefined;
  if (
    expires !== undefined && expires !== null && !(typeof expires === "number" && expires > 0 && expires <= 8.64e15)
  ) {
    return undefined;
  }
  if (passphrase !== undefined && (typeof passphrase !== "string" || passphrase.length > PASSPHRASE_MAX)) {
    return undefined;
  }
  return { role, label, expires, passphrase } as Fields;
}
