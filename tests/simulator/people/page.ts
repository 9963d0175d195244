import * as Y from "yjs";
import { Board, type Origin } from "../../../board/document.ts";
import { shapeIds } from "../../../board/id.ts";
import { applyUpdate } from "../../../board/wire/apply_update.ts";
import { decodeFrame } from "../../../board/wire/protocol.ts";
import type { Presence } from "../../../board/wire/presence.ts";
import type { Refusal } from "../../../board/wire/refusal.ts";
import type { Peer } from "../../../client/sync/peers.ts";
import { IdleTimeout } from "../../../client/sync/idle_timeout.ts";
import { Provider } from "../../../client/sync/provider.ts";
import { readBack } from "../../../client/sync/read_back.ts";
import { ConnectionLog } from "../../../client/sync/record/connection_log.ts";
import { fetchState } from "../../../client/sync/state.ts";
import { Transports } from "../../../client/sync/transports.ts";
import { Unsaved } from "../../../client/sync/unsaved.ts";
import { ORIGIN } from "../cluster/cluster.ts";
import type { Internet } from "../world/internet.ts";
import type { Machine } from "../world/process.ts";
import { Process } from "../world/process.ts";
import { SocketEnd } from "../world/socket_end.ts";
import type { Device } from "./device.ts";
import type { Leaving, OpenPage } from "./open_page.ts";

export interface PageOptions {
  readonly internet: Internet;
  readonly machine: Machine;
  readonly device: Device;
  readonly slug: string;
  readonly name: string;
  /** A proxy on the way refuses sockets. */
  readonly isSocketBlocked: () => boolean;
  /** Everything that the page knew when it sent its newest acknowledged frame is acknowledged: its own clocks. */
  readonly onSaved: (clocks: ReadonlyMap<number, number>) => void;
}

/** One load of the page of a board: the client's own code for the connection, without an interface. */
export class Page implements OpenPage {
  readonly board = new Board();
  readonly process: Process;
  readonly #options: PageOptions;
  readonly #provider: Provider;
  readonly #transports: Transports;
  readonly #unsaved = new Unsaved();
  /** Yjs client ids under which this page wrote. */
  readonly #ids = new Set<number>();
  /** The clocks of `#ids` when each unacknowledged frame was sent. */
  readonly #sent = new Map<number, ReadonlyMap<number, number>>();
  #frames = 0;
  #isReadingBack = false;
  #isClosed = false;
  readonly #user: Presence["user"];
  peers: readonly Peer[] = [];
  refusal: Refusal | undefined;
  readonly newShapeId: () => string;

