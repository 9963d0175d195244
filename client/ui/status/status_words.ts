import type { Role } from "../../../board/role.ts";
import { mayDraw } from "../../../board/role.ts";
import type { Status } from "../../editor/status.ts";

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
  switch (status.kind) {
    case "offline":
      return { tone: "warn", text: looksOnly ? "Offline – view only" : offlineText(status) };
    case "unsaved":
      return { tone: "bad", text: `Not saved – ${status.reason}` };
    case "full":
      return { tone: "bad", text: "Not saved – this board is full", tip: status.reason };
    case "locked":
    case "refused":
      return { tone: "bad", text: "Not opened" };
    case "loading":
      return { tone: "quiet", text: "Opening…" };
    case "saving":
    case "saved":
      if (status.kind === "saved" && status.damage !== undefined) {
        return {
          tone: "care",
          text: `${looksOnly ? "View only" : "Saved"} – a part could not be read`,
          tip: status.damage,
        };
      }
      if (looksOnly) return { tone: "view", text: "View only" };
      return status.kind === "saved" ? { tone: "good", text: "Saved" } : { tone: "quiet", text: "Saving…" };
  }
}

function offlineText({ changes, kept }: { changes: number; kept: boolean }): string {
  if (changes === 0) return kept ? "Offline – drawing is kept on this device" : "Offline";
  const count = changes === 1 ? "1 change" : `${changes.toLocaleString("en")} changes`;
  return kept ? `Offline – ${count} kept on this device` : `Offline – ${count} not kept, leave this page open`;
}
