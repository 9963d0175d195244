import { type Clock, systemClock } from "../../board/clock.ts";
import type { Editor } from "../editor/editor.ts";
import { OFFLINE } from "../messages/en/offline.ts";
import { on } from "../page_events.ts";
import { listVisits, noteOnVisit } from "../ui/links/visits.ts";

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 30_000;

/** What became of a request: `ended` when the board was deleted, or its links were replaced, after an earlier one. */
export type Creation = "created" | "ended" | "refused" | "away";

interface CreationOptions {
  readonly clock?: Clock;
  readonly create?: (key: string) => Promise<Creation>;
}

/**
 * Has a board created that was begun without a network, as often as it takes. Other tabs may do the same at the same
 * time: one key makes one board.
 */
export async function untilCreated(
  { problem }: Pick<Editor, "problem">,
  key: string,
  signal: AbortSignal,
  { clock = systemClock, create = requestBoard }: CreationOptions = {},
): Promise<void> {
  let isTold = false;
  for (let failures = 0; !signal.aborted; failures++) {
    const created = await create(key);
    // If the board has been deleted since, the server refuses the page when it connects.
    if (created === "ended") return;
    if (created === "created") return forgetKey(key);
    // The person knows that there is no network, but not that the server refuses.
    if (created === "refused" && !isTold) {
      isTold = true;
      problem.value = OFFLINE.notCreated;
    }
    await pause(Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures), clock, signal);
  }
}

async function requestBoard(key: string): Promise<Creation> {
  try {
    const { status } = await fetch("/api/boards", { method: "POST", headers: { "idempotency-key": key } });
    if (status === 201) return "created";
    if (status === 409) return "ended";
    return status >= 502 && status <= 504 ? "away" : "refused";
  } catch {
    return "away";
  }
}

function forgetKey(key: string): void {
  const visit = listVisits().find(({ begun }) => begun === key);
  if (visit) noteOnVisit(visit.slug, { begun: undefined });
}

/** Ends early when the network returns. */
function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ends = [
      clock.after(ms, end),
      on(globalThis, "online", end),
      on(signal, "abort", end),
    ];
    function end(): void {
      for (const each of ends) each();
      resolve();
    }
  });
}
