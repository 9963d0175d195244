import { mayDraw } from "../board/role.ts";
import type { Upload } from "./editor/images.ts";
import type { Status } from "./editor/status.ts";
import type { Notices } from "./sync/notices.ts";

/** What the save status follows from, while nothing is refused. */
export interface StatusFacts {
  readonly provider: {
    readonly isOpen: boolean;
    readonly isSynced: boolean;
    readonly isAnswering: boolean;
    readonly hasFailed: boolean;
    readonly notices: Pick<Notices, "cannotSave" | "isFull" | "isDamaged" | "isFrozen" | "role">;
  };
  readonly unsaved: { readonly changes: number; readonly isNone: boolean };
  /** Pictures that the server does not have. Undefined while it is not known what an earlier page left. */
  readonly uploads: readonly Upload[] | undefined;
  /** Whether changes survive a reload. */
  readonly isKept: boolean;
  /** Part of the board has loaded, or the server is known to be unreachable. */
  readonly isSettled: boolean;
}

/** A picture that the server does not have is a change that is not saved, also while the server refuses it. */
export function boardStatus({ provider, unsaved, uploads, isKept, isSettled }: StatusFacts): Status {
  const { isOpen, isSynced, isAnswering, hasFailed, notices } = provider;
  const { cannotSave, isFull, isDamaged, isFrozen, role } = notices;
  const changes = unsaved.changes + (uploads?.length ?? 0);
  if (isOpen && isSynced) {
    if (isFrozen || role && !mayDraw(role) && changes > 0) return { kind: "frozen", changes };
    if (cannotSave) return { kind: "unsaved" };
    if (isFull) return { kind: "full" };
    if (isAnswering) {
      if (!unsaved.isNone || uploads?.some(({ refused }) => refused === undefined) !== false) return { kind: "saving" };
      return uploads.length === 0 ? { kind: "saved", isDamaged } : { kind: "undecided", images: uploads.length };
    }
  } else if ((isOpen && isAnswering) || !isSettled || !hasFailed && isAnswering) return { kind: "loading" };
  return { kind: "offline", changes, kept: isKept && !losesPictures(uploads) };
}

/** True while pictures would be lost with the page. */
export function losesPictures(uploads: readonly Upload[] | undefined): boolean {
  return uploads?.some(({ isKept }) => !isKept) ?? false;
}
