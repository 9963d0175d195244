import { type Signal, signal } from "@preact/signals";
import { newSecret } from "../../../board/id.ts";
import type { FrameSites } from "../../../board/embed/frame_sites.ts";
import type { Role } from "../../../board/role.ts";
import { actorHeaders } from "./actor_headers.ts";
import { errorCodeOf } from "./error_code.ts";
import type { ListedLink } from "./listed_link.ts";
import type { PageLinks } from "./page_links.ts";
import { noteOnVisit, visitOf } from "./visits.ts";
import { EMBEDDING } from "../../messages/en/people/embedding.ts";
import { LINKS } from "../../messages/en/people/links.ts";
import { SpokenWords } from "../controls/spoken_words.ts";

/** Requested properties of a link; null removes the expiry or the passphrase. */
export interface LinkWishes {
  readonly role?: Role;
  readonly label?: string;
  readonly expires?: number | null;
  readonly passphrase?: string | null;
  readonly sites?: FrameSites;
}

interface DeskOptions {
  /** The name of the owner, for the list of what was done. */
  readonly name?: () => string;
  readonly request?: typeof fetch;
  /** A monotonic clock, ms, so that the setting of the device's clock does not matter. */
  readonly elapsed?: () => number;
}

/** The owner's operations on the links of a board. Every failure sets `problem` to a text for the person. */
export class LinkDesk {
  /** Undefined until loaded. */
  readonly links: Signal<readonly ListedLink[] | undefined> = signal(undefined);
  /** Whether the server lets owners register webhooks. */
  readonly hasWebhooks: Signal<boolean> = signal(false);
  readonly problem: SpokenWords = new SpokenWords("");
  readonly isBusy: Signal<boolean> = signal(false);
  readonly #slug: string;
  readonly #name: () => string;
  readonly #request: typeof fetch;
  readonly #elapsed: () => number;
  /** Server time minus `elapsed`, ms. */
  #offset: number | undefined;

  constructor(
    slug: string,
    { name = () => "", request = (...args) => fetch(...args), elapsed = () => performance.now() }: DeskOptions = {},
  ) {
    this.#slug = slug;
    this.#name = name;
    this.#request = request;
    this.#elapsed = elapsed;
  }

  /** The server's time, ms since 1970; the device's time until the links are loaded. */
  now(): number {
    return this.#offset === undefined ? Date.now() : Math.round(this.#offset + this.#elapsed());
  }

  /** @returns whether the list was loaded */
  async load(): Promise<boolean> {
    const response = await this.#ask("GET", "/links");
    if (response === undefined) return false;
    const { links, now, hasWebhooks } = await response.json();
    if (typeof now === "number") this.#offset = now - this.#elapsed();
    this.links.value = links;
    this.hasWebhooks.value = hasWebhooks === true;
    return true;
  }

  /** @returns the slug of the new link; the server returns it only this once */
  async make(wishes: LinkWishes): Promise<string | undefined> {
    const response = await this.#ask("POST", "/links", wishes);
    if (response === undefined) return undefined;
    const { slug } = await response.json();
    await this.load();
    return slug;
  }

  /**
   * A link that lets others draw: the first known one that is still valid, or else a new one. While the server cannot
   * be reached, the known links are trusted.
   */
  async drawingLink(links: PageLinks): Promise<string | undefined> {
    const isLoaded = await this.load();
    if (isLoaded) await links.keepListed(this.links.peek()!, this.now());
    const known = links.drawing();
    if (known !== undefined || !isLoaded) return known;
    const slug = await this.make({ role: "editor" });
    if (slug !== undefined) links.remember({ slug, role: "editor" }, { isPlain: true });
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
   * Replaces all links. The new links are generated and stored here before the request, so that this browser has the
   * owner link even if the response is lost.
   *
   * @returns the new owner slug once it opens the board
   */
  async rotate(): Promise<string | undefined> {
    const next = visitOf(this.#slug)?.next ?? { owner: newSecret(), editor: newSecret(), viewer: newSecret() };
    if (!noteOnVisit(this.#slug, { next })) {
      this.problem.value = LINKS.keepsNothing;
      return undefined;
    }
    if (await this.#ask("POST", "/links/rotate", { links: next })) return next.owner;
    const { ok } = await this.#request(`/api/boards/${next.owner}/links`).catch(() => ({ ok: false }));
    return ok ? next.owner : undefined;
  }

  /** The page learns by its connection that the board is in the bin. */
  async moveToBin(): Promise<void> {
    await this.#ask("POST", "/bin");
  }

  /** @returns whether the board was deleted */
  async deleteBoard(): Promise<boolean> {
    if (await this.#ask("DELETE", "")) return true;
    const { status } = await this.#request(`/api/boards/${this.#slug}/links`).catch(() => ({ status: 0 }));
    return status === 404;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Response | undefined> {
    const init = {
      method,
      headers: actorHeaders(this.#name()),
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    this.isBusy.value = true;
    const response = await this.#request(`/api/boards/${this.#slug}${path}`, init).catch(() => undefined);
    this.isBusy.value = false;
    this.problem.value = response?.ok ? "" : await problemOf(response);
    return response?.ok ? response : undefined;
  }
}

async function problemOf(response: Response | undefined): Promise<string> {
  if (response === undefined) return LINKS.noServer;
  switch (await errorCodeOf(response)) {
    case "noSuchLink":
      return LINKS.notOwner;
    case "badSites":
      return EMBEDDING.badSites;
    case "tooManyLinks":
      return LINKS.tooMany;
    case "ownLink":
    case "linksInUse":
      return LINKS.conflict;
    default:
      return LINKS.notNow;
  }
}
