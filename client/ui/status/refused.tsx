import { useEffect } from "preact/hooks";
import { Mark } from "../controls/icon.tsx";
import { movedTo } from "../links/visits.ts";

interface RefusedProps {
  readonly slug: string;
  readonly reason: string;
  /** Replaces this page by another board page. */
  readonly goTo?: (slug: string) => void;
}

/**
 * Replaces the page when the link is not valid: explains why, and links to the start page. If this browser knows
 * another link of the board, as after replacing all links, it opens that one.
 */
export function Refused({ slug, reason, goTo = (next) => location.replace(`/b/${next}`) }: RefusedProps) {
  const next = movedTo(slug);
  useEffect(() => {
    if (next !== undefined) goTo(next);
  }, []);
  if (next !== undefined) {
    return (
      <main class="refused">
        <Mark />
        <p role="status">Going to the board’s new link…</p>
      </main>
    );
  }
  return (
    <main class="refused">
      <Mark />
      <h1>This board can’t be opened</h1>
      <p role="alert">{sentence(reason)}</p>
      <a class="primary" href="/">Go to the start page</a>
    </main>
  );
}

/** Capitalises a reason, as servers send them in lower case. */
function sentence(reason: string): string {
  return reason.slice(0, 1).toUpperCase() + reason.slice(1);
}
