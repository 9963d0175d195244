import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { idsOf, type ListedLink } from "./listed_link.ts";
import { type Links, type MadeLink, noteOnVisit, visitOf } from "./visits.ts";

/** The links of a board that this browser knows. */
export interface KnownLinks {
  readonly links: Links;
  readonly made: readonly MadeLink[];
}

/**
 * The links of this page's board that this browser knows. Every feature that shares a link takes it from here, so that
 * none shares a revoked one.
 */
export class PageLinks {
  /** The link that the page uses. */
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

  /** Reads the stored links again, since the board may be stored by now, or another tab may have created a link. */
  refresh(): void {
    const now = knownOf(this.slug.peek());
    if (JSON.stringify(now) !== JSON.stringify(this.#known.peek())) this.#known.value = now;
  }

  /** @returns false when this browser could not store it; then only this page knows the link */
  remember(link: MadeLink, { isPlain }: { isPlain: boolean }): boolean {
    const { links, made } = this.#known.peek();
    const { role, slug } = link;
    const isFirst = isPlain && (role === "editor" || role === "viewer") && links[role] === undefined;
    return this.#note(isFirst ? { links: { ...links, [role]: slug }, made } : { links, made: [link, ...made] });
  }

  /**
   * Removes links that are not in the owner's list or have expired. Without a secure context, where hashes are not
   * available, all links stay.
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
    // Skip when links were added meanwhile.
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
