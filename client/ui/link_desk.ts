import { type Signal, signal } from "@preact/signals";
import { newSecret } from "../../board/id.ts";
import type { Role } from "../../board/role.ts";
import { type Links, noteOnVisit, visitOf } from "./visits.ts";

/** A link as the server lists it for owners. */
export interface ListedLink {
  readonly id: string;
  readonly role: Role;
  readonly label?: string;
  /** ms since 1970. */
  readonly created: number;
  readonly expires?: number;
  readonly isLocked: boolean;
  /** The one this page was opened with. */
  readonly isOwn: boolean;
}

/** What is asked of a link; null takes the expiry or the passphrase away. */
export interface LinkWishes {
  readonly role?: Role;
  readonly label?: string;
  readonly expires?: number | null;
  readonly passphrase?: string | null;
}

const NO_SERVER = "The server can’t be reached. Nothing was changed.";
const NOT_OWNER = "This link does not own the board any more. Reload the page.";

/** What an owner does with the links of a board. Every answer that is no success ends in `problem`, in words. */
export class LinkDesk {
  /** Undefined until they have come. */
  readonly links: Signal<readonly ListedLink[] | undefined> = signal(undefined);
  readonly problem: Signal<string> = signal("");
  readonly isBusy: Signal<boolean> = signal(false);
  readonly #slug: string;

  constructor(slug: string) {
    this.#slug = slug;
  }

  async load(): Promise<void> {
    const response = await this.#ask("GET", "/links");
    if (response) this.links.value = (await response.json()).links;
  }

  /** @returns the slug of the new link, which is told only now */
  async make(wishes: LinkWishes): Promise<string | undefined> {
    const response = await this.#ask("POST", "/links", wishes);
    if (response === undefined) return undefined;
    const { slug } = await response.json();
    await this.load();
    return slug;
  }

  async change(id: string, wishes: LinkWishes): Promise<boolean> {
    const response = await this.#ask("PATCH", `/links/${id}`, wishes);
    if (response) await this.load();
    return response !== undefined;
  }

  async revoke(id: string): Promise<boolean> {
    const response = await this.#ask("DELETE", `/links/${id}`);
    if (response) await this.load();
    return response !== undefined;
  }

  /**
   * Replaces all links. The new ones are made and kept here before they are asked for: whatever becomes of the answer,
   * this browser has the owner's link.
   *
   * @returns the new owner's slug once it opens the board
   */
  async rotate(): Promise<string | undefined> {
    const next = visitOf(this.#slug)?.next ?? { owner: newSecret(), editor: newSecret(), viewer: newSecret() };
    if (!noteOnVisit(this.#slug, { next })) {
      this.problem.value = "This browser does not keep anything, so it could not keep the new links either.";
      return undefined;
    }
    if (await this.#ask("POST", "/links/rotate", { links: next })) return next.owner;
    const { ok } = await fetch(`/api/boards/${next.owner}/links`).catch(() => ({ ok: false }));
    return ok ? next.owner : undefined;
  }

  /** @returns whether the board is gone */
  async deleteBoard(): Promise<boolean> {
    if (await this.#ask("DELETE", "")) return true;
    const { status } = await fetch(`/api/boards/${this.#slug}/links`).catch(() => ({ status: 0 }));
    return status === 404;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Response | undefined> {
    const init = { method, body: body === undefined ? undefined : JSON.stringify(body) };
    this.isBusy.value = true;
    const response = await fetch(`/api/boards/${this.#slug}${path}`, init).catch(() => undefined);
    this.isBusy.value = false;
    this.problem.value = response === undefined ? NO_SERVER : response.ok ? "" : await problemOf(response);
    return response?.ok ? response : undefined;
  }
}

async function problemOf(response: Response): Promise<string> {
  if (response.status === 404) return NOT_OWNER;
  if (response.status !== 409) return "The server can’t do that now. Try again soon.";
  const { error } = await response.json().catch(() => ({}));
  return typeof error === "string" ? `${error[0].toUpperCase()}${error.slice(1)}.` : "That can’t be done.";
}

/**
 * Of the links this browser knows, those that are still listed: the others were revoked, here or elsewhere. Without a
 * secure context the browser computes no hashes, and all are believed.
 */
export async function stillListed(known: Links, listed: readonly ListedLink[]): Promise<Links> {
  if (globalThis.crypto?.subtle === undefined) return known;
  const ids = new Set(listed.filter(({ expires = Infinity }) => expires > Date.now()).map(({ id }) => id));
  const kept: [string, string][] = [];
  for (const [role, slug] of Object.entries(known)) if (ids.has(await idOf(slug))) kept.push([role, slug]);
  return Object.fromEntries(kept);
}

/** See `LinkId` of the server. */
async function idOf(slug: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(slug));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
