import type { BuildNews } from "../server/assets/live_reload.ts";

/**
 * The client of live reloading, only in development builds. It replaces changed styles in place, reloads the page for
 * other changes, and shows build errors on top of the page.
 */

const code = document.querySelector<HTMLElement>("script[data-code]")?.dataset.code;

let stream: EventSource | undefined;
let overlay: HTMLElement | undefined;

/** Only visible pages listen. A browser opens at most six connections to a host, and each stream occupies one. */
function listen(): void {
  if (document.visibilityState === "hidden") {
    stream?.close();
    stream = undefined;
  } else if (stream === undefined) {
    stream = new EventSource("/dev/reload");
    stream.addEventListener("build", (event) => meet(JSON.parse(event.data)));
    stream.addEventListener("problem", (event) => show(JSON.parse(event.data)));
  }
}

function meet(news: BuildNews): void {
  overlay?.remove();
  overlay = undefined;
  if (news.code !== code) return location.reload();
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  for (const [name, same] of Map.groupBy(links, ({ href }) => entryName(new URL(href).pathname))) {
    const current = same.at(-1)!;
    const next = news.styles.find((path) => entryName(path) === name);
    if (next !== undefined && next !== new URL(current.href).pathname) swap(current, next);
  }
}

/**
 * Older sheets are removed when the new one has loaded, so that the page is never unstyled. One of them may still be
 * loading, when builds follow each other quickly.
 */
function swap(link: HTMLLinkElement, href: string): void {
  const next = link.cloneNode() as HTMLLinkElement;
  next.href = href;
  const name = entryName(new URL(next.href).pathname);
  next.addEventListener("load", () => {
    for (const other of [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")]) {
      if (other === next) break;
      if (entryName(new URL(other.href).pathname) === name) other.remove();
    }
  }, { once: true });
  link.after(next);
}

/** `/assets/board-4F2A.css` → `/assets/board`. */
function entryName(path: string): string {
  return path.replace(/-[^-]*$/, "");
}

/** Styled through the CSSOM, which a strict Content-Security-Policy allows. */
function show(problem: string): void {
  overlay ??= document.body.appendChild(document.createElement("pre"));
  overlay.id = "build-problem";
  overlay.setAttribute("role", "alert");
  overlay.textContent = problem;
  Object.assign(overlay.style, {
    position: "fixed",
    inset: "auto 1rem 1rem",
    zIndex: "2147483647",
    maxHeight: "60vh",
    overflow: "auto",
    margin: "0",
    padding: "1rem",
    borderRadius: "8px",
    font: "13px/1.5 ui-monospace, monospace",
    whiteSpace: "pre-wrap",
    color: "#fff",
    background: "#7f1d1d",
    boxShadow: "0 8px 32px #0006",
  });
}

document.addEventListener("visibilitychange", listen);
listen();
