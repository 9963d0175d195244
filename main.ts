import { join } from "node:path";
import { systemClock } from "./board/clock.ts";
import { CLIENT_DIR, loadAssets } from "./server/assets/assets.ts";
import { liveReload } from "./server/assets/live_reload.ts";
import { DatabaseFileWatch } from "./server/database/database_file_watch.ts";
import { lockDatabase } from "./server/database/database_lock.ts";
import { openDatabase } from "./server/database/open_database.ts";
import { hostsLine } from "./server/http/allowed_hosts.ts";
import { ResponseAborted } from "./server/http/response_stream.ts";
import { kvFolder, likelyTypos, readConfig } from "./server/process/config.ts";
import { DESCRIPTORS_LOW, freeDescriptors } from "./server/process/file_descriptors.ts";
import { Listener } from "./server/process/listener.ts";
import { jsonLog } from "./server/process/log.ts";
import { refuseTracing } from "./server/process/tracing.ts";
import { createServer } from "./server/server.ts";
import { warmUp } from "./server/warm_up.ts";
import { findWorkerFile } from "./server/worker/worker_file.ts";

/** The process exits after this, ms. Deno Deploy kills it 5 s after SIGINT, and a stuck peer could delay it longer. */
const DRAIN_MS = 4_000;
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
const database = await attempt(() => openDatabase(config.database, { warn: warnOfDatabase }));
const lock = await attempt(() => lockDatabase(config.database, "together"));
const databaseFile = watchDatabaseFile();
const workerFile = findWorkerFile();
if (workerFile === undefined) log("warn", "no worker", { reason: "its module is not built or may not be read" });
const reload = config.dev ? liveReload(pages) : undefined;
const server = createServer(config, database, {
  pages,
  log,
  workerFile,
  liveReload: reload && (() => reload.respond()),
});
let isLeaving = false;
let [port, hasListened] = [config.port, false];

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
// Instances of the platform sleep while nobody asks for anything, and then nobody would try again what has failed.
if (config.isHosted && server.webhooks) {
  Deno.cron("deliver webhooks", "* * * * *", () => server.webhooks?.deliver());
}
// Instances of the platform are started for a few requests, and their processor time is paid for.
if (!config.isHosted) {
  await warmUp(systemClock).catch((error) => log("warn", "the relay is not warmed up", { error }));
}
server.start(() => void drain({ code: 1, goodbyeMs: HASTY_GOODBYE_MS }));

/** Listens on the configured port; a restart of the listener reuses the first port. @returns when the listener ends */
function listen(): Promise<void> {
  const { host: hostname } = config;
  try {
    const listening = Deno.serve({
      hostname,
      port,
      onListen: (address) => {
        if (port !== address.port || !hasListened) {
          console.log(`Drawbridge is at http://${shown(hostname)}:${address.port}/`);
        }
        [port, hasListened] = [address.port, true];
      },
      onError: answerFailed,
    }, (request, info) => server.fetch(request, info));
    return listening.finished;
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
  const { database: path } = config;
  if (path === undefined || kvFolder(path) === undefined) return undefined;
  const onGone = () => {
    log("error", "the database file is gone");
    void drain({ code: 1 });
  };
  return new DatabaseFileWatch({ path, clock: systemClock, onGone });
}

function warnOfDatabase(hint: string): void {
  log("warn", "database settings", { hint });
}

function unforeseen(error: unknown): void {
  log("error", "unforeseen", { error });
  void drain({ code: 1 });
}

/** Saves all boards, closes all connections and exits: with `code` if everything was saved, otherwise with 1. */
async function drain({ code = 0, goodbyeMs = GOODBYE_MS } = {}): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  const { size: rooms, sessions } = server.rooms;
  log("info", "leaving", { rooms, sessions });
  setTimeout(() => Deno.exit(1), DRAIN_MS);
  reload?.close();
  listener.close();
  databaseFile?.close();
  const isSaved = await server.drain({ goodbyeMs });
  server.close();
  database.close();
  lock[Symbol.dispose]();
  Deno.exit(isSaved ? code : 1);
}

function shown(hostname: string): string {
  if (hostname === "0.0.0.0" || hostname === "127.0.0.1" || hostname === "::") return "localhost";
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}
