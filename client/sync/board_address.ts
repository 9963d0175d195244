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
