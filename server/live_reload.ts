import { basename, join } from "node:path";
import type { Assets } from "./assets.ts";

/** Beside `manifest.json` while the newest sources cannot be built: why, as text for the developer. */
export const PROBLEM_FILE = "problem.txt";

/** What a page compares itself with. A state, not an event: a page that missed news while away still gets it right. */
export interface BuildNews {
  readonly code: string;
  /** URL paths of all style sheets. */
  readonly styles: readonly string[];
}

/**
 * Tells open pages that the client was built again. A stream of server-sent events, used in development only:
 *
 *     build     BuildNews: what is served now; once on connecting, then after each build
 *     problem   a text: why the newest sources cannot be built (what was built before is still served)
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

  /** The answer to `GET /dev/reload`; stays open until the page goes or `close` is called. */
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

  /** Ends all streams: a server that shuts down gracefully would wait for them. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watcher.close();
    for (const page of this.#pages) page.close();
    this.#pages.clear();
  }

  async #watch(): Promise<void> {
    void this.#look(); // a problem may be there from the start
    for await (const event of this.#watcher) {
      const names = event.paths.map((path) => basename(path));
      if (names.includes("manifest.json") || names.includes(PROBLEM_FILE)) void this.#look();
    }
  }

  /** Looks at the folder, and once more if something changed meanwhile. */
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
    // In the same breath as the last look at the flag: what is asked for later must not be taken for looked at.
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

/** Watches the folder that the assets were loaded from, and reloads them before pages hear of a build. */
export function liveReload(assets: Assets): LiveReload {
  return new LiveReload(assets);
}

function frame(event: string, content: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(content)}\n\n`;
}

function send(page: ReadableStreamDefaultController<Uint8Array>, text: string): void {
  page.enqueue(new TextEncoder().encode(text));
}
