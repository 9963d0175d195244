import type { WaitingChanges } from "../../editor/status.ts";
import { REFUSAL } from "../../messages/en/refusal.ts";

interface WaitingWordsProps {
  readonly waiting: WaitingChanges;
  /** True if this link can never open the board again. */
  readonly isFinal?: boolean;
  readonly id?: string;
}

/** What becomes of changes that the server does not have, on a page that replaces the board. */
export function WaitingWords({ waiting, isFinal = false, id }: WaitingWordsProps) {
  const { changes: count, kept } = waiting;
  if (count === 0) return null;
  return <p id={id}>{(!kept ? REFUSAL.notKept : isFinal ? REFUSAL.keptOnly : REFUSAL.kept)({ count })}</p>;
}
