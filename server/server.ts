import { metrics } from "@opentelemetry/api";
import { type Clock, systemClock } from "../board/clock.ts";
import { BUDGET_BYTES_MAX, BUDGET_SHARE, LIVE_BOARDS_SHARE } from "../board/limits.ts";
import { authorization, type Authorize } from "./access/authorization.ts";
import { framing } from "./access/framing.ts";
import { type Accounts, accountsIn } from "./accounts/accounts.ts";
import { Admission } from "./admission/admission.ts";
import { MemoryBudget } from "./admission/memory_budget.ts";
import { BucketAssets } from "./bucket/bucket_assets.ts";
import type { Bus } from "./bus/bus.ts";
import { LocalBus } from "./bus/local_bus.ts";
import { openBus } from "./bus/open_bus.ts";
import { Instances } from "./instances/instances.ts";
import { LiveInstances } from "./instances/live_instances.ts";
import type { Database } from "./database/database.ts";
import { DatabaseHealth } from "./database/database_health.ts";
import { timedCommits } from "./database/timed_commits.ts";
import { BoardAssets } from "./document/board_assets.ts";
import { Compactor } from "./document/compactor.ts";
import { LocalEvents } from "./events/local_events.ts";
import { allowedHosts } from "./http/allowed_hosts.ts";
import type { ServeInfo } from "./http/request_pipeline.ts";
import { PictureRenderer } from "./pictures/picture_renderer.ts";
import type { Log } from "./process/log.ts";
import { commitDuration, observe } from "./process/metrics.ts";
import { ProcessWatch } from "./process/process_watch.ts";
import { LinkWatch } from "./relay/link_watch.ts";
import { ModerationWatch } from "./relay/moderation/moderation_watch.ts";
import { RoomRegistry } from "./relay/room_registry.ts";
import { accountApi } from "./routes/account/account_api.ts";
import { BrowserSessions } from "./routes/account/browser_sessions.ts";
import { type App, createApp } from "./routes/app.ts";
import { forwardRequests } from "./routes/forwarded_requests.ts";
import { boardApi } from "./routes/board_api.ts";
import { health } from "./routes/health.ts";
import { pageRoutes } from "./routes/pages.ts";
import { type PollingRoutes, pollingRoutes } from "./routes/polling.ts";
import { type ProgramRoutes, programRoutes } from "./routes/programs/program_routes.ts";
import { SocketForwarding } from "./routes/socket_forwarding.ts";
import { publishedRoutes } from "./routes/published/published_routes.ts";
import { socketRoutes } from "./routes/socket_upgrade.ts";
import type { ServerConfig, ServerOptions } from "./server_options.ts";
import { OpenSessions } from "./session/open_sessions.ts";
import { Refusals } from "./session/refusals.ts";
import { TrafficCounters } from "./session/traffic_counters.ts";
import { AssetSweep } from "./store/assets/asset_sweep.ts";
import { BinSweep } from "./store/bin/bin_sweep.ts";
import type { BoardStore } from "./store/board_store.ts";
import { type BoardStores, boardStoresIn } from "./store/board_stores.ts";
import { KvBoardStore } from "./store/kv_board_store.ts";
import { Unfurler } from "./unfurl/unfurler.ts";
import { Webhooks } from "./webhooks/webhooks.ts";

/** At most this much of a drain flushes earlier changes, ms, so that people who are still drawing cannot delay it. */
const CONFIRM_MS = 1_500;

/** Wires the parts of the server together. `database` stays open when the server is closed. */
export function createServer(config: ServerConfig, database: Database, options: ServerOptions): Server {
  return new Server(config, database, options);
}

/** The server without its process: it does not listen, exit or watch the memory by itself. */
export class Server {
  readonly stores: BoardStores;
  readonly links: BoardStores["links"];
  readonly store: BoardStore;
  readonly accounts: Accounts;
  readonly rooms: RoomRegistry;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly linkWatch: LinkWatch;
  readonly moderationWatch: ModerationWatch;
  readonly authorize: Authorize;
  readonly events: LocalEvents;
  /** Undefined: nobody may have webhooks. */
  readonly webhooks: Webhooks | undefined;
  readonly openSessions = new OpenSessions();
  readonly traffic = new TrafficCounters();
  readonly #config: ServerConfig;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #pictures: PictureRenderer;
  readonly #compactor: Compactor;
  readonly #health: DatabaseHealth;
  readonly #binSweep: BinSweep;
  readonly #assetSweep: AssetSweep;
  readonly #app: App;
  /** How this instance hears of the others. */
  readonly bus: Bus;
  /** Undefined: no other instance can use the database. */
  readonly #live: LiveInstances | undefined;
  /** Undefined: connections are not passed on to other instances. */
  readonly #instances: Instances | undefined;
  #forwarding: SocketForwarding | undefined;
  #polling!: PollingRoutes;
  #programs!: ProgramRoutes;
  #watch: ProcessWatch | undefined;
  #isLeaving = false;

