import { Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Clock } from "../board/clock.ts";
import { encodeAwareness, encodeSync, SYNC } from "../board/wire/protocol.ts";
import { LocalBus } from "./bus/local_bus.ts";
import { MemoryDatabase } from "./database/memory_database.ts";
import { receive } from "./relay/message_validation.ts";
import type { Room } from "./relay/room.ts";
import { RoomRegistry } from "./relay/room_registry.ts";
import { Session } from "./session/session.ts";
import type { Socket } from "./session/socket.ts";
import { KvBoardStore } from "./store/kv_board_store.ts";

/** Two people get each message at once, ten get what came within a tick: the two ways in which a room relays. */
const PEOPLE = [2, 10];
/** V8 compiles a function after some hundred calls, and again after some thousand. */
const TURNS = 50;
const TURN_MESSAGES = 20;
/** Between two turns, the process serves its real peers and V8 compiles, ms. */
const PAUSE_MS = 10;

const BOARD = "A".repeat(22);
const CLIENT = { address: "127.0.0.1", network: "127.0.0.0/24" };

/**
 * Relays drawing on a board that exists only in memory, so that V8 compiles the code of the relay before people come.
 * Without it, each message costs a third more in the first seconds after a start.
 *
 * @returns the number of frames that were sent
 */
export async function warmUp(clock: Clock): Promise<number> {
  const store = new KvBoardStore(new MemoryDatabase());
  const rooms = new RoomRegistry({ store, bus: new LocalBus(), clock, log: () => {} });
  const { room, release } = await rooms.acquire(BOARD, CLIENT, { isConnection: true });
  const people: Person[] = [];
  for (const count of PEOPLE) {
    while (people.length < count) people.push(new Person(room, { isExtended: people.length % 2 === 1 }));
    for (let turn = 0; turn < TURNS; turn++) {
      for (let i = 0; i < TURN_MESSAGES; i++) people[i % count].draw(i);
      await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
    }
  }
  for (const person of people) person.leave();
  await rooms.flush();
  release();
  rooms.close();
  return people.reduce((sum, { frames }) => sum + frames, 0);
}

/** Draws as stock clients do. */
class Person implements Socket {
  readonly bufferedAmount = 0;
  readonly readyState = 1;
  /** Number of frames that were sent to this person. */
  frames = 0;
  readonly #room: Room;
  readonly #session: Session;
  readonly #points: Y.Array<number>;
  readonly #awareness: Awareness;

  constructor(room: Room, { isExtended }: { isExtended: boolean }) {
    this.#room = room;
    this.#session = new Session(this, { role: "editor", extended: isExtended, clock: room.clock });
    room.join(this.#session);
    const doc = new Y.Doc();
    doc.on("update", (update) => this.#send(encodeSync(SYNC.update, update)));
    this.#awareness = new Awareness(doc);
    this.#points = doc.getMap("shapes").set("stroke", new Y.Array<number>());
  }

  draw(at: number): void {
    this.#points.push([at, at + 1, at + 2, at + 3]);
    if (at % 2 > 0) return;
    this.#awareness.setLocalStateField("pointer", { x: at, y: at });
    const { clientID } = this.#awareness;
    this.#send(encodeAwareness(encodeAwarenessUpdate(this.#awareness, [clientID])));
  }

  send(): void {
    this.frames++;
  }

  leave(): void {
    this.#room.leave(this.#session);
    this.#session.gone();
    this.#awareness.destroy();
  }

  close(): void {}

  #send(frame: Uint8Array<ArrayBuffer>): void {
    receive(this.#room, this.#session, frame.buffer);
  }
}
