import { systemClock } from "./board/clock.ts";
import { doorkeeper } from "./server/access.ts";
import { createApp } from "./server/app.ts";
import { CLIENT_DIR, loadAssets } from "./server/assets.ts";
import { LocalBus } from "./server/bus/local_bus.ts";
import { kvFolder, readConfig } from "./server/config.ts";
import { liveReload } from "./server/live_reload.ts";
import { Registry } from "./server/relay/registry.ts";
import { KvBoardStore } from "./server/store/kv_board_store.ts";
import { KvLinkStore } from "./server/store/kv_link_store.ts";

/** Deno Deploy ends a process 5 s after SIGINT; with one stuck peer the server's own shutdown takes longer than that. */
const DRAIN_MS = 4_000;

const log = (event: string, details: Record<string, unknown>) => console.error(JSON.stringify({ event, ...details }));

const config = readConfig((name) => Deno.env.get(name));
const folder = kvFolder(config.kvPath);
if (folder) await Deno.mkdir(folder, { recursive: true });
const kv = await Deno.openKv(config.kvPath);

const links = new KvLinkStore(kv);
const rooms = new Registry({ store: new KvBoardStore(kv), bus: new LocalBus(), clock: systemClock, log });
const pages = await loadAssets(config.dev ? CLIENT_DIR.dev : CLIENT_DIR.production);
const reload = config.dev ? liveReload(pages) : undefined;
let leaving = false;
const app = createApp({
  links,
  rooms,
  find: doorkeeper(links, config),
  pages,
  isLeaving: () => leaving,
  liveReload: reload && (() => reload.respond()),
  log,
});

const server = Deno.serve({
  hostname: config.host,
  port: config.port,
  onListen: ({ hostname, port }) => console.log(`Drawbridge is at http://${shown(hostname)}:${port}/`),
}, app.fetch);

async function drain(): Promise<void> {
  if (leaving) return;
  leaving = true;
  setTimeout(() => Deno.exit(1), DRAIN_MS);
  reload?.close();
  await rooms.flush().catch((error) => log("leaving with unsaved changes", { error: String(error) }));
  await rooms.closeSessions("the server is restarting");
  // What came between the two has to be saved as well.
  const saved = await rooms.flush().then(() => true, () => false);
  await rooms.close();
  kv.close();
  Deno.exit(saved ? 0 : 1);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, drain);
server.finished.catch((error) => log("server stopped", { error: String(error) }));

function shown(hostname: string): string {
  return hostname === "0.0.0.0" || hostname === "127.0.0.1" ? "localhost" : hostname;
}
