import { useEffect } from "preact/hooks";
import { Mark } from "./icon.tsx";
import { movedTo } from "./links/visits.ts";

interface RefusedProps {
  readonly slug: string;
  readonly reason: string;
  /** Goes to another board page in place of this one. */
  readonly goTo?: (slug: string) => void;
}

/**
 * The whole page when a link opens nothing, or does not any more: what happened, and a way on. Where this browser
 * knows another link of the board, as after replacing them all, it goes there by itself.
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

/** Servers begin their reasons with a small letter. */
function sentence(reason: string): string {
  return reason.slice(0, 1).toUpperCase() + reason.slice(1);
}
