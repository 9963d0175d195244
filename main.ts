import { systemClock } from "./board/clock.ts";
import { doorkeeper } from "./server/access.ts";
import { createApp } from "./server/app.ts";
import { CLIENT_DIR, loadAssets } from "./server/assets.ts";
import { LocalBus } from "./server/bus/local_bus.ts";
import { kvFolder, readConfig } from "./server/config.ts";
import { Crowd } from "./server/crowd.ts";
import { Health } from "./server/health.ts";
import { liveReload } from "./server/live_reload.ts";
import { Refusals } from "./server/relay/refusals.ts";
import { LinkWatch } from "./server/relay/link_watch.ts";
import { Registry } from "./server/relay/registry.ts";
import { KvBoardStore } from "./server/store/kv_board_store.ts";
import { KvLinkStore } from "./server/store/kv_link_store.ts";
import { Watchdog } from "./server/watchdog.ts";

/** Deno Deploy ends a process 5 s after SIGINT; with one stuck peer the server's own shutdown takes longer than that. */
const DRAIN_MS = 4_000;
/** … of which so much goes into confirming what came before: who goes on drawing must not hold up the rest. */
const CONFIRM_MS = 1_500;
/** Close frames need a moment to leave the process; who does not read is not waited for any longer. */
const GOODBYE_MS = 500;
/** … and with memory running full, in which a peer that does not stop sending fills 300 MB a second, not even that long. */
const HASTY_GOODBYE_MS = 50;

const log = (event: string, details: Record<string, unknown>) => console.error(JSON.stringify({ event, ...details }));

const config = readConfig((name) => Deno.env.get(name));
const kv = await openDatabase(config.kvPath);

const links = new KvLinkStore(kv);
const rooms = new Registry({ store: new KvBoardStore(kv), bus: new LocalBus(), clock: systemClock, log });
const watch = new LinkWatch(links, systemClock);
links.resumeDeletions().catch((error) => log("deleting failed", { error: String(error) }));
const pages = await loadAssets(config.dev ? CLIENT_DIR.dev : CLIENT_DIR.production);
const reload = config.dev ? liveReload(pages) : undefined;
const refusals = new Refusals(systemClock, log);
const health = new Health(kv);
let leaving = false;
const watchdog = config.memoryBytes === undefined ? undefined : new Watchdog({
  limitBytes: config.memoryBytes,
  clock: systemClock,
  used: () => Deno.memoryUsage().rss,
  shed: () => rooms.shed(),
  leave: () => drain(HASTY_GOODBYE_MS),
  log,
});
const app = createApp({
  links,
  rooms,
  watch,
  find: doorkeeper(links, config),
  pages,
  canSave: () => health.canSave(),
  isLeaving: () => leaving,
  crowd: new Crowd(systemClock),
  refusals,
  isTight: () => watchdog?.isTight ?? false,
  trustedProxies: config.trustedProxies,
  liveReload: reload && (() => reload.respond()),
  log,
});

const server = Deno.serve({
  hostname: config.host,
  port: config.port,
  onListen: ({ hostname, port }) => console.log(`Drawbridge is at http://${shown(hostname)}:${port}/`),
}, app.fetch);

async function openDatabase(path: string | undefined): Promise<Deno.Kv> {
  try {
    const folder = kvFolder(path);
    if (folder) await Deno.mkdir(folder, { recursive: true });
    return await Deno.openKv(path);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotCapable)) throw cause;
    console.error(
      `Cannot open KV_PATH as the server may use files under data/ only: ${path}\n` +
        "To allow another folder: deno run -P=start --allow-read=dist,<folder> --allow-write=<folder> main.ts",
    );
    Deno.exit(1);
  }
}

async function drain(goodbyeMs = GOODBYE_MS): Promise<void> {
  if (leaving) return;
  leaving = true;
  setTimeout(() => Deno.exit(1), DRAIN_MS);
  reload?.close();
  watchdog?.close();
  refusals.close();
  await Promise.race([rooms.flush().catch(() => {}), pause(CONFIRM_MS)]);
  rooms.closeSessions("the server is restarting");
  // What came between the two has to be saved as well; from here on nothing comes any more.
  const saved = await rooms.flush().then(() => true, notSaved);
  for (let waited = 0; rooms.sessions > 0 && waited < goodbyeMs; waited += 10) await pause(10);
  watch.close();
  rooms.close();
  kv.close();
  Deno.exit(saved ? 0 : 1);
}

function notSaved(error: unknown): false {
  log("leaving with unsaved changes", { error: String(error) });
  return false;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => drain());
server.finished.catch((error) => log("server stopped", { error: String(error) }));

function shown(hostname: string): string {
  return hostname === "0.0.0.0" || hostname === "127.0.0.1" ? "localhost" : hostname;
}
