import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WaitingChanges } from "../../editor/status.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { REFUSAL } from "../../messages/en/refusal.ts";
import { usePageFocus } from "../controls/focus/page_focus.ts";
import { Mark } from "../controls/icon.tsx";
import { moment } from "../page/dates.ts";
import { WaitingWords } from "../status/waiting_words.tsx";
import { boardProblem } from "./board_problem.ts";
import { ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";

/** Interval at which the page asks whether the board was restored, ms. */
const LOOK_MS = 5_000;

interface BinnedBoardProps {
  readonly slug: string;
  readonly waiting: WaitingChanges;
  readonly reopen: (slug: string) => void;
}

/** Replaces the page of a board in the bin. Owners can restore it here; it then opens for everybody who sees this. */
export function BinnedBoard({ slug, waiting, reopen }: BinnedBoardProps) {
  const bin = useSignal<{ readonly until: number; readonly now: number; readonly mayRestore: boolean } | undefined>(
    undefined,
  );
  const problem = useSpokenWords();
  const isBusy = useSignal(false);
  const heading = usePageFocus<HTMLHeadingElement>();
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return;
      const response = await fetch(`/api/boards/${slug}/bin`).catch(() => undefined);
      // Somebody has restored the board meanwhile.
      if (response?.status === 404) reopen(slug);
      if (response?.ok) bin.value = await response.json();
    };
    void look();
    const repeated = setInterval(look, LOOK_MS);
    return () => clearInterval(repeated);
  }, [slug]);
  const restore = async () => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    const response = await fetch(`/api/boards/${slug}/bin/restore`, { method: "POST" }).catch(() => undefined);
    isBusy.value = false;
    if (response?.ok || response?.status === 404) reopen(slug);
    else problem.value = await boardProblem(response);
  };
  const { until = 0, now = 0, mayRestore = false } = bin.value ?? {};
  return (
    <main class="refused">
      <Mark />
      <h1 tabIndex={-1} ref={heading}>{BOARDS.binnedTitle}</h1>
      <p aria-live="assertive" aria-atomic>
        {bin.value &&
          (mayRestore ? BOARDS.binnedOwner : BOARDS.binnedOther)({ date: moment(until, now) })}
      </p>
      <WaitingWords waiting={waiting} />
      {mayRestore && (
        <button type="button" class="primary" aria-busy={isBusy.value} onClick={() => void restore()}>
          {BOARDS.restore}
        </button>
      )}
      <ProblemRegion words={problem} />
      <a class={mayRestore ? "button" : "primary"} href="/">{REFUSAL.toStartPage}</a>
    </main>
  );
}
