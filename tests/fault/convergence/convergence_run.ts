import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { decodeFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { Session } from "../../../server/session/session.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { type Random, seeded } from "../../support/random.ts";
import { SlowStore } from "../../support/store/slow_store.ts";
import { stroke } from "../../support/board/strokes.ts";

type Frame = Uint8Array<ArrayBuffer>;

/**
 * The network between a peer and the server. It delays frames and keeps their order, as TCP does; a cut loses frames in
 * transit.
 */
class Wire {
  readonly up: Frame[] = [];
  readonly down: Frame[] = [];
  readonly session: Session;
  readonly bufferedAmount = 0;
  readyState = 1;

  constructor(clock: FakeClock) {
    this.session = new Session(this, { role: "editor", extended: true, clock });
  }

  send(frame: Frame): void {
    this.down.push(frame);
  }

  close(): void {
    this.readyState = 3;
  }
}

/** A person who draws, online or offline, and sends everything that is missing on reconnecting. */
class Peer {
  readonly board = new Board();
  wire: Wire | undefined;
  #made = 0;

  constructor(readonly name: string, random: Random) {
    this.board.doc.clientID = random.below(2 ** 32);
    this.board.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "remote") this.wire?.up.push(encodeSync(SYNC.update, update));
    });
  }

  act(random: Random): void {
    const { board } = this;
    const ids = [...board.shapes.keys()];
    board.transact(() => {
      const what = ids.length === 0 ? 0 : random.below(6);
      if (what <= 2) board.add(stroke(`${this.name}.${this.#made++}`, random, 3));
      else if (what <= 4) board.edit(random.pick(ids), random.pick(["x", "y", "color", "order"]), random.below(100));
      else board.remove(new Set([random.pick(ids), random.pick(ids)]));
    }, "local");
  }

  hear(frame: Frame): void {
    const message = decodeFrame(frame);
    if (message.kind === "step1") {
      this.wire?.up.push(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.board.doc, message.stateVector)));
    } else if (message.kind === "update" || message.kind === "step2") {
      Y.applyUpdate(this.board.doc, message.update, "remote");
    }
  }
}

export interface Convergence {
  readonly steps: number;
  readonly restarts: number;
  readonly cuts: number;
  /** Peers that differ from the stored board; empty when all are equal. */
  readonly differing: string[];
  readonly shapes: number;
}

/** One run: 3 to 8 peers on one board while the network delays, repeats and cuts, and the server restarts. */
export async function converge(seed: number): Promise<Convergence> {
  const random = seeded(seed);
  const clock = new FakeClock();
  const store = new SlowStore();
  const open = async () => {
    const stored = await store.load("b") ?? { head: EMPTY_HEAD, updates: [] };
    return new Room(stored, { board: "b", store, bus: new LocalBus(), clock, log: () => {} });
  };
  let room = await open();
  let [restarts, cuts] = [0, 0];
  const peers = Array.from({ length: 3 + random.below(6) }, (_, i) => new Peer(`p${i}`, random));

  const cut = (peer: Peer) => {
    if (peer.wire) room.leave(peer.wire.session);
    peer.wire = undefined;
    cuts++;
  };
  const connect = (peer: Peer) => {
    const wire = peer.wire = new Wire(clock);
    room.join(wire.session);
    wire.up.push(encodeSync(SYNC.step1, Y.encodeStateVector(peer.board.doc)));
  };
  const pump = (peer: Peer) => {
    const { wire } = peer;
    if (!wire) return;
    if (!wire.session.isOpen) return cut(peer);
    const up = wire.up.shift();
    // A proxy that repeats a frame: the same update twice has no effect.
    for (let times = up ? 1 + Number(random.below(10) === 0) : 0; times > 0; times--) {
      receive(room, wire.session, up!.slice().buffer);
    }
    const down = wire.down.shift();
    if (down) peer.hear(down);
    if (down && random.below(10) === 0) peer.hear(down);
  };

  const steps = 150 + random.below(150);
  for (let i = 0; i < steps; i++) {
    const peer = random.pick(peers);
    const what = random.below(100);
    if (what < 35) peer.act(random);
    else if (what < 85) pump(peer);
    else if (what < 92) peer.wire ? random.below(3) === 0 && cut(peer) : connect(peer);
    else if (what < 98) await clock.passSlowly(random.below(60));
    else if (random.below(3) === 0) {
      // Half of the restarts save first; the other half lose what was not acknowledged.
      if (random.below(2) === 0) await room.flush();
      for (const each of peers) if (each.wire) cut(each);
      room.close();
      await settled();
      room = await open();
      restarts++;
    }
  }
  // The network recovers: all peers reconnect, and everything in transit arrives.
  for (let round = 0; round < 20; round++) {
    for (const peer of peers) if (!peer.wire?.session.isOpen) connect(peer);
    while (peers.some(({ wire }) => wire && (wire.up.length > 0 || wire.down.length > 0))) peers.forEach(pump);
    await clock.passSlowly(100, { step: 20 });
  }
  await room.flush();
  const stored = documentFacts(store.boards.get("b") ?? []);
  const differing = peers.filter(({ board }) => factsOf(board.doc) !== stored).map(({ name }) => name);
  if (documentFacts([room.encode()]) !== stored) differing.push("the room");
  const shapes = peers[0].board.shapes.size;
  room.close();
  for (const { board } of peers) board.doc.destroy();
  return { steps, restarts, cuts, differing, shapes };
}
