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
  const looking = comments ? STATUS.commentOnly : STATUS.viewOnly;
  switch (status.kind) {
    case "offline":
      if (!looksOnly || status.changes > 0) return { tone: "warn", text: offlineText(status) };
      return { tone: "warn", text: comments ? STATUS.offlineCommentOnly : STATUS.offlineViewOnly };
    case "unsaved":
      return { tone: "bad", text: STATUS.notSaved };
    case "full":
      return { tone: "bad", text: STATUS.full, tip: STATUS.fullTip };
    case "undecided":
      return { tone: "bad", text: STATUS.undecided };
    case "frozen": {
      const { changes: count } = status, state = looksOnly ? looking : STATUS.frozen;
      return { tone: "view", text: count > 0 ? STATUS.changesKept({ state, count }) : state, tip: STATUS.frozenTip };
    }
    case "locked":
    case "refused":
      return { tone: "bad", text: STATUS.notOpened };
    case "loading":
      return { tone: "quiet", text: STATUS.opening };
    case "saving":
    case "saved":
      if (status.kind === "saved" && status.isDamaged) {
        const state = looksOnly ? looking : STATUS.saved;
        return { tone: "care", text: STATUS.inPart({ state }), tip: STATUS.damage };
      }
      if (looksOnly) return { tone: "view", text: looking };
      return status.kind === "saved" ? { tone: "good", text: STATUS.saved } : { tone: "quiet", text: STATUS.saving };
  }
}

function offlineText({ changes: count, kept }: { changes: number; kept: boolean }): string {
  const { offline: state } = STATUS;
  if (count === 0) return kept ? STATUS.offlineKept : state;
  return (kept ? STATUS.changesKept : STATUS.changesNotKept)({ state, count });
}
