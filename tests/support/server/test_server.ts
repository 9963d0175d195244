import type { Database } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { systemClock } from "../../../board/clock.ts";
import { BUDGET_BYTES_MAX } from "../../../board/limits.ts";
import { authorization } from "../../../server/access/authorization.ts";
import { createApp, type Pages } from "../../../server/routes/app.ts";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import type { Fields, Level, Log } from "../../../server/process/log.ts";
import { PictureMaker, type PictureMakerOptions } from "../../../server/pictures/picture_maker.ts";
import { Admission, type AdmissionOptions } from "../../../server/admission/admission.ts";
import type { ConnectionOptions } from "../../../server/routes/socket_connection.ts";
import { allowedHosts } from "../../../server/http/allowed_hosts.ts";
import { Refusals } from "../../../server/session/refusals.ts";
import { LinkWatch } from "../../../server/relay/link_watch.ts";
import { RoomRegistry } from "../../../server/relay/room_registry.ts";
import { OpenSessions } from "../../../server/session/open_sessions.ts";
import { TrafficCounters } from "../../../server/session/traffic_counters.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";

export interface ServerOptions {
  /** Default: a database of its own in memory, closed with the server. */
  readonly kv?: Database;
  readonly openBoards?: boolean;
  readonly pages?: Pages;
  /** Default: no limit of memory, and any number of boards. */
  readonly admission?: Partial<AdmissionOptions>;
  readonly allowedHosts?: readonly string[];
  readonly trustedProxies?: readonly string[];
  readonly unready?: () => Promise<string | undefined>;
  /** Default: without a worker, because starting one takes as long as most tests. */
  readonly pictures?: Partial<PictureMakerOptions>;
}

export interface BoardLinks {
  readonly id: string;
  readonly links: { readonly owner: string; readonly editor: string; readonly viewer: string };
}

/** The real server in this process, on a free port. */
export class TestServer implements AsyncDisposable {
  readonly origin: string;
  readonly kv: Database;
  readonly store: KvBoardStore;
  readonly links: KvLinkStore;
  readonly rooms: RoomRegistry;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly pictures: PictureMaker;
  readonly openSessions = new OpenSessions();
  readonly traffic = new TrafficCounters();
  /** The events that the server logged, without debug events. */
  readonly log: { level: Level; event: string; fields?: Fields }[] = [];
  readonly #server: Deno.HttpServer;
  readonly #ownsKv: boolean;
  readonly #watch: LinkWatch;

  static async start(options: ServerOptions = {}): Promise<TestServer> {
    return new TestServer(options.kv ?? await openDatabase(":memory:"), options);
  }

  private constructor(
    kv: Database,
    {
      kv: given,
      openBoards = false,
      pages = NO_PAGES,
      admission: limits,
      allowedHosts: names = [],
      unready,
      trustedProxies = [],
      pictures = { file: undefined },
    }: ServerOptions,
  ) {
    this.kv = kv;
    this.#ownsKv = given === undefined;
    const log: Log = (level, event, fields) => void (level !== "debug" && this.log.push({ level, event, fields }));
    const links = this.links = new KvLinkStore(kv);
    this.store = new KvBoardStore(kv);
    const budget = limits?.budget ?? new MemoryBudget({ totalBytes: BUDGET_BYTES_MAX });
    this.admission = new Admission({
      clock: systemClock,
      budget,
      boardsPerAddress: Infinity,
      ...limits,
    });
    const loads = { budget, queue: this.admission.loads, smallQueue: this.admission.smallLoads };
    this.rooms = new RoomRegistry({ store: this.store, bus: new LocalBus(), clock: systemClock, log, loads });
    this.#watch = new LinkWatch(links, { clock: systemClock });
    const find = authorization(links, { openBoards });
    this.refusals = new Refusals(systemClock, log);
    this.pictures = new PictureMaker({ clock: systemClock, log, budget, ...pictures });
    const app = createApp({
      pictures: this.pictures,
      ...{ links, rooms: this.rooms, watch: this.#watch, find, pages, log, unready },
      ...{ admission: this.admission, hosts: allowedHosts({ names, openBoards }) },
      ...{ refusals: this.refusals, openSessions: this.openSessions, traffic: this.traffic },
      ...{ isLeaving: () => false, isTight: () => false, trustedProxies: new Set(trustedProxies) },
    });
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {}, onError: () => new Response() },
      app.fetch,
    );
    this.origin = `http://127.0.0.1:${(this.#server.addr as Deno.NetAddr).port}`;
  }

  socketUrl(slug: string): string {
    return `${this.origin.replace("http", "ws")}/ws/${slug}`;
  }

  /** The options of each connection. */
  get connections(): ConnectionOptions {
    const { openSessions, refusals, traffic, admission } = this;
    return { watch: this.#watch, openSessions, refusals, traffic, admission };
  }

  async createBoard(): Promise<BoardLinks> {
    const response = await fetch(`${this.origin}/api/boards`, { method: "POST" });
    if (response.status !== 201) throw new Error(`Cannot create board: ${await response.text()}`);
    return await response.json();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch.close();
    this.rooms.closeSessions("the test is over");
    await this.#server.shutdown();
    this.admission.close();
    this.pictures[Symbol.dispose]();
    await this.rooms.flush().catch(() => {});
    this.rooms.close();
    this.refusals.close();
    if (this.#ownsKv) this.kv.close();
  }
}

const NO_PAGES: Pages = { page: () => undefined, respond: () => undefined };
