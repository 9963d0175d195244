import type { TransportName } from "../../../client/sync/transport_chooser.ts";
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";
import { settled } from "../../support/fake_clock.ts";
import { seeded } from "../../support/random.ts";
import { TRANSPORTS } from "../../support/transports/document_link.ts";
import { settle } from "../../support/transports/settle.ts";
import { SteppedServer } from "../../support/transports/stepped_server.ts";
import { Peer } from "./peer.ts";

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
    const { link } = peer;
    const what = random.below(100);
    if (what < 30) peer.act();
    else if (what < 75) link.wire?.move(random);
    else if (what < 82) {
      if (!link.wire) link.connect(server);
      else if (random.below(3) === 0) {
        cuts++;
        if (random.below(2) === 0) link.wire.cut();
        else link.leave();
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
  await settle(server, peers.map(({ link }) => link), random);
  await server.room.flush();
  const stored = documentFacts(server.stored);
  const differing = peers.filter(({ board }) => factsOf(board.doc) !== stored).map(({ name }) => name);
  if (documentFacts([server.room.encode()]) !== stored) differing.push("the room");
  const shapes = peers[0].board.shapes.size;
  for (const { link } of peers) link.leave();
  server.close();
  await settled();
  for (const { board } of peers) board.doc.destroy();
  return { steps, restarts, cuts, differing, shapes };
}
