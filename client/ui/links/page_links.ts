import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { idsOf, type ListedLink } from "./listed_link.ts";
import { type Links, type MadeLink, noteOnVisit, visitOf } from "./visits.ts";

/** What this browser knows of the links of a board. */
export interface KnownLinks {
  readonly links: Links;
  readonly made: readonly MadeLink[];
}

/**
 * The links of this page's board that this browser knows. Whatever hands out a link takes it from here, so that one
 * that was revoked is handed out nowhere.
 */
export class PageLinks {
  /** The link that the page works with. */
  readonly slug: ReadonlySignal<string>;
  readonly known: ReadonlySignal<KnownLinks>;
  readonly #known: Signal<KnownLinks>;

  constructor(slug: ReadonlySignal<string> | string, known?: KnownLinks) {
    this.slug = typeof slug === "string" ? signal(slug) : slug;
    this.known = this.#known = signal(known ?? knownOf(this.slug.peek()));
  }

  /** A link that lets others draw. */
  drawing(): string | undefined {
    const { links, made } = this.#known.peek();
    return links.editor ?? made.find(({ role }) => role === "editor")?.slug;
  }

  /** Reads them again: the board may have become known, or another tab may have made one. */
  refresh(): void {
    const now = knownOf(this.slug.peek());
    if (JSON.stringify(now) !== JSON.stringify(this.#known.peek())) this.#known.value = now;
  }

  /** @returns false when this browser does not keep it: it is known to this page alone */
  remember(link: MadeLink, { isPlain }: { isPlain: boolean }): boolean {
    const { links, made } = this.#known.peek();
    const { role, slug } = link;
    const isFirst = isPlain && (role === "editor" || role === "viewer") && links[role] === undefined;
    return this.#note(isFirst ? { links: { ...links, [role]: slug }, made } : { links, made: [link, ...made] });
  }

  /**
   * Forgets the links that the owner's list does not have any more. Without a secure context the browser computes no
   * hashes, and all are believed.
   *
   * @param now the server's time, ms since 1970
   */
  async keepListed(listed: readonly ListedLink[], now: number): Promise<void> {
    const { links, made } = this.#known.peek();
    const ids = await idsOf([...Object.values(links), ...made.map(({ slug }) => slug)]);
    if (ids === undefined) return;
    const good = new Set(listed.filter(({ expires = Infinity }) => expires > now).map(({ id }) => id));
    const isGood = (slug: string) => good.has(ids.get(slug)!);
    const kept = {
      links: Object.fromEntries(Object.entries(links).filter(([, slug]) => isGood(slug))),
      made: made.filter(({ slug }) => isGood(slug)),
    };
    // Another may have been made meanwhile.
    if (this.#known.peek().links === links && this.#known.peek().made === made) this.#note(kept);
  }

  #note(known: KnownLinks): boolean {
    this.#known.value = known;
    return noteOnVisit(this.slug.peek(), known);
  }
}

function knownOf(slug: string): KnownLinks {
  const { links = {}, made = [] } = visitOf(slug) ?? {};
  return { links, made };
}
