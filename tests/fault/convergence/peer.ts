import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { decodeFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import type { TransportName } from "../../../client/sync/transport_chooser.ts";
import { stroke } from "../../support/board/strokes.ts";
import type { Random } from "../../support/random.ts";
import { connect, TRANSPORTS } from "../../support/transports/connect.ts";
import type { SteppedServer } from "../../support/transports/stepped_server.ts";
import type { Wire } from "../../support/transports/wire.ts";

/** A person who draws, online or offline, and sends everything that is missing on reconnecting. */
export class Peer {
  readonly board = new Board();
  readonly name: string;
  readonly #random: Random;
  #transport: TransportName;
  #wire: Wire | undefined;
  /** True once the server has asked for what it lacks: from then on each change is sent. */
  #isAsked = false;
  #made = 0;

  constructor(name: string, random: Random, transport: TransportName) {
    this.name = name;
    this.#random = random;
    this.#transport = transport;
    this.#takeNewId();
    this.board.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "remote" && this.#isAsked) this.#wire?.send(encodeSync(SYNC.update, update));
    });
  }

  get wire(): Wire | undefined {
    return this.#wire;
  }

  act(): void {
    const { board } = this;
    const random = this.#random;
    const ids = [...board.shapes.keys()];
    board.transact(() => {
      const what = ids.length === 0 ? 0 : random.below(6);
      if (what <= 2) board.add(stroke(`${this.name}.${this.#made++}`, random, 3));
      else if (what <= 4) board.edit(random.pick(ids), random.pick(["x", "y", "color", "order"]), random.below(100));
      else board.remove(new Set([random.pick(ids), random.pick(ids)]));
    }, "local");
  }

  /** Connects, sometimes by another transport than before. */
  connect(server: SteppedServer): void {
    if (this.#random.below(4) === 0) this.#transport = this.#random.pick(TRANSPORTS);
    const wire = connect(server, this.#transport, {
      opened: () => wire.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.board.doc))),
      received: (frame) => wire === this.#wire && this.#hear(frame),
      closed: () => wire === this.#wire && this.#disconnected(),
    });
    this.#wire = wire;
  }

  /** Leaves, as a page that is closed or loaded again. */
  leave(): void {
    const wire = this.#wire;
    this.#disconnected();
    wire?.close();
  }

  #hear(frame: Uint8Array): void {
    const message = decodeFrame(frame);
    if (message.kind === "step1") {
      this.#isAsked = true;
      this.#wire?.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.board.doc, message.stateVector)));
    } else if (message.kind === "update" || message.kind === "step2") {
      Y.applyUpdate(this.board.doc, message.update, "remote");
    }
  }

  #disconnected(): void {
    this.#wire = undefined;
    this.#isAsked = false;
    this.#takeNewId();
  }

  /** As pages do: the server may not have noticed the end of the connection that owned the earlier id. */
  #takeNewId(): void {
    this.board.doc.clientID = this.#random.below(2 ** 32);
  }
}
