/** The links of one board that a page uses. */
export interface BoardSlugs {
  /** Opens the board. */
  readonly slug: string;
  /** The passphrase-protected link that gave `slug`, else `slug` itself. Names the local copy. */
  readonly lasting: string;
  /** The link in the address of the page. It may still open the board when `slug` does not. */
  readonly address: string;
  /** Given for a board that was begun without a network: resolves once the server has it. */
  readonly begun?: Promise<void> | undefined;
}

/** The address of a board's WebSocket on the server of this page. */
export function socketAddress(slug: string): string {
  return `${location.origin.replace("http", "ws")}/ws/${slug}${boardQuery()}`;
}

/**
 * `?b=<key>` with the key of the page's board, by which a balancer may choose the instance (PROTOCOL.md 11.11); empty
 * when the page has none. A header of the page names it.
 */
export function boardQuery(): string {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const key = page?.serverTiming?.find(({ name }) => name === "b")?.description;
  return key ? `?b=${key}` : "";
}
