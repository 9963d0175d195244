import * as Y from "yjs";
import { decodeFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import type { TransportName } from "../../../client/sync/transport_chooser.ts";
import type { Random } from "../random.ts";
import { PolledWire } from "./polled_wire.ts";
import { SocketWire } from "./socket_wire.ts";
import type { SteppedServer } from "./stepped_server.ts";
import type { Wire, WireDelegate } from "./wire.ts";

export const TRANSPORTS: readonly TransportName[] = ["websocket", "long polling", "simple polling"];

export interface DocumentLinkOptions {
  readonly random: Random;
  readonly transport: TransportName;
  /** Default: updates are applied when they come. */
  readonly received?: (update: Uint8Array) => void;
}

/** Keeps a document equal to the one on a server, as the provider of a page does, over one connection after the other. */
export class DocumentLink {
  readonly #doc: Y.Doc;
  readonly #random: Random;
  readonly #received: (update: Uint8Array) => void;
  /** Number of events so far: frames received, and ends of connections. */
  events = 0;
  #transport: TransportName;
  #wire: Wire | undefined;
  /** True once the server has asked for what it lacks: from then on each change is sent. */
  #isAsked = false;

  constructor(doc: Y.Doc, { random, transport, received }: DocumentLinkOptions) {
    this.#doc = doc;
    this.#random = random;
    this.#transport = transport;
    this.#received = received ?? ((update) => Y.applyUpdate(doc, update, "remote"));
    this.#takeNewId();
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "remote" && this.#isAsked) this.#wire?.send(encodeSync(SYNC.update, update));
    });
  }

  /** Undefined without a connection. */
  get wire(): Wire | undefined {
    return this.#wire;
  }

  /** Connects, sometimes by another transport than before. */
  connect(server: SteppedServer): void {
    if (this.#random.below(4) === 0) this.#transport = this.#random.pick(TRANSPORTS);
    const wire = wireOf(server, this.#transport, {
      opened: () => wire.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.#doc))),
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
    this.events++;
    const message = decodeFrame(frame);
    if (message.kind === "step1") {
      this.#isAsked = true;
      this.#wire?.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.#doc, message.stateVector)));
    } else if (message.kind === "update" || message.kind === "step2") this.#received(message.update);
  }

  #disconnected(): void {
    this.events++;
    this.#wire = undefined;
    this.#isAsked = false;
    this.#takeNewId();
  }

  /** The server may not have noticed the end of the connection that owned the earlier id. */
  #takeNewId(): void {
    this.#doc.clientID = this.#random.below(2 ** 32);
  }
}

function wireOf(server: SteppedServer, transport: TransportName, delegate: WireDelegate): Wire {
  if (transport === "websocket") return new SocketWire(server, delegate);
  return new PolledWire(server, delegate, { isSimple: transport === "simple polling" });
}
