import { settled } from "../fake_clock.ts";
import type { Random } from "../random.ts";
import type { DocumentLink } from "./document_link.ts";
import type { SteppedServer } from "./stepped_server.ts";

/** Enough for a polling peer that repeats failed requests, the last after 5 s, and then connects again. */
const ROUNDS_MAX = 100;
const ROUND_MS = 500;
const MOVES_MAX = 100;
/** Simple polling asks every 2 s. */
const QUIET_ROUNDS = 5;

/** Connects everybody, and moves everything that is on its way, until nothing happens any more. */
export async function settle(server: SteppedServer, links: readonly DocumentLink[], random: Random): Promise<void> {
  const events = () => links.reduce((sum, link) => sum + link.events, 0);
  for (let round = 0, quiet = 0, before = -1; round < ROUNDS_MAX && quiet < QUIET_ROUNDS; round++) {
    for (const link of links) if (!link.wire) link.connect(server);
    for (let moves = 0; links.some(({ wire }) => wire?.isMoving) && moves < MOVES_MAX; moves++) {
      for (const { wire } of links) wire?.move(random);
      await settled();
    }
    await server.clock.passSlowly(ROUND_MS, { step: 50 });
    const isQuiet = events() === before && links.every(({ wire }) => wire && !wire.hasUnsent);
    quiet = isQuiet ? quiet + 1 : 0;
    before = events();
  }
}
