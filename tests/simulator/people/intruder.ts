import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { encodeUpdates } from "../../../board/wire/polling.ts";
import { encodeSync, SUBPROTOCOL, SYNC } from "../../../board/wire/protocol.ts";
import { stroke } from "../../support/board/strokes.ts";
import { ORIGIN } from "../cluster/cluster.ts";
import type { Internet } from "../world/internet.ts";
import { Machine, Process } from "../world/process.ts";
import { SocketEnd } from "../world/socket_end.ts";

/** A program with a link that may only view. It sends changes all the same, over a socket and by requests. */
export class Intruder {
  readonly #internet: Internet;
  readonly #slug: string;
  readonly #process: Process;
  readonly #board: Board;
  #socket: SocketEnd | undefined;
  #shapes = 0;

  constructor(internet: Internet, slug: string) {
    [this.#internet, this.#slug] = [internet, slug];
    const machine = new Machine("intruder", "172.17.0.1");
    this.#process = new Process(machine, internet.network.scheduler, internet, { origin: ORIGIN });
    this.#board = this.#process.run(() => new Board());
  }

  /** @param prefix with which its shapes begin */
  act(prefix: string): void {
    this.#process.scheduler.after(0, () => {
      const { random } = this.#process;
      this.#board.add(stroke(`${prefix}_${++this.#shapes}`, random, 5));
      const frame = encodeSync(SYNC.update, Y.encodeStateAsUpdate(this.#board.doc) as Uint8Array<ArrayBuffer>);
      if (random.float() < 0.3) this.#post(frame);
      else if (this.#socket?.readyState === 1) this.#socket.send(frame);
      else this.#connect(frame);
    }, this.#process);
  }

  leave(): void {
    this.#process.scheduler.after(0, () => this.#socket?.close(1000), this.#process);
  }

  #connect(frame: Uint8Array<ArrayBuffer>): void {
    const socket = this.#socket = new SocketEnd(this.#process, { isServer: false });
    socket.onopen = () => socket.send(frame);
    this.#internet.connect(socket, `${ORIGIN.replace("http", "ws")}/ws/${this.#slug}`, { protocols: [SUBPROTOCOL] });
  }

  #post(frame: Uint8Array): void {
    const session = crypto.getRandomValues(new Uint8Array(16));
    const body = encodeUpdates({ session, frames: [frame] });
    fetch(`/api/boards/${this.#slug}/updates`, { method: "POST", body }).catch(() => {});
  }
}
