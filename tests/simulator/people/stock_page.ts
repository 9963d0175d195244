import { WebsocketProvider } from "y-websocket";
import { Board } from "../../../board/document.ts";
import { shapeIds } from "../../../board/id.ts";
import { readPresence } from "../../../board/wire/presence.ts";
import { isFinal } from "../../../board/wire/protocol.ts";
import { type Refusal, refusalOf } from "../../../board/wire/refusal.ts";
import { ORIGIN } from "../cluster/cluster.ts";
import type { Internet } from "../world/internet.ts";
import { type Machine, Process } from "../world/process.ts";
import { SocketEnd } from "../world/socket_end.ts";
import type { OpenPage } from "./open_page.ts";

export interface StockPageOptions {
  readonly internet: Internet;
  readonly machine: Machine;
  readonly slug: string;
  readonly name: string;
}

/** A page of another program, with the stock Yjs client. It gets no acknowledgements and keeps no copy. */
export class StockPage implements OpenPage {
  readonly board: Board;
  readonly process: Process;
  readonly name: string;
  readonly transport = "stock";
  readonly isSaved = true;
  refusal: Refusal | undefined;
  readonly newShapeId: () => string;
  readonly #provider: WebsocketProvider;

  constructor({ internet, machine, slug, name }: StockPageOptions) {
    this.name = name;
    const process = this.process = new Process(machine, internet.network.scheduler, internet, { origin: ORIGIN });
    this.board = process.run(() => new Board());
    this.newShapeId = process.run(() => shapeIds());
    this.#provider = process.run(() =>
      new WebsocketProvider(`${ORIGIN.replace("http", "ws")}/ws`, slug, this.board.doc, {
        disableBc: true,
        connect: false,
        WebSocketPolyfill: socketClass(internet, process),
      })
    );
    this.#provider.on("connection-close", (event: CloseEvent | null) => {
      if (event && isFinal(event.code)) this.refusal = refusalOf(event.code);
    });
    this.#act(() => {
      this.#tell(null);
      this.#provider.connect();
    });
  }

  get isSynced(): boolean {
    return this.#provider.synced;
  }

  get peers() {
    const { awareness } = this.#provider;
    return [...awareness.getStates()].filter(([id]) => id !== awareness.clientID)
      .flatMap(([, state]) => readPresence(state) ?? []).map((presence) => ({ presence }));
  }

  change(change: (board: Board) => void): void {
    this.#act(() => this.board.transact(() => change(this.board), "local"));
  }

  pointAt(x: number, y: number): void {
    this.#act(() => this.#tell({ x, y }));
  }

  nudge(): void {}

  lost(): void {}

  close(): void {
    this.#act(() => {
      this.#provider.destroy();
      this.board.doc.destroy();
    });
    this.process.scheduler.after(CLOSED_MS, () => this.process.kill());
  }

  crash(): void {
    this.process.kill();
    // The client listens to the exit of the program.
    this.process.run(() => this.#provider.destroy());
  }

  #tell(cursor: { x: number; y: number } | null): void {
    this.#provider.awareness.setLocalState({ user: { name: this.name, color: "green" }, cursor });
  }

  #act(run: () => void): void {
    this.process.scheduler.after(0, run, this.process);
  }
}

/** A closed page's last frames leave within this, ms. */
const CLOSED_MS = 1_000;

function socketClass(internet: Internet, process: Process): typeof WebSocket {
  return class extends SocketEnd {
    constructor(url: string) {
      super(process, { isServer: false });
      internet.connect(this, url, { protocols: [] });
    }
  } as unknown as typeof WebSocket;
}
