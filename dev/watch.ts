import { join, relative } from "node:path";

/** The work that a change of files requires. */
export interface Consequences {
  /** The client must be rebuilt. */
  readonly client: boolean;
  /** The server must be restarted. */
  readonly server: boolean;
}

/** Folders with code of the browser and of the server. Both use `board/`. */
const CLIENT_ROOMS = ["client", "board", "static"];
/** The page of all controls. */
const LOOKS = "dev/looks/";
const SERVER_ROOMS = ["server", "board"];
const SERVER_FILES = ["main.ts", "deno.json"];

/** Excludes temporary files of editors (`.main.ts.swp`, `4913`, `main.ts~`). */
const SOURCE = /(^|\/)[^./][^/]*\.(ts|tsx|css|html|svg|png|json|webmanifest)$/;

/** @param paths relative to the project's root, with `/` */
export function consequencesOf(paths: Iterable<string>): Consequences {
  let client = false, server = false;
  for (const path of paths) {
    if (!SOURCE.test(path)) continue;
    const room = path.slice(0, path.indexOf("/"));
    client ||= CLIENT_ROOMS.includes(room) || path.startsWith(LOOKS);
    server ||= SERVER_ROOMS.includes(room) || SERVER_FILES.includes(path);
  }
  return { client, server };
}

/** Time without changes after which a burst (save all, a checkout) has ended. */
const SETTLE_MS = 50;

/** Watches the project's sources. After each burst of changes it reports what must be done. */
export class Watch {
  readonly #root: string;
  readonly #onChange: (consequences: Consequences) => void;
  readonly #watchers: Deno.FsWatcher[];
  readonly #changed = new Set<string>();
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(root: string, onChange: (consequences: Consequences) => void) {
    this.#root = Deno.realPathSync(root);
    this.#onChange = onChange;
    const rooms = [...new Set([...CLIENT_ROOMS, LOOKS, ...SERVER_ROOMS])].map((room) => join(root, room)).filter(
      exists,
    );
    // The root folder is watched instead of its files, because an editor that saves by renaming would end a file's
    // watch. It is not watched recursively, because that would include node_modules and the database.
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
