import type { Log } from "../process/log.ts";
import type { Session } from "../session/session.ts";

export interface ClosingOptions {
  readonly code: number;
  /** For people. */
  readonly reason: string;
  readonly board: string;
  readonly log: Log;
}

/** Closes sessions. An error while closing one does not affect the others: the end of its socket will be noticed. */
export function closeEach(sessions: Iterable<Session>, { code, reason, board, log }: ClosingOptions): void {
  for (const session of sessions) {
    try {
      session.close(code, reason);
    } catch (error) {
      log("error", "session not closed", { board, error });
    }
  }
}