  constructor(options: PageOptions) {
    this.#options = options;
    this.#user = { name: options.name, color: "blue" };
    const { internet, machine, device } = options;
    const process = this.process = new Process(machine, internet.network.scheduler, internet, { origin: ORIGIN });
    this.newShapeId = process.run(() => shapeIds());
    const { doc } = this.board;
    doc.on("update", (_: Uint8Array, origin: unknown) => {
      if (origin !== "remote" && origin !== "cache") this.#ids.add(doc.clientID);
    });
    [this.#transports, this.#provider] = process.run(() => {
      const transports = new Transports({
        clock: process,
        memory: device,
        makeWebSocket: (url, protocol) => this.#connect(url, protocol),
        pollingAddress: (url) => `${ORIGIN}/api/boards/${new URL(url).pathname.split("/").at(-1)}`,
      });
      const log = new ConnectionLog(() => process.today());
      log.watchers.add((direction, frame) => direction === "sent" ? this.#noteSent(frame) : this.#noteReceived(frame));
      const provider = new Provider(doc, {
        changed: () => this.#changed(),
        peersChanged: (peers) => void (this.peers = peers),
        peerLeft: () => {},
        ink: () => {},
        talk: () => {},
        refused: (refusal) => void (this.refusal = refusal),
      }, {
        url: `${ORIGIN.replace("http", "ws")}/ws/${options.slug}`,
        clock: process,
        log,
        random: () => internet.network.scheduler.random.float(),
        makeSocket: (url, protocol) => transports.makeSocket(url, protocol),
        carrier: transports,
        unsaved: this.#unsaved,
      });
      return [transports, provider];
    });
    internet.network.scheduler.after(0, () => void this.#open(), process);
  }

  get isSynced(): boolean {
    return this.#provider.isSynced;
  }

  /** True when the server has acknowledged everything. */
  get isSaved(): boolean {
    return this.#provider.isOpen && this.isSynced && this.#unsaved.isNone;
  }

  get transport(): string {
    return this.#transports.transport;
  }

  get role(): string | undefined {
    return this.#provider.notices.role;
  }

  get name(): string {
    return this.#options.name;
  }

  change(change: (board: Board) => void): void {
    this.#act(() => this.board.transact(() => change(this.board), "local"));
  }

  pointAt(x: number, y: number): void {
    this.#act(() => this.#tell({ x, y }));
  }

  /** The person chooses another transport. */
  choose(choice: Device["choice"]): void {
    this.#act(() => {
      this.#transports.choose(choice);
      this.#provider.lost();
    });
  }

  nudge(): void {
    this.#act(() => this.#provider.nudge());
  }

  lost(): void {
    this.#act(() => this.#provider.lost());
  }

  close({ isCopyKept }: Leaving): void {
    const { device } = this.#options;
    if (!this.process.isAlive) return;
    if (isCopyKept) device.copy = Y.encodeStateAsUpdate(this.board.doc);
    else delete device.copy;
    device.unsaved = isCopyKept ? this.#unsaved.changes : 0;
    this.#act(() => {
      this.#isClosed = true;
      this.#transports.leave();
      this.#provider.close();
      this.#transports.close();
      this.board.doc.destroy();
    });
    // What was sent still leaves the machine.
    this.process.scheduler.after(CLOSED_MS, () => this.process.kill());
  }

  crash({ isCopyKept }: Leaving): void {
    const { device } = this.#options;
    if (isCopyKept) device.copy = Y.encodeStateAsUpdate(this.board.doc);
    else delete device.copy;
    device.unsaved = isCopyKept ? this.#unsaved.changes : 0;
    this.process.kill();
  }

  #act(run: () => void): void {
    this.process.scheduler.after(0, run, this.process);
  }

  async #open(): Promise<void> {
    const { device, slug } = this.#options;
    const origin: Origin = "cache";
    if (device.copy) applyUpdate(this.board.doc, device.copy, origin);
    this.#unsaved.found(device.unsaved);
    this.#tell(null);
    const patience = new IdleTimeout(STATE_PATIENCE_MS);
    const fetched = fetchState(slug).then((state) => {
      const remote: Origin = "remote";
      if (typeof state === "object") applyUpdate(this.board.doc, state.update, remote);
    });
    await Promise.race([fetched, patience.come]);
    patience.close();
    if (!this.#isClosed) this.#provider.connect();
  }

  #tell(cursor: { x: number; y: number } | null): void {
    this.#provider.tellPresence({ user: this.#user, cursor });
  }

  #connect(url: string, protocol: string): SocketEnd {
    const { internet, isSocketBlocked } = this.#options;
    const end = new SocketEnd(this.process, { isServer: false });
    if (isSocketBlocked()) internet.network.scheduler.after(5, () => end.ended(), this.process);
    else internet.connect(end, url, { protocols: [protocol], headers: new Headers({ origin: ORIGIN }) });
    return end;
  }

  #noteSent(bytes: Uint8Array): void {
    const { kind } = decodeFrame(bytes);
    if (kind !== "update" && kind !== "step2") return;
    const { clients } = this.board.doc.store;
    const clocks = new Map<number, number>();
    for (const id of this.#ids) if (clients.has(id)) clocks.set(id, Y.getState(this.board.doc.store, id));
    this.#sent.set(++this.#frames, clocks);
  }

  #noteReceived(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.kind !== "saved") return;
    const clocks = this.#sent.get(frame.count);
    for (const number of this.#sent.keys()) if (number <= frame.count) this.#sent.delete(number);
    if (clocks) this.#options.onSaved(clocks);
  }

  #changed(): void {
    if (!this.#provider.isOpen) {
      this.#frames = 0;
      this.#sent.clear();
    }
    if (this.#unsaved.isNone && this.#provider.doubtful.size > 0) void this.#readBack();
  }

  /** As `BoardLink` does. */
  async #readBack(): Promise<void> {
    if (this.#isReadingBack) return;
    this.#isReadingBack = true;
    try {
      const ids = new Set(this.#provider.doubtful);
      const state = await fetchState(this.#options.slug);
      if (typeof state !== "object") return;
      for (const id of ids) this.#provider.doubtful.delete(id);
      readBack(this.board, state.update, { ids, newShapeId: this.newShapeId });
    } finally {
      this.#isReadingBack = false;
    }
  }
}

/** As in `BoardLink`, ms. */
const STATE_PATIENCE_MS = 1_500;

/** A closed page's last requests leave within this, ms. */
const CLOSED_MS = 1_000;
