import { systemClock } from "../../../board/clock.ts";
import { Board } from "../../../board/document.ts";
import type { Presence } from "../../../board/wire/presence.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";
import type { ClientSocket } from "../../../client/sync/client_socket.ts";
import { Provider } from "../../../client/sync/provider.ts";
import { Unsaved } from "../../../client/sync/unsaved.ts";
import { seeded } from "../random.ts";
import { stroke } from "../board/strokes.ts";

const random = seeded(5);

/** One page: a board, its provider, and the messages that the page received. */
export class Page implements Disposable {
  readonly board = new Board();
  readonly unsaved = new Unsaved();
  readonly ink: StrokeNews[] = [];
  readonly left: number[] = [];
  peers: readonly { readonly id: number; readonly presence: Presence }[] = [];
  refused: string | undefined;
  readonly provider: Provider;
  #sockets: WebSocket[] = [];
  #wake: (() => void)[] = [];

  /** @param makeSocket default: a WebSocket */
  constructor(url: () => string, { makeSocket }: { makeSocket?: () => ClientSocket } = {}) {
    const told = () => this.#wake.splice(0).forEach((wake) => wake());
    this.provider = new Provider(this.board.doc, {
      changed: told,
      peersChanged: (peers) => (this.peers = peers, told()),
      peerLeft: (id) => (this.left.push(id), told()),
      talk: () => {},
      ink: (news) => (this.ink.push(news), told()),
      refused: (reason) => (this.refused = reason, told()),
    }, {
      url: "",
      clock: systemClock,
      random: () => 0,
      unsaved: this.unsaved,
      makeSocket: (_, protocol) => {
        if (makeSocket) return makeSocket();
        const socket = new WebSocket(url(), protocol);
        this.#sockets.push(socket);
        return socket;
      },
    });
    this.board.doc.on("update", told);
  }

  get newestSocket(): WebSocket {
    return this.#sockets.at(-1)!;
  }

  add(id: string, samples?: number): void {
    this.board.transact(() => this.board.add(stroke(id, random, samples)), "local");
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => void this.#wake.push(resolve));
  }

  async opened(): Promise<this> {
    this.provider.connect();
    await this.until(() => this.provider.isSynced);
    return this;
  }

  async saved(): Promise<void> {
    await this.until(() => this.unsaved.isNone);
  }

  /** Resolves when the server has also noticed the end of the page's sockets. */
  async closed(): Promise<void> {
    this.provider.close();
    for (const socket of this.#sockets) {
      if (socket.readyState === WebSocket.CLOSED) continue;
      await new Promise((resolve) => socket.addEventListener("close", resolve, { once: true }));
    }
  }

  [Symbol.dispose](): void {
    this.provider.close();
  }
}
