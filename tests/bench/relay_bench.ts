import { openDatabase } from "../../server/database/open_database.ts";
import * as Y from "yjs";
import { systemClock } from "../../board/clock.ts";
import { encodeSync, SYNC } from "../../board/wire/protocol.ts";
import { LocalBus } from "../../server/bus/local_bus.ts";
import { receive } from "../../server/relay/message_validation.ts";
import { Room } from "../../server/relay/room.ts";
import { Session } from "../../server/session/session.ts";
import { EMPTY_HEAD } from "../../server/store/board_store.ts";
import { KvBoardStore } from "../../server/store/kv_board_store.ts";
import { writtenBoard } from "../support/board/handwriting.ts";
import { type Bench, cpuMs, type Measured, timed } from "./bench.ts";

/** A socket that takes everything and does nothing: what is measured is the relay, not the network. */
class Sink {
  readonly readyState = 1;
  readonly bufferedAmount = 0;
  frames = 0;
  send(): void {
    this.frames++;
  }
  close(): void {}
}

async function room(): Promise<{ room: Room; end: () => Promise<void> }> {
  const kv = await openDatabase(":memory:");
  const room = new Room({ head: EMPTY_HEAD, updates: [] }, {
    board: "b",
    store: new KvBoardStore(kv),
    bus: new LocalBus(),
    clock: systemClock,
    log: () => {},
  });
  const end = async () => {
    await room.flush();
    room.close();
    kv.close();
  };
  return { room, end };
}

function join(room: Room): { session: Session; sink: Sink } {
  const sink = new Sink();
  const session = new Session(sink, { role: "editor", extended: true, clock: systemClock });
  room.join(session);
  return { session, sink };
}

function fanout(peers: number): Bench {
  return {
    name: `relay: ${peers} peers, fan-out`,
    meaning: "CPU of the relay alone, checks and saving included, network not",
    unit: "s/100k",
    prepare(): Measured {
      let seed = 1;
      return {
        async run() {
          const { room: live, end } = await room();
          const members = Array.from({ length: peers }, () => join(live));
          const frames = writtenBoard(1_000, { authors: 5, seed: seed++ })
            .map((update) => encodeSync(SYNC.update, update).buffer);
          const before = cpuMs();
          // Five pointers at 60 Hz would bring 300 a second; here they come as fast as they are taken.
          for (const [i, frame] of frames.entries()) {
            receive(live, members[i % 5].session, frame);
            if (i % 5 === 4) await new Promise((resolve) => setTimeout(resolve));
          }
          await live.flush();
          const cpu = cpuMs() - before;
          await end();
          return cpu / (frames.length * (peers - 1)) * 100_000 / 1_000;
        },
      };
    },
  };
}

export const relayBenches: Bench[] = [
  fanout(10),
  fanout(50),
  {
    name: "relay: join a board of 10,000",
    meaning: "what somebody who has nothing costs the server, without the network",
    unit: "ms",
    async prepare() {
      const { room: live, end } = await room();
      const { session } = join(live);
      for (const update of writtenBoard(10_000)) receive(live, session, encodeSync(SYNC.update, update).buffer);
      await live.flush();
      const hello = encodeSync(SYNC.step1, Y.encodeStateVector(new Y.Doc())).buffer;
      return { run: () => timed(() => receive(live, join(live).session, hello)), end };
    },
  },
];
