import { basename, join } from "node:path";
import type { Assets } from "./assets.ts";

/** The error text of the newest build, beside `manifest.json`; absent when the build succeeded. */
export const PROBLEM_FILE = "problem.txt";

/** The served build, which a page compares itself with. A state and not an event: a page may miss some of them. */
export interface BuildNews {
  readonly code: string;
  /** URL paths of all style sheets. */
  readonly styles: readonly string[];
}

/**
 * Tells open pages that the client was rebuilt. A stream of server-sent events, used in development only:
 *
 *     build     BuildNews: the served build; sent on connecting and after each build
 *     problem   text: why the newest sources cannot be built (the previous build is still served)
 */
export class LiveReload {
  readonly #assets: Assets;
  readonly #watcher: Deno.FsWatcher;
  readonly #pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #news: string;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #closed = false;

  constructor(assets: Assets) {
    this.#assets = assets;
    this.#news = this.#build();
    this.#watcher = Deno.watchFs(assets.dir, { recursive: false });
    this.#watch();
  }

  /** The response to `GET /dev/reload`; stays open until the page disconnects or `close` is called. */
  respond(): Response {
    let page: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        page = controller;
        send(page, `retry: 300\n\n${this.#news}`);
        if (this.#closed) page.close();
        else this.#pages.add(page);
      },
      cancel: () => void this.#pages.delete(page),
    });
    return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
  }

  /**
   * Ends all streams: a graceful shutdown would wait for them. Safe to call twice. Resolves when the folder is no longer
   * read.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#watcher.close();
    for (const page of this.#pages) page.close();
    this.#pages.clear();
    await this.#looking;
  }

  async #watch(): Promise<void> {
    void this.#look(); // the build may already have failed
    for await (const event of this.#watcher) {
      const names = event.paths.map((path) => basename(path));
      if (names.includes("manifest.json") || names.includes(PROBLEM_FILE)) void this.#look();
    }
  }

  /** Reads the folder, and reads it again if it changed in the meantime. */
  #look(): Promise<void> {
    this.#lookAgain = true;
    return this.#looking ??= this.#lookUntilCalm();
  }

  async #lookUntilCalm(): Promise<void> {
    while (this.#lookAgain && !this.#closed) {
      this.#lookAgain = false;
      try {
        const problem = await this.#problem();
        if (problem === undefined) await this.#assets.reload();
        this.#tell(problem === undefined ? this.#build() : frame("problem", problem));
      } catch (error) {
        this.#tell(frame("problem", String(error)));
      }
    }
    // Must run synchronously after the last check of the flag, so that a later call starts a new loop.
    this.#looking = undefined;
  }

  async #problem(): Promise<string | undefined> {
    try {
      return await Deno.readTextFile(join(this.#assets.dir, PROBLEM_FILE));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  #build(): string {
    const { code, assets } = this.#assets.manifest;
    const styles = Object.keys(assets).filter((path) => path.endsWith(".css"));
    return frame("build", { code, styles } satisfies BuildNews);
  }

  #tell(news: string): void {
    if (news === this.#news || this.#closed) return;
    this.#news = news;
    for (const page of this.#pages) send(page, news);
  }
}

/** Watches the folder of the assets and reloads them before it announces a build to pages. */
export function liveReload(assets: Assets): LiveReload {
  return new LiveReload(assets);
}

function frame(event: string, content: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(content)}\n\n`;
}

function send(page: ReadableStreamDefaultController<Uint8Array>, text: string): void {
  page.enqueue(new TextEncoder().encode(text));
}
