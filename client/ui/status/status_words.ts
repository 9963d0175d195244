import type { Role } from "../../../board/role.ts";
import { mayDraw, rightsOf } from "../../../board/role.ts";
import type { Status } from "../../editor/status.ts";
import { STATUS } from "../../messages/en/status.ts";

/** How prominent the status is. */
export type Tone = "quiet" | "good" | "view" | "warn" | "care" | "bad";

export interface StatusWords {
  readonly tone: Tone;
  readonly text: string;
  /** A longer text, shown as a tooltip. */
  readonly tip?: string;
}

/**
 * The status in words. *Saved* is shown only for saved work, and people who cannot change anything read nothing about
 * saving.
 */
export function statusWords(status: Status, role: Role | undefined): StatusWords {
  const looksOnly = role !== undefined && !mayDraw(role);
  const comments = looksOnly && rightsOf(role).comment;
  switch (status.kind) {
    case "offline":
      if (comments) return { tone: "warn", text: STATUS.offlineCommentOnly };
      return { tone: "warn", text: looksOnly ? STATUS.offlineViewOnly : offlineText(status) };
    case "unsaved":
      return { tone: "bad", text: STATUS.notSaved };
    case "full":
      return { tone: "bad", text: STATUS.full, tip: STATUS.fullTip };
    case "undecided":
      return { tone: "bad", text: STATUS.undecided };
    case "frozen":
      return {
        tone: "view",
        text: status.changes > 0 ? STATUS.frozenKept({ count: status.changes }) : STATUS.frozen,
        tip: STATUS.frozenTip,
      };
    case "locked":
    case "refused":
      return { tone: "bad", text: STATUS.notOpened };
    case "loading":
      return { tone: "quiet", text: STATUS.opening };
    case "saving":
    case "saved":
      if (status.kind === "saved" && status.isDamaged) {
        return { tone: "care", text: looksOnly ? STATUS.viewOnlyInPart : STATUS.savedInPart, tip: STATUS.damage };
      }
      if (looksOnly) return { tone: "view", text: comments ? STATUS.commentOnly : STATUS.viewOnly };
      return status.kind === "saved" ? { tone: "good", text: STATUS.saved } : { tone: "quiet", text: STATUS.saving };
  }
}

function offlineText({ changes, kept }: { changes: number; kept: boolean }): string {
  if (changes === 0) return kept ? STATUS.offlineKept : STATUS.offline;
  return (kept ? STATUS.changesKept : STATUS.changesNotKept)({ count: changes });
}
