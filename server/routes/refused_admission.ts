import type { ErrorCode } from "../../board/wire/error_code.ts";
import { BAN_MS } from "../admission/bans.ts";
import type { Cause } from "../session/refusals.ts";

/** Why no connection was admitted, by WebSocket or polling. */
export type AdmissionCause = Extract<
  Cause,
  "memory is short" | "address is full" | "instance is full" | "board is full" | "banned" | "evicted"
>;

/** Places become free slowly, ms. */
const FULL_MS = 5_000;

/** The answer to a client that was not admitted. */
export function refusedAdmission(cause: AdmissionCause): { readonly code: ErrorCode; readonly retryAfterMs: number } {
  if (cause === "banned") return { code: "banned", retryAfterMs: BAN_MS };
  return { code: cause === "board is full" ? "boardFull" : "tooManyConnections", retryAfterMs: FULL_MS };
}
