import type { Clock } from "../../board/clock.ts";
import type { Budget, Holder } from "../admission/budget.ts";
import type { Picture } from "./picture_cache.ts";

/** An answer ends when its reader takes nothing for so long, ms: no phone that is still connected is slower. */
const STALLED_MS = 30_000;

/**
 * A picture as the body of an answer, piece by piece as it is read. It ends with an error when nobody reads it, or when
 * its memory is needed for a smaller answer.
 *
 * @returns undefined when there is no memory for it
 */
export function streamOf(
  { pieces, bytes }: Picture,
  { clock, budget, holder }: { clock: Clock; budget: Budget; holder: Holder },
): ReadableStream<Uint8Array<ArrayBuffer>> | undefined {
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  let next = 0;
  let cancelDeadline = () => {};
  const end = () => {
    cancelDeadline();
    reservation?.[Symbol.dispose]();
  };
  const cut = () => {
    end();
    controller?.error(new Error("Cannot send the picture as nobody reads it"));
  };
  const reservation = budget.reserve(bytes, holder, cut);
  if (reservation === undefined) return undefined;
  return new ReadableStream({
    start(given) {
      controller = given;
      cancelDeadline = clock.after(STALLED_MS, cut);
    },
    pull(controller) {
      cancelDeadline();
      if (next < pieces.length) controller.enqueue(pieces[next++]);
      if (next < pieces.length) cancelDeadline = clock.after(STALLED_MS, cut);
      else {
        end();
        controller.close();
      }
    },
    cancel: end,
  }, { highWaterMark: 0 });
}
