import { join } from "node:path";
import { metrics } from "@opentelemetry/api";
import { systemClock } from "./board/clock.ts";
import { BUDGET_BYTES_MAX, BUDGET_SHARE, LIVE_BOARDS_SHARE } from "./board/limits.ts";
import { authorization } from "./server/access/authorization.ts";
import { Admission } from "./server/admission/admission.ts";
import { MemoryBudget } from "./server/admission/memory_budget.ts";
import { createApp } from "./server/routes/app.ts";
import { CLIENT_DIR, loadAssets } from "./server/assets/assets.ts";
import { LocalBus } from "./server/bus/local_bus.ts";
import { kvFolder, likelyTypos, readConfig } from "./server/process/config.ts";
import { Compactor } from "./server/document/compactor.ts";
import { openDatabase } from "./server/database/open_database.ts";
import { lockDatabase } from "./server/database/database_lock.ts";
import { DatabaseHealth } from "./server/database/database_health.ts";
import { ResponseAborted } from "./server/http/response_stream.ts";
import { allowedHosts, hostsLine } from "./server/http/allowed_hosts.ts";
import { liveReload } from "./server/assets/live_reload.ts";
import { jsonLog } from "./server/process/log.ts";
import { commitDuration, observe } from "./server/process/metrics.ts";
import { PictureMaker } from "./server/pictures/picture_maker.ts";
import { Refusals } from "./server/session/refusals.ts";
import { LinkWatch } from "./server/relay/link_watch.ts";
import { RoomRegistry } from "./server/relay/room_registry.ts";
import { TrafficCounters } from "./server/session/traffic_counters.ts";
import { OpenSessions } from "./server/session/open_sessions.ts";
import { KvBoardStore } from "./server/store/kv_board_store.ts";
import { KvLinkStore } from "./server/store/kv_link_store.ts";
import { DatabaseFileWatch } from "./server/database/database_file_watch.ts";
import { DESCRIPTORS_LOW, freeDescriptors } from "./server/process/file_descriptors.ts";
import { garbageCollection } from "./server/process/garbage_collection.ts";
import { Listener } from "./server/process/listener.ts";
import { EventLoopMonitor } from "./server/process/event_loop_monitor.ts";
import { findWorkerFile } from "./server/worker/worker_file.ts";
import { timedCommits } from "./server/database/timed_commits.ts";
import { refuseTracing } from "./server/process/tracing.ts";
import { MemoryWatchdog } from "./server/process/memory_watchdog.ts";

/** The process exits after this, ms. Deno Deploy kills it 5 s after SIGINT, and a stuck peer could delay it longer. */
const DRAIN_MS = 4_000;
/** At most this much of `DRAIN_MS` flushes earlier changes, so that people who are still drawing cannot delay it. */
const CONFIRM_MS = 1_500;
/** How long to wait for close frames to leave the process, ms. Peers that do not read do not delay it further. */
const GOODBYE_MS = 500;
/** The same when memory is almost full: a peer that does not stop sending fills 300 MB a second. */
const HASTY_GOODBYE_MS = 50;

const environment = Deno.env.toObject();
const config = await attempt(() => readConfig(environment));
const log = jsonLog({ level: config.logLevel, write: (level, line) => console[level](line) });
for (const found of likelyTypos(environment)) log("warn", "unknown variable", found);

// The hosting platform sees every URL anyway, and its traces belong to the owner.
if (!config.isHosted) await attempt(refuseTracing);
const clientDir = config.dev ? CLIENT_DIR.dev : CLIENT_DIR.production;
const pages = await attempt(() => loadAssets(clientDir));
warnOfFewDescriptors();
const database = await attempt(() => openDatabase(config.kvPath));
const lock = await attempt(() => lockDatabase(config.kvPath, "together"));
const databaseFile = watchDatabaseFile();
const meter = metrics.getMeter("drawbridge");
const links = new KvLinkStore(database);
const store = new KvBoardStore(timedCommits(database, commitDuration(meter)));
const totalBytes = Math.min(BUDGET_BYTES_MAX, (config.memoryBytes ?? Infinity) * BUDGET_SHARE);
const budget = new MemoryBudget({ totalBytes, isShort: () => watchdog.measureTight() });
const admission = new Admission({ clock: systemClock, budget, boardsPerAddress: config.boardsPerAddress });
const loads = { budget, queue: admission.loads, smallQueue: admission.smallLoads };
const compactor = new Compactor({ clock: systemClock, log, file: findWorkerFile() });
const rooms: RoomRegistry = new RoomRegistry({
  ...{ store, bus: new LocalBus(), clock: systemClock, log, loads, scheduler: admission.scheduler, compactor },
  isTight: () => watchdog.measureTight(),
});
const watch = new LinkWatch(links, { clock: systemClock });
const reload = config.dev ? liveReload(pages) : undefined;
const refusals = new Refusals(systemClock, log);
const traffic = new TrafficCounters();
const openSessions = new OpenSessions();
const health = new DatabaseHealth(database);
let leaving = false;
let [port, hasListened] = [config.port, false];
const watchdog: MemoryWatchdog = new MemoryWatchdog({
  limitBytes: config.memoryBytes,
  clock: systemClock,
  used: () => Deno.memoryUsage().rss,
  live: () => liveBytes(Deno.memoryUsage()),
  question: () => openSessions.ping(),
  dropUnresponsive: (isFlood) => openSessions.dropUnresponsive({ isFlood }),
  collect: garbageCollection(),
  shed: () => rooms.shed() + pictures.shed(),
  unload: (bytes) => rooms.unloadLargest(bytes, { keepBytes: (config.memoryBytes ?? Infinity) * LIVE_BOARDS_SHARE }),
  leave: () => void drain({ code: 1, goodbyeMs: HASTY_GOODBYE_MS }),
  log,
});
const loopMonitor = new EventLoopMonitor({
  clock: systemClock,
  question: () => openSessions.ping(),
  dropUnheard: () => openSessions.dropUnheard(),
  dropNewestSilent: (max) => openSessions.dropNewestSilent(max),
  log,
});
observe(meter, {
  ...{ rooms, refusals, traffic },
  lateMs: () => watchdog.takeLateMs(),
  memoryBytes: () => Deno.memoryUsage().rss,
});
const pictures = new PictureMaker({ clock: systemClock, log, budget });
const app = createApp({
  links,
  pictures,
  rooms,
  watch,
  find: authorization(links, config),
  pages,
  unready: () => leaving ? Promise.resolve("leaving") : health.unready(),
  isLeaving: () => leaving,
  admission,
  hosts: allowedHosts({ names: config.allowedHosts, openBoards: config.openBoards }),
  openSessions,
  refusals,
  traffic,
  isTight: () => watchdog.isTight,
  trustedProxies: config.trustedProxies,
  liveReload: reload && (() => reload.respond()),
  log,
});

