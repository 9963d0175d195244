import type { ErrorCode } from "../../board/wire/error_code.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import { BAN_MS } from "../admission/bans.ts";
import { errorResponse, ERRORS, type RefusalOptions, retryAfter } from "../http/error_response.ts";
import type { PolledSocket } from "../session/polled_socket.ts";
import type { PollOutcome, UpdatesOutcome } from "./polling_session.ts";

const NO_STORE = { "cache-control": "no-store" };

/** The response to a poll. */
export function pollAnswer(outcome: PollOutcome, { closing }: PolledSocket): Response {
  if (outcome === "nothing new") return new Response(null, { status: 204, headers: NO_STORE });
  if (outcome === "stale") return refusal("outOfStep");
  if (outcome === "unsaved") return refusal("unavailable");
  if (outcome === "closed") return closed(closing!);
  return new Response(outcome.answer, { headers: { "content-type": "application/octet-stream", ...NO_STORE } });
}

/** The response to a request with updates. */
export function updatesAnswer(outcome: UpdatesOutcome, { closing }: PolledSocket): Response {
  if (outcome === "durable") return new Response(null, { headers: NO_STORE });
  if (outcome === "gap") return refusal("outOfStep");
  if (outcome === "full") return refusal("noRoom");
  if (outcome === "unsaved") return refusal("unavailable");
  return closed(closing!);
}

export function refusal(code: ErrorCode, options: RefusalOptions = {}): Response {
  return errorResponse(code, { headers: NO_STORE, ...options });
}

/** Final closing codes of sockets as errors. After any other, the peer may try again. */
const CLOSINGS: Partial<Record<number, ErrorCode>> = {
  [CLOSE.malformed]: "badRequest",
  [CLOSE.noSuchLink]: "noSuchLink",
  [CLOSE.linkEnded]: "noSuchLink",
  [CLOSE.boardDeleted]: "noSuchLink",
  [CLOSE.removed]: "removed",
  [CLOSE.waiting]: "waiting",
  [CLOSE.tooLarge]: "tooLarge",
  [CLOSE.tooMany]: "tooManyFrames",
  [CLOSE.restarting]: "restarting",
};

/** The session was closed: the answer contains the code that a socket would have been closed with. */
function closed({ code: close, reason }: NonNullable<PolledSocket["closing"]>): Response {
  const code = CLOSINGS[close] ?? "busy";
  const [status, text] = ERRORS[code];
  const headers = { ...NO_STORE, ...retryAfter(status, status === 429 ? { retryAfterMs: BAN_MS } : {}) };
  return Response.json({ code, error: reason || text, close }, { status, headers });
}
