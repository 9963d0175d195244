import { join, relative } from "node:path";

/** What has to be done when some files changed. */
export interface Consequences {
  /** The client is to be built again. */
  readonly client: boolean;
  /** The server is to be started again. */
  readonly server: boolean;
}

/** Rooms whose code runs in the browser, and in the server; `board/` is spoken on both sides. */
const CLIENT_ROOMS = ["client", "board", "static"];
const SERVER_ROOMS = ["server", "board"];
const SERVER_FILES = ["main.ts", "deno.json"];

/** Editors save through files of other names (`.main.ts.swp`, `4913`, `main.ts~`): those mean nothing. */
const SOURCE = /(^|\/)[^./][^/]*\.(ts|tsx|css|html|svg|png|json|webmanifest)$/;

/** @param paths relative to the project's root, with `/` */
export function consequencesOf(paths: Iterable<string>): Consequences {
  let client = false, server = false;
  for (const path of paths) {
    if (!SOURCE.test(path)) continue;
    const room = path.slice(0, path.indexOf("/"));
    client ||= CLIENT_ROOMS.includes(room);
    server ||= SERVER_ROOMS.includes(room) || SERVER_FILES.includes(path);
  }
  return { client, server };
}

/** Quiet after which a burst of changes (save all, a checkout) counts as over. */
const SETTLE_MS = 50;

/** Watches the project's sources and says, once a burst of changes is over, what has to be done. */
export class Watch {
  readonly #root: string;
  readonly #onChange: (consequences: Consequences) => void;
  readonly #watchers: Deno.FsWatcher[];
  readonly #changed = new Set<string>();
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(root: string, onChange: (consequences: Consequences) => void) {
    this.#root = Deno.realPathSync(root);
    this.#onChange = onChange;
    const rooms = [...new Set([...CLIENT_ROOMS, ...SERVER_ROOMS])].map((room) => join(root, room)).filter(exists);
    // The root itself, not the files in it: an editor that saves by renaming would end a file's watch. Not everything
    // under it either, as that would be node_modules and the boards' database.
    this.#watchers = [Deno.watchFs(root, { recursive: false }), Deno.watchFs(rooms)];
    for (const watcher of this.#watchers) this.#follow(watcher);
  }

  close(): void {
    clearTimeout(this.#settling);
    for (const watcher of this.#watchers.splice(0)) watcher.close();
  }

  async #follow(watcher: Deno.FsWatcher): Promise<void> {
    for await (const event of watcher) {
      if (event.kind === "access") continue;
      for (const path of event.paths) this.#changed.add(relative(this.#root, path).replaceAll("\\", "/"));
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#settle(), SETTLE_MS);
    }
  }

  #settle(): void {
    const consequences = consequencesOf(this.#changed);
    this.#changed.clear();
    if (consequences.client || consequences.server) this.#onChange(consequences);
  }
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
