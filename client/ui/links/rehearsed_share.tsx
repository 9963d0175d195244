import { signal } from "@preact/signals";
import { render } from "preact";
import { PageLinks } from "./page_links.ts";
import { ShareSheet } from "./share_sheet.tsx";

export { ShareSheet };

/**
 * Renders the dialog of an owner once outside of the page, and removes it before its effects run. Browsers run code that
 * has run before faster, so the dialog opens sooner. Safari, which has no idle callbacks, does without.
 */
function rehearse(): void {
  // Somebody has been faster.
  if (document.querySelector("dialog")) return;
  const stage = document.createElement("div");
  const links = new PageLinks("", { links: { editor: "editor", viewer: "viewer" }, made: [] });
  const props = { name: () => "", role: signal("owner" as const), title: signal(""), origin: location.origin };
  const status = signal({ kind: "saved" as const });
  render(<ShareSheet {...props} {...{ links, status }} ended={() => {}} />, stage);
  render(null, stage);
}

globalThis.requestIdleCallback?.(rehearse);