  constructor(config: ServerConfig, database: Database, options: ServerOptions) {
    const { log, clock = systemClock, limits, workerFile: file } = options;
    const { memoryBytes = Infinity, boardsPerAddress, openBoards } = config;
    [this.#config, this.#log, this.#clock] = [config, log, clock];
    const failed = (what: string) => (error: unknown) => log("error", what, { error });
    const meter = metrics.getMeter("drawbridge");
    const isShort = () => this.#watch?.watchdog.measureTight() ?? false;
    const totalBytes = Math.min(BUDGET_BYTES_MAX, memoryBytes * BUDGET_SHARE);
    const budget = options.budget ?? new MemoryBudget({ totalBytes, isShort });
    const admission = this.admission = new Admission({ clock, budget, limits, boardsPerAddress });
    const refusals = this.refusals = new Refusals(clock, log);
    const { instance } = config;
    const { webhookTargets: targets, now: today } = options;
    const live = this.#live = instance || database.isShared
      ? new LiveInstances(database, { address: instance?.address, clock, today, log })
      : undefined;
    const webhooks = this.webhooks = config.webhooks &&
      new Webhooks(database, config.webhooks, { clock, today, log, live, targets });
    const events = this.events = new LocalEvents({ log, outbox: webhooks?.add });
    if (webhooks) events.subscribe((event) => webhooks.heard(event));
    const { quotaBytes, bucket } = config.assets;
    const assets = { quotaBytes, bucket: bucket && new BucketAssets(bucket) };
    this.stores = boardStoresIn(database, { events, assets, now: options.now });
    const links = this.links = this.stores.links;
    this.store = new KvBoardStore(timedCommits(database, commitDuration(meter)), { events });
    const { providers, userHeader } = config.signIn;
    this.accounts = accountsIn(database, { providers, hasProxyUsers: userHeader !== undefined, now: options.now });
    this.linkWatch = new LinkWatch(links, { clock });
    const { moderation } = this.stores;
    this.moderationWatch = new ModerationWatch(moderation, { clock, room: (board) => this.rooms.peek(board) });
    this.authorize = authorization(links, { openBoards, moderation, now: options.now });
    this.#binSweep = new BinSweep(this.stores.bin, {
      clock,
      deleted: (boards) => boards.forEach((board) => this.rooms.drop(board)),
      failed: failed("emptying the bin failed"),
    });
    this.#assetSweep = new AssetSweep(database, {
      clock,
      now: options.now,
      assets: this.stores.assets,
      failed: failed("sweeping assets failed"),
      boards: new BoardAssets(this.store, { clock, file }),
    });
    this.#compactor = new Compactor({ clock, log, file });
    const bus = this.bus = options.bus ?? (live ? openBus(database, { live, clock, log }) : new LocalBus());
    this.#instances = instance &&
      new Instances(database, { live: live!, secret: instance.secret, clock, log, rooms: () => this.rooms });
    this.rooms = new RoomRegistry({
      store: this.store,
      bus,
      leases: this.#instances?.leases,
      events,
      clock,
      log,
      loads: { budget, queue: admission.loads, smallQueue: admission.smallLoads },
      scheduler: admission.scheduler,
      compactor: this.#compactor,
      isTight: isShort,
      iceServers: JSON.stringify(config.iceServers),
    });
    this.#pictures = new PictureRenderer({ clock, log, budget, file, bounds: options.pictureBounds });
    this.#health = new DatabaseHealth(database, clock);
    this.#app = this.#createApp(options);
    observe(meter, {
      rooms: this.rooms,
      refusals,
      traffic: this.traffic,
      lateMs: () => this.#watch?.watchdog.takeLateMs() ?? 0,
      memoryBytes: () => Deno.memoryUsage().rss,
    });
  }

  fetch(request: Request, info?: ServeInfo): Promise<Response> {
    return this.#app.fetch(request, info);
  }

  /** Number of sockets that are forwarded to other instances. */
  get forwardedSockets(): number {
    return this.#forwarding?.size ?? 0;
  }

  get routes(): App["routes"] {
    return this.#app.routes;
  }

  /**
   * Starts what a process needs once: it watches memory and event loop, and completes interrupted deletions.
   *
   * @param leave saves all boards and ends the process, because its memory is full
   */
  start(leave: () => void): void {
    const { memoryBytes: limitBytes = Infinity } = this.#config;
    const { openSessions, traffic } = this;
    const process = { openSessions, traffic, clock: this.#clock, log: this.#log, limitBytes, leave };
    this.#watch = new ProcessWatch({
      ...process,
      shed: () => this.rooms.shed() + this.#pictures.shed(),
      unload: (bytes) => this.rooms.unloadLargest(bytes, { keepBytes: limitBytes * LIVE_BOARDS_SHARE }),
    });
    this.webhooks?.start();
    void this.#binSweep.start();
    void this.#assetSweep.start();
    this.links.resumeDeletions().catch((error) => this.#log("error", "deleting failed", { error }));
  }

  /**
   * Saves all boards and closes all connections; refuses new ones.
   *
   * @param goodbyeMs how long to wait for close frames to leave the process, ms. Peers that do not read do not delay it
   * @returns false when changes could not be saved
   */
  async drain({ goodbyeMs }: { readonly goodbyeMs: number }): Promise<boolean> {
    this.#isLeaving = true;
    this.#stop();
    const stopped = this.webhooks?.stop();
    const timeout = Promise.withResolvers<void>();
    const cancelTimeout = this.#clock.after(CONFIRM_MS, timeout.resolve);
    // The leases are freed before the sessions are closed, so that people find another instance at once.
    const left = this.rooms.flush().catch(() => {}).then(() => this.#leave());
    await Promise.race([left, timeout.promise]);
    cancelTimeout();
    this.rooms.closeSessions("the server is restarting");
    this.#forwarding?.closeSockets("the server is restarting");
    // Saves what arrived during the first flush. Closed sessions send nothing more.
    const saved = await this.rooms.flush().then(() => true, (error) => {
      this.#log("error", "leaving with unsaved changes", { error });
      return false;
    });
    const connections = () => this.rooms.sessions + this.forwardedSockets;
    for (let waited = 0; connections() > 0 && waited < goodbyeMs; waited += 10) await this.#pause(10);
    await stopped;
    await this.webhooks?.flush();
    return saved;
  }

  /** Ends all timers, workers and subscriptions. Call `drain` first. Safe to call twice. */
  close(): void {
    for (const routes of [this.#polling, this.#programs]) routes[Symbol.dispose]();
    this.linkWatch.close();
    this.moderationWatch.close();
    this.#pictures[Symbol.dispose]();
    this.rooms.close();
    this.webhooks?.close();
    this.bus.close();
    this.#live?.close();
    this.admission.close();
    this.#stop();
  }

  #stop(): void {
    this.#binSweep.close();
    this.#assetSweep.close();
    this.#watch?.close();
    this.#compactor[Symbol.dispose]();
    this.refusals.close();
  }

  /** Tells other instances, so that they take the boards over. */
  async #leave(): Promise<void> {
    // Without an answer of the database they notice it later.
    await (this.#instances?.leases ?? this.#live)?.leave().catch(() => {});
  }

  #createApp({ pages, liveReload, log, now, reach, workerFile: file }: ServerOptions): App {
    const { store, rooms, admission, refusals, authorize, linkWatch: watch, moderationWatch } = this;
    const { openSessions, traffic, accounts } = this;
    const { openBoards, trustedProxies, signIn, unfurl, allowedHosts: names } = this.#config;
    const browser = new BrowserSessions({ sessions: accounts.sessions, signIn, trustedProxies });
    const [clock, instances, pictures] = [this.#clock, this.#instances, this.#pictures];
    const hosts = allowedHosts({ names, openBoards });
    const unfurler = unfurl ? new Unfurler({ ...reach, clock }) : undefined;
    const connections = { admission, watch, moderationWatch, openSessions, refusals, traffic, clock };
    const common = { ...this.stores, ...connections, pictures, unfurler, rooms, store, authorize, browser, now };
    const isLeaving = () => this.#isLeaving;
    const isTight = () => this.#watch?.watchdog.isTight ?? false;
    this.#polling = pollingRoutes({ ...connections, rooms, store, authorize, isLeaving, isTight });
    this.#programs = programRoutes({ ...common, file, isLeaving, isTight, allRoutes: () => this.routes });
    const forwarding = this.#forwarding = instances && new SocketForwarding({ ...instances, refusals, clock });
    const unready = () => this.#isLeaving ? Promise.resolve("leaving") : this.#health.unready();
    return createApp({
      routes: [
        ["/ws", socketRoutes({ ...connections, rooms, authorize, isLeaving, isTight, forwarding })],
        ["/api/boards", this.#polling.routes],
        ...this.#programs.routes,
        ...boardApi({ ...common, accounts, signInConfig: signIn, webhooks: this.webhooks?.owners }),
        ["/api/account", accountApi({ ...common, ...accounts, boards: this.stores.accountBoards, signIn })],
        ["/", health({ unready, signature: instances?.signature })],
        ...publishedRoutes({ ...common, pages, sitesOf: framing(this.links) }),
        ["/", pageRoutes({ pages, liveReload, authorize: instances && authorize, sitesOf: framing(this.links) })],
      ],
      forward: instances && forwardRequests({ ...instances, authorize, browser }),
      pipeline: { admission, refusals, trustedProxies, signature: instances?.signature, hosts },
      pages,
      log,
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}