const listener = new Listener({ listen, clock: systemClock, log, onGone: () => void drain({ code: 1 }) });
await attempt(() => listener.start());
const asked = { names: config.allowedHosts, openBoards: config.openBoards };
if (config.openBoards || asked.names.length > 0) log("info", "allowed hosts", { names: hostsLine(asked) });
for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => void drain());
// Without a listener, the signal kills the process when a file reaches `ulimit -f`. With a listener, the write fails as
// on a full disk and is retried. Windows has no such signal.
if (Deno.build.os !== "windows") {
  Deno.addSignalListener("SIGXFSZ", () => log("error", "a file is as large as it may be"));
}
// After an unexpected error the state of the process is unknown: it saves all boards and exits, to be restarted.
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  unforeseen(event.reason);
});
addEventListener("error", (event) => {
  event.preventDefault();
  unforeseen(event.error);
});
links.resumeDeletions().catch((error) => log("error", "deleting failed", { error }));

function liveBytes({ heapUsed, external }: Deno.MemoryUsage): number {
  return heapUsed + external;
}

/** Listens on the configured port; a restart of the listener reuses the first port. @returns when the listener ends */
function listen(): Promise<void> {
  const { host: hostname } = config;
  try {
    const server = Deno.serve({
      hostname,
      port,
      onListen: (address) => {
        if (port !== address.port || !hasListened) {
          console.log(`Drawbridge is at http://${shown(hostname)}:${address.port}/`);
        }
        [port, hasListened] = [address.port, true];
      },
      onError: answerFailed,
    }, app.fetch);
    return server.finished;
  } catch (error) {
    const isTaken = error instanceof Deno.errors.AddrInUse;
    const why = isTaken ? `something else listens there (another port: PORT=${port + 1})` : (error as Error).message;
    throw new Error(`Cannot listen on HOST ${hostname}, PORT ${port} as ${why}`);
  }
}

/** The response has already started, so the peer only sees that it ends. */
function answerFailed(error: unknown): Response {
  if (!(error instanceof ResponseAborted)) log("error", "answer failed", { error });
  return new Response(null, { status: 503 });
}

/** Prints why the server cannot start, without a stack trace: the operator has to correct it. Then exits with 1. */
async function attempt<T>(begin: () => T | Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}

/** A listener ends when no descriptor is left, so a low limit is logged at the start. */
function warnOfFewDescriptors(): void {
  if (config.isHosted) return;
  const free = freeDescriptors(join(clientDir, "manifest.json"), DESCRIPTORS_LOW);
  if (free < DESCRIPTORS_LOW) {
    log("warn", "few descriptors", { free, hint: "raise the limit of open files (ulimit -n)" });
  }
}

/** Changes saved to a deleted database file are lost. So the process exits, and pages keep their unsaved changes. */
function watchDatabaseFile(): DatabaseFileWatch | undefined {
  const { kvPath: path } = config;
  if (path === undefined || kvFolder(path) === undefined) return undefined;
  const onGone = () => {
    log("error", "the database file is gone");
    void drain({ code: 1 });
  };
  return new DatabaseFileWatch({ path, clock: systemClock, onGone });
}

function unforeseen(error: unknown): void {
  log("error", "unforeseen", { error });
  void drain({ code: 1 });
}

/** Saves all boards, closes all connections and exits: with `code` if everything was saved, otherwise with 1. */
async function drain({ code = 0, goodbyeMs = GOODBYE_MS } = {}): Promise<void> {
  if (leaving) return;
  leaving = true;
  log("info", "leaving", { rooms: rooms.size, sessions: rooms.sessions });
  setTimeout(() => Deno.exit(1), DRAIN_MS);
  reload?.close();
  listener.close();
  databaseFile?.close();
  watchdog.close();
  loopMonitor.close();
  compactor[Symbol.dispose]();
  refusals.close();
  await Promise.race([rooms.flush().catch(() => {}), pause(CONFIRM_MS)]);
  rooms.closeSessions("the server is restarting");
  // Saves what arrived during the first flush. Closed sessions send nothing more.
  const saved = await rooms.flush().then(() => true, notSaved);
  for (let waited = 0; rooms.sessions > 0 && waited < goodbyeMs; waited += 10) await pause(10);
  watch.close();
  pictures[Symbol.dispose]();
  rooms.close();
  database.close();
  lock[Symbol.dispose]();
  Deno.exit(saved ? code : 1);
}

function notSaved(error: unknown): false {
  log("error", "leaving with unsaved changes", { error });
  return false;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function shown(hostname: string): string {
  if (hostname === "0.0.0.0" || hostname === "127.0.0.1" || hostname === "::") return "localhost";
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}
