import { receive } from "../../../server/relay/message_validation.ts";
import type { Room } from "../../../server/relay/room.ts";
import { Session } from "../../../server/session/session.ts";
import type { Socket } from "../../../server/session/socket.ts";
import type { Random } from "../random.ts";
import type { SteppedServer } from "./stepped_server.ts";
import type { Wire, WireDelegate } from "./wire.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** A WebSocket. It keeps the order of its frames, as TCP does; a cut ends it. */
export class SocketWire implements Wire {
  readonly #server: SteppedServer;
  readonly #delegate: WireDelegate;
  readonly #session: Session;
  /** The room that it joined: a restart ends it. */
  readonly #room: Room;
  readonly #up: Frame[] = [];
  readonly #down: Frame[] = [];
  #isOpened = false;
  #isClosed = false;

  constructor(server: SteppedServer, delegate: WireDelegate) {
    this.#server = server;
    this.#delegate = delegate;
    this.#room = server.room;
    const socket = { readyState: 1, bufferedAmount: 0 };
    const end: Socket = Object.assign(socket, {
      send: (frame: Frame) => void this.#down.push(frame),
      close: () => void (socket.readyState = 3),
    });
    this.#session = new Session(end, { role: "editor", extended: true, clock: server.clock });
    this.#room.join(this.#session);
  }

  get isMoving(): boolean {
    return this.#up.length > 0 || this.#down.length > 0 || !this.#isOpened || !this.#isAlive;
  }

  get hasUnsent(): boolean {
    return this.#up.length > 0;
  }

  send(frame: Frame): void {
    this.#up.push(frame);
  }

  move(random: Random): void {
    if (!this.#isAlive) return this.cut();
    if (!this.#isOpened) {
      this.#isOpened = true;
      return this.#delegate.opened();
    }
    const up = this.#up.shift();
    // A proxy that repeats a frame: the same update twice has no effect.
    for (let times = up ? 1 + Number(random.below(10) === 0) : 0; times > 0; times--) {
      receive(this.#room, this.#session, up!.slice().buffer);
    }
    const down = this.#down.shift();
    if (down) this.#delegate.received(down);
    if (down && random.below(10) === 0) this.#delegate.received(down);
  }

  cut(): void {
    this.close();
    this.#delegate.closed();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#room === this.#server.room) this.#room.leave(this.#session);
  }

  get #isAlive(): boolean {
    return this.#session.isOpen && this.#room === this.#server.room;
  }
}
