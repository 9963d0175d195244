import type { Clock } from "../../board/clock.ts";
import type { Shell } from "./routing.ts";
import type { Shelf } from "./shelf.ts";

/** A page of the server that takes longer gives way to the kept one, ms. A tunnel loses packets and closes nothing. */
export const PAGE_PATIENCE_MS = 700;

interface PageOptions {
  readonly shelf: Pick<Shelf, "shell">;
  readonly clock: Clock;
  /** The server's answer, already under way. */
  readonly asked: Promise<Response>;
}

/**
 * The server's page, or the kept one when it does not come in time or a proxy says that the server is away. The kept page
 * says by itself what it lacks. What the server refuses stays refused: other errors are passed on.
 */
export async function answerPage(shell: Shell, { shelf, clock, asked }: PageOptions): Promise<Response> {
  const inTime = Promise.withResolvers<undefined>();
  const cancel = clock.after(PAGE_PATIENCE_MS, () => inTime.resolve(undefined));
  try {
    const answered = await Promise.race([asked.catch(() => undefined), inTime.promise]);
    if (answered && !isAway(answered)) return answered;
    return await shelf.shell(shell) ?? await asked;
  } finally {
    cancel();
  }
}

/** Hashed files never change. */
export async function answerFile(
  path: string,
  { shelf, ask }: { readonly shelf: Pick<Shelf, "file">; readonly ask: () => Promise<Response> },
): Promise<Response> {
  return await shelf.file(path) ?? await ask();
}

/** Other files may have changed on the server. */
export async function answerFresh(
  path: string,
  { shelf, ask }: { readonly shelf: Pick<Shelf, "file">; readonly ask: () => Promise<Response> },
): Promise<Response> {
  const answered = await ask().catch(() => undefined);
  if (answered && !isAway(answered)) return answered;
  return await shelf.file(path) ?? answered ?? Response.error();
}

/** What proxies answer for a server that is gone or starting. */
function isAway({ status }: Response): boolean {
  return status === 502 || status === 503 || status === 504;
}
