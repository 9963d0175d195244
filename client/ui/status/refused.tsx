import { useEffect } from "preact/hooks";
import type { Refusal } from "../../../board/wire/refusal.ts";
import { Mark } from "../controls/icon.tsx";
import type { WaitingChanges } from "../../editor/status.ts";
import { BinnedBoard } from "../boards/binned_board.tsx";
import { WaitingPage } from "../order/waiting_page.tsx";
import { movedTo } from "../links/visits.ts";
import { usePageFocus } from "../controls/focus/page_focus.ts";
import { REFUSAL } from "../../messages/en/refusal.ts";
import { WaitingWords } from "./waiting_words.tsx";

interface RefusedProps {
  readonly slug: string;
  readonly reason: Refusal | "binned";
  /** The name that an owner reads of a person who waits. */
  readonly name: string;
  readonly waiting: WaitingChanges;
  /** Opens the board on this page again. */
  readonly reopen: (slug: string) => void;
}

/** Replaces the page when the server does not let the person in, or not now. */
export function Refused({ reason, name, ...page }: RefusedProps) {
  if (reason === "binned") return <BinnedBoard {...page} />;
  if (reason === "waiting") return <WaitingPage {...page} name={name} />;
  return <ClosedBoard {...page} reason={reason} />;
}

interface ClosedBoardProps {
  readonly slug: string;
  readonly reason: Refusal;
  readonly waiting: WaitingChanges;
  readonly reopen: (slug: string) => void;
}

/** The link never opens the board again. */
const FINAL: ReadonlySet<Refusal> = new Set(["noSuchLink", "withdrawn", "deleted"]);

/**
 * Explains why the link is not valid, and links to the start page. If this browser knows a newer link of the board, it
 * opens that link instead. It does when its owner has replaced all links. What was not sent yet goes along.
 */
function ClosedBoard({ slug, reason, waiting, reopen }: ClosedBoardProps) {
  const next = movedTo(slug);
  // The replaced page had the focus. A screen reader that stays there says nothing of the new one.
  const heading = usePageFocus<HTMLHeadingElement>();
  useEffect(() => {
    if (next === undefined) return;
    // Another page would have a copy of its own, without these changes.
    if (waiting.changes > 0) reopen(next);
    else location.replace(`/b/${next}`);
  }, []);
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
      <h1 tabIndex={-1} aria-describedby="why waiting" ref={heading}>{REFUSAL.refusedTitle}</h1>
      <p id="why">{REFUSAL[reason]}</p>
      <WaitingWords id="waiting" waiting={waiting} isFinal={FINAL.has(reason)} />
      <a class="primary" href="/">{REFUSAL.toStartPage}</a>
    </main>
  );
}
