import type { Clock } from "../../board/clock.ts";
import type { Session } from "./session.ts";

/** How often a long answer looks whether the peer has read some of it, ms. */
const DRAIN_CHECK_MS = 1;

/** Sends frames no faster than the peer reads, and no more once it has left. */
export async function stream(
  session: Session,
  frames: readonly Uint8Array<ArrayBuffer>[],
  { clock, isHere }: { clock: Clock; isHere: () => boolean },
): Promise<void> {
  for (const frame of frames) {
    while (session.isOpen && session.room <= 0) {
      await new Promise<void>((resolve) => void clock.after(DRAIN_CHECK_MS, resolve));
    }
    if (!isHere()) return;
    session.send(frame);
  }
}
