import { mayDraw } from "../board/role.ts";
import type { Upload } from "./editor/images.ts";
import type { Status, WaitingChanges } from "./editor/status.ts";
import type { Notices } from "./sync/notices.ts";

/** What may be lost with this page. */
export interface WaitingFacts {
  readonly unsaved: { readonly changes: number };
  /** Pictures that the server does not have. Undefined while it is not known what an earlier page left. */
  readonly uploads: readonly Upload[] | undefined;
  /** Whether changes survive a reload. */
  readonly isKept: boolean;
}

/** What the save status follows from, while nothing is refused. */
export interface StatusFacts extends WaitingFacts {
  readonly provider: {
    readonly isOpen: boolean;
    readonly isSynced: boolean;
    readonly isAnswering: boolean;
    readonly hasFailed: boolean;
    readonly notices: Pick<Notices, "cannotSave" | "isFull" | "isDamaged" | "isFrozen" | "role">;
  };
  readonly unsaved: { readonly changes: number; readonly isNone: boolean };
  /** Part of the board has loaded, or the server is known to be unreachable. */
  readonly isSettled: boolean;
}

/** A picture that the server does not have is a change that is not saved, also while the server refuses it. */
export function waitingChanges({ unsaved, uploads, isKept }: WaitingFacts): WaitingChanges {
  return { changes: unsaved.changes + (uploads?.length ?? 0), kept: isKept && !losesPictures(uploads) };
}

export function boardStatus(facts: StatusFacts): Status {
  const { provider, unsaved, uploads, isSettled } = facts, waiting = waitingChanges(facts);
  const { isOpen, isSynced, isAnswering, hasFailed, notices } = provider;
  const { cannotSave, isFull, isDamaged, isFrozen, role } = notices;
  const { changes } = waiting;
  if (isOpen && isSynced) {
    if (isFrozen || role && !mayDraw(role) && changes > 0) return { kind: "frozen", changes };
    if (cannotSave) return { kind: "unsaved" };
    if (isFull) return { kind: "full" };
    if (isAnswering) {
      if (!unsaved.isNone || uploads?.some(({ refused }) => refused === undefined) !== false) return { kind: "saving" };
      return uploads.length === 0 ? { kind: "saved", isDamaged } : { kind: "undecided", images: uploads.length };
    }
  } else if ((isOpen && isAnswering) || !isSettled || !hasFailed && isAnswering) return { kind: "loading" };
  return { kind: "offline", ...waiting };
}

/** True while pictures would be lost with the page. */
export function losesPictures(uploads: readonly Upload[] | undefined): boolean {
  return uploads?.some(({ isKept }) => !isKept) ?? false;
}
