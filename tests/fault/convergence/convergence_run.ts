import type { TransportName } from "../../../client/sync/transport_chooser.ts";
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";
import { settled } from "../../support/fake_clock.ts";
import { seeded } from "../../support/random.ts";
import { TRANSPORTS } from "../../support/transports/connect.ts";
import { SteppedServer } from "../../support/transports/stepped_server.ts";
import { Peer } from "./peer.ts";

/** A board is still after this many rounds: a polling peer repeats a failed request after 5 s at most. */
const ROUNDS = 60;
const ROUND_MS = 500;

export interface Convergence {
  readonly steps: number;
  readonly restarts: number;
  readonly cuts: number;
  /** Peers that differ from the stored board; empty when all are equal. */
  readonly differing: string[];
  readonly shapes: number;
}

/**
 * One run: 3 to 8 peers of all transports on one board while the network delays, repeats and cuts, and the server
 * restarts.
 */
export async function converge(seed: number): Promise<Convergence> {
  const random = seeded(seed);
  const server = await SteppedServer.open();
  const { clock } = server;
  let [restarts, cuts] = [0, 0];
  const transportOf = (i: number): TransportName => TRANSPORTS[i % TRANSPORTS.length];
  const peers = Array.from({ length: 3 + random.below(6) }, (_, i) => new Peer(`p${i}`, random, transportOf(i)));

  const steps = 200 + random.below(200);
  for (let i = 0; i < steps; i++) {
    const peer = random.pick(peers);
    const what = random.below(100);
    if (what < 30) peer.act();
    else if (what < 75) peer.wire?.move(random);
    else if (what < 82) {
      if (!peer.wire) peer.connect(server);
      else if (random.below(3) === 0) {
        cuts++;
        if (random.below(2) === 0) peer.wire.cut();
        else peer.leave();
      }
    } else if (what < 98) await clock.passSlowly(random.below(120), { step: 10 });
    // A break, in which connections end that nobody uses.
    else if (random.below(6) === 0) await clock.passSlowly(45_000, { step: 1_000 });
    else if (random.below(3) === 0) {
      // Half of the restarts save first; the other half lose what was not acknowledged.
      await server.restart({ saves: random.below(2) === 0 });
      restarts++;
    }
    await settled();
  }
  // The network recovers: all peers reconnect, and everything in transit arrives.
  for (let round = 0, quiet = 0; round < ROUNDS && quiet < 10; round++) {
    for (const peer of peers) if (!peer.wire) peer.connect(server);
    for (let moves = 0; peers.some(({ wire }) => wire && !wire.isQuiet) && moves < 100; moves++) {
      for (const { wire } of peers) wire?.move(random);
      await settled();
    }
    await clock.passSlowly(ROUND_MS, { step: 50 });
    quiet = peers.every(({ wire }) => wire?.isQuiet) ? quiet + 1 : 0;
  }
  await server.room.flush();
  const stored = documentFacts(server.stored);
  const differing = peers.filter(({ board }) => factsOf(board.doc) !== stored).map(({ name }) => name);
  if (documentFacts([server.room.encode()]) !== stored) differing.push("the room");
  const shapes = peers[0].board.shapes.size;
  for (const peer of peers) peer.leave();
  server.close();
  await settled();
  for (const { board } of peers) board.doc.destroy();
  return { steps, restarts, cuts, differing, shapes };
}
