import type { Shell } from "./routing.ts";

/** What one build consists of, as the build lists it in its worker. */
export interface Contents {
  /** Differs between builds. */
  readonly version: string;
  /** URL paths, and the hash of the content of each as `integrity` takes it. */
  readonly files: Readonly<Record<string, string>>;
  /** Where the pages are among the files. */
  readonly shells: Readonly<Record<Shell, string>>;
}

/** A cache of ours has this and the version in its name. */
const CACHE = "drawbridge-version-";

/** Files that are requested at a time while a new version is put on the shelf: the page's own requests come first. */
const AT_ONCE = 4;

export interface ShelfOptions {
  readonly caches: Pick<CacheStorage, "open" | "keys" | "delete">;
  readonly request: (request: Request) => Promise<Response>;
  readonly origin: string;
}

/**
 * The files of the client on this device, each version in a cache of its own. Names of files are the only keys: no
 * address of a board, and with it no secret, ever becomes one.
 */
export class Shelf {
  readonly #contents: Contents;
  readonly #options: ShelfOptions;

  constructor(contents: Contents, options: ShelfOptions) {
    this.#contents = contents;
    this.#options = options;
  }

  /** The paths of files whose names have no hash. */
  get unhashed(): ReadonlySet<string> {
    return new Set(Object.keys(this.#contents.files).filter((path) => !path.startsWith("/assets/")));
  }

  /**
   * Gets all files of this version. What an earlier version has is copied from it. The browser refuses bytes that differ
   * from the build's, whoever sent them.
   *
   * @throws when a file cannot be had; the browser then tries the whole again later
   */
  async fill(): Promise<void> {
    const cache = await this.#open(this.#contents.version);
    const have = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
    const missing = Object.entries(this.#contents.files).filter(([path]) => !have.has(path));
    const next = async () => {
      for (let file = missing.shift(); file; file = missing.shift()) {
        const [path, integrity] = file;
        const known = path.startsWith("/assets/") ? await this.file(path) : undefined;
        await cache.put(path, known ?? await this.#fetch(path, integrity));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  /** The file of that path, of this version or of an earlier one: a hashed name means the same content in all. */
  async file(path: string): Promise<Response | undefined> {
    const { version } = this.#contents;
    const own = await this.#match(version, path);
    if (own) return own;
    for (const each of await this.#versions()) {
      const found = each === version ? undefined : await this.#match(each, path);
      if (found) return found;
    }
    return undefined;
  }

  shell(shell: Shell): Promise<Response | undefined> {
    return this.file(this.#contents.shells[shell]);
  }

  /** Deletes the versions that nobody uses any more. This one stays. */
  async clear(used: ReadonlySet<string>): Promise<void> {
    for (const version of await this.#versions()) {
      if (version !== this.#contents.version && !used.has(version)) await this.#options.caches.delete(CACHE + version);
    }
  }

  async #fetch(path: string, integrity: string): Promise<Response> {
    const { request, origin } = this.#options;
    // Without cookies: no answer that depends on the person gets onto the shelf.
    const cache = path.startsWith("/assets/") ? "default" : "no-cache";
    const response = await request(new Request(origin + path, { integrity, credentials: "omit", cache }));
    if (!isWhole(response)) throw new Error(`Cannot keep ${path} as the server answered ${response.status}`);
    return response;
  }

  async #match(version: string, path: string): Promise<Response | undefined> {
    return await (await this.#open(version)).match(path, { ignoreVary: true });
  }

  #open(version: string): Promise<Cache> {
    return this.#options.caches.open(CACHE + version);
  }

  /** Newest last, as the browser lists caches in the order of their making. */
  async #versions(): Promise<string[]> {
    const names = await this.#options.caches.keys();
    return names.filter((name) => name.startsWith(CACHE)).map((name) => name.slice(CACHE.length));
  }
}

/** False for errors, redirections, parts, and answers of other sites, whose content nobody can know. */
export function isWhole({ status, type, redirected }: Response): boolean {
  return status === 200 && !redirected && (type === "basic" || type === "default");
}

/** The names of all caches of ours, by which a worker that retires finds them. */
export function isOurCache(name: string): boolean {
  return name.startsWith("drawbridge-");
}

/** A page holds this lock, shared, while it runs: files of its version stay. */
export function versionLock(version: string): string {
  return CACHE + version;
}

/** The versions in use, from the locks that are held. */
export function usedVersions(held: readonly { readonly name?: string }[]): Set<string> {
  return new Set(held.flatMap(({ name = "" }) => name.startsWith(CACHE) ? name.slice(CACHE.length) : []));
}
