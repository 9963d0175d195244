import { CLOSE } from "./protocol.ts";

/** Why the server refuses a client for good. */
export type Refusal = "noSuchLink" | "withdrawn" | "deleted" | "removed" | "waiting" | "tooMany" | "refused";

const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [CLOSE.noSuchLink, "noSuchLink"],
  [CLOSE.linkEnded, "withdrawn"],
  [CLOSE.boardDeleted, "deleted"],
  [CLOSE.removed, "removed"],
  [CLOSE.waiting, "waiting"],
  [CLOSE.tooMany, "tooMany"],
]);

/** The refusal that a final close code reports. Programs do not read the reason in the frame, which is English text. */
export function refusalOf(code: number): Refusal {
  return REFUSALS.get(code) ?? "refused";
}
