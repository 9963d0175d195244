import type { Refusal } from "../../../board/wire/refusal.ts";
import { DESK } from "../../messages/en/desk.ts";

/** Why a link does not open its board now. */
export type Closed = "absent" | "locked" | "binned" | "removed" | "waiting";

/** What became of a change that was sent to a board. */
export type Outcome =
  | "saved"
  | "viewOnly"
  | "frozen"
  | "full"
  | "cannotSave"
  | "busy"
  | "unreachable"
  | Closed
  | Extract<Refusal, "tooMany" | "refused">;

const OUTCOMES: Readonly<Record<Refusal, Outcome>> = {
  noSuchLink: "absent",
  withdrawn: "absent",
  deleted: "absent",
  removed: "removed",
  waiting: "waiting",
  tooMany: "tooMany",
  refused: "refused",
};

export function outcomeOf(refusal: Refusal): Outcome {
  return OUTCOMES[refusal];
}

/** Why a board was not renamed. */
export function renameProblem(outcome: Exclude<Outcome, "saved">): string {
  return outcome === "unreachable" ? DESK.notRenamed : DESK[outcome];
}
