import type { FrameSites } from "../../../board/embed/frame_sites.ts";

/** The sites that may show this page, as the server names them in the only header that a page can read. */
export function embedSites(entries: PerformanceEntryList = performance.getEntriesByType("navigation")): FrameSites {
  const [page] = entries as PerformanceNavigationTiming[];
  // Firefox tells nothing where the connection is not encrypted: then no page can send messages.
  const sites = page?.serverTiming?.find(({ name }) => name === "f")?.description ?? "'none'";
  if (sites === "*") return "any";
  return sites === "'none'" ? [] : sites.split(" ");
}
