import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import {
  decodeFrame,
  encodeQueryAwareness,
  encodeSync,
  type Frame,
  SUBPROTOCOL,
  SYNC,
} from "../../../board/wire/protocol.ts";

export interface PeerOptions {
  readonly protocols?: string[];
  /** The board that the peer already has; default: an empty one. */
  readonly board?: Board;
  /** Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A peer on a real socket that acts only when the test tells it to. */
export class Peer implements AsyncDisposable {
  readonly board: Board;
  readonly frames: Frame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Number of update frames sent so far. */
  sent = 0;
  saved = 0;
  readonly #socket: WebSocket;
  #wake: (() => void)[] = [];
  #isClosed = false;

  static async connect(
    url: string,
    { protocols = [SUBPROTOCOL], board = new Board(), headers }: PeerOptions = {},
  ): Promise<Peer> {
    // Deno takes headers too; the types are those of browsers.
    const socket = new WebSocket(url, headers ? { protocols, headers } as unknown as string[] : protocols);
    const peer = new Peer(socket, board);
    await new Promise<void>((resolve) => {
      socket.onopen = () => resolve();
      socket.onerror = () => resolve();
    });
    return peer;
  }

  /** Connects and completes the handshake. */
  static async join(url: string, options?: PeerOptions): Promise<Peer> {
    const peer = await Peer.connect(url, options);
    peer.send(encodeSync(SYNC.step1, Y.encodeStateVector(peer.doc)));
    await peer.until((frame) => frame.kind === "step2");
    return peer;
  }

  private constructor(socket: WebSocket, board: Board) {
    this.#socket = socket;
    this.board = board;
    socket.binaryType = "arraybuffer";
    this.closed = new Promise((resolve) => {
      socket.onclose = ({ code, reason }) => {
        this.#isClosed = true;
        this.#notify();
        resolve({ code, reason });
      };
    });
    socket.onmessage = ({ data }) => this.#take(decodeFrame(new Uint8Array(data)));
  }

  get doc(): Y.Doc {
    return this.board.doc;
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  sendUpdate(update: Uint8Array, step: number = SYNC.update): void {
    this.sent++;
    this.send(encodeSync(step, update));
  }

  /** Sends everything that the server lacks, as the answer to its step 1. */
  sendDifference(): void {
    const asked = this.frames.findLast((frame) => frame.kind === "step1");
    if (asked === undefined) throw new Error("Cannot send the difference as the server did not ask for it");
    this.sendUpdate(Y.encodeStateAsUpdate(this.doc, asked.stateVector), SYNC.step2);
  }

  /** Changes the document and sends the change as one update frame. */
  change(change: (board: Board) => void): void {
    let made: Uint8Array | undefined;
    const note = (update: Uint8Array) => void (made = update);
    this.doc.once("update", note);
    this.board.transact(() => change(this.board), "local");
    if (made) this.sendUpdate(made);
  }

  /** Resolves when the server has read everything that was sent. Rejects if it closes the connection instead. */
  async untilRead(): Promise<void> {
    const before = this.frames.length;
    this.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc)));
    await this.untilTrue(() => this.frames.slice(before).some(({ kind }) => kind === "step2"));
  }

  /** Resolves when everything that was sent is acknowledged as durable. */
  async untilSaved(): Promise<void> {
    await this.untilTrue(() => this.saved >= this.sent);
  }

  /** The first frame, past or future, that satisfies the condition. Rejects if the socket closes before. */
  async until(condition: (frame: Frame) => boolean): Promise<Frame> {
    let found: Frame | undefined;
    await this.untilTrue(() => (found = this.frames.find(condition)) !== undefined);
    return found!;
  }

  async untilTrue(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.#isClosed) throw new Error("Cannot wait for frames as the socket is closed");
      await new Promise<void>((resolve) => void this.#wake.push(resolve));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#socket.readyState <= WebSocket.OPEN) this.#socket.close(1000);
    await this.closed;
  }

  #take(frame: Frame): void {
    if (frame.kind === "step2" || frame.kind === "update") Y.applyUpdate(this.doc, frame.update, "remote");
    if (frame.kind === "saved") this.saved = frame.count;
    // Every client answers this question. A client that does not is considered dead when another one claims its id.
    if (frame.kind === "queryAwareness") this.send(encodeQueryAwareness());
    this.frames.push(frame);
    this.#notify();
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
