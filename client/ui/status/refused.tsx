import { useEffect } from "preact/hooks";
import type { Refusal } from "../../../board/wire/refusal.ts";
import { Mark } from "../controls/icon.tsx";
import { BinnedBoard } from "../boards/binned_board.tsx";
import { movedTo } from "../links/visits.ts";
import { usePageFocus } from "../controls/focus/page_focus.ts";
import { REFUSAL } from "../../messages/en/refusal.ts";

interface RefusedProps {
  readonly slug: string;
  readonly reason: Refusal | "binned";
  /** Replaces this page by another board page. */
  readonly goTo?: (slug: string) => void;
}

/**
 * Replaces the page when the link is not valid: explains why, and links to the start page. If this browser knows
 * another link of the board, as after replacing all links, it opens that one.
 */
export function Refused({ slug, reason, goTo = (next) => location.replace(`/b/${next}`) }: RefusedProps) {
  const next = movedTo(slug);
  const isBinned = reason === "binned";
  // The replaced page had the focus. A screen reader that stays there says nothing of the new one.
  const heading = usePageFocus<HTMLHeadingElement>();
  useEffect(() => {
    if (next !== undefined && !isBinned) goTo(next);
  }, []);
  if (isBinned) return <BinnedBoard slug={slug} />;
  if (next !== undefined) {
    return (
      <main class="refused">
        <Mark />
        <p aria-live="polite" aria-atomic>{REFUSAL.toNewLink}</p>
      </main>
    );
  }
  return (
    <main class="refused">
      <Mark />
      <h1 tabIndex={-1} aria-describedby="why" ref={heading}>{REFUSAL.refusedTitle}</h1>
      <p id="why">{REFUSAL[reason]}</p>
      <a class="primary" href="/">{REFUSAL.toStartPage}</a>
    </main>
  );
}
