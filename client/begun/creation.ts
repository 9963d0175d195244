import { type Clock, systemClock } from "../../board/clock.ts";
import type { Editor } from "../editor/editor.ts";
import { on } from "../page_events.ts";
import { noteOnVisit, visitOf } from "../ui/links/visits.ts";
import { createBoard } from "../ui/start/create_board.ts";

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 30_000;

interface CreationOptions {
  readonly clock?: Clock;
  readonly create?: typeof createBoard;
}

/**
 * Has a board created that was begun without a network, as often as it takes. Other tabs may do the same at the same
 * time: one key makes one board.
 */
export async function untilCreated(
  { problem }: Pick<Editor, "problem">,
  key: string,
  signal: AbortSignal,
  { clock = systemClock, create = createBoard }: CreationOptions = {},
): Promise<void> {
  let told: string | undefined;
  for (let failures = 0; !signal.aborted; failures++) {
    const created = await create(key);
    // A board that was deleted meanwhile is gone: the page finds out when it connects.
    if (!("problem" in created)) return forgetKey(created.links.owner);
    if (created.why === "ended") return;
    // The person knows that there is no network, but not what else the server says.
    if (created.why === undefined && told !== created.problem) {
      told = created.problem;
      problem.value = told.replace(/\.$/, "");
    }
    await pause(Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures), clock, signal);
  }
}

function forgetKey(owner: string): void {
  if (visitOf(owner)) noteOnVisit(owner, { begun: undefined });
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
