import { join } from "node:path";
import { CLIENT_DIR } from "../server/assets/assets.ts";
import { PROBLEM_FILE } from "../server/assets/live_reload.ts";
import { BuildProblem, stopBundling } from "./bundle.ts";
import { ClientBuild } from "./client_build.ts";
import { LOOKS_PAGE, PAGES } from "./page.ts";
import { ServerProcess } from "./server_process.ts";
import { type Consequences, Watch } from "./watch.ts";

export interface DevLoopOptions {
  /** The project's root folder. */
  readonly root: string;
  readonly hostname: string;
  readonly port: number;
  /** See ClientBuildOptions. */
  readonly offline?: boolean;
  readonly print: (line: string) => void;
}

/**
 * The development loop: builds the client, runs the server, and repeats either when its sources change. Changes during
 * a run are handled together after it.
 *
 *     sources change ──▶ due ──▶ build the client ──▶ restart the server ──▶ nothing due: wait
 *                                     │ fails: tell the pages, keep the previous build
 */
export class DevLoop {
  readonly #options: DevLoopOptions;
  readonly #build: ClientBuild;
  readonly #outDir: string;
  readonly #closed = Promise.withResolvers<void>();
  #due: Consequences = { client: true, server: true };
  #working: Promise<void> | undefined;
  #watch: Watch | undefined;
  #server: ServerProcess | undefined;
  #port: number;
  #isBuilt = false;
  #wasOpen = false;
  #isClosing = false;

  constructor(options: DevLoopOptions) {
    this.#options = options;
    this.#port = options.port;
    this.#outDir = join(options.root, CLIENT_DIR.dev);
    this.#build = new ClientBuild({
      root: options.root,
      outDir: this.#outDir,
      pages: [...PAGES, LOOKS_PAGE],
      minify: false,
      offline: options.offline,
    });
  }

  /** Runs until `close` is called. */
  async run(): Promise<void> {
    this.#watch = new Watch(this.#options.root, ({ client, server }) => {
      this.#due = { client: client || this.#due.client, server: server || this.#due.server };
      this.#work();
    });
    this.#work();
    await this.#closed.promise;
  }

  /** Stops the server gracefully, then everything else. Safe to call twice. */
  async close(): Promise<void> {
    if (this.#isClosing) return this.#closed.promise;
    this.#isClosing = true;
    this.#watch?.close();
    await this.#server?.stop();
    await this.#working;
    // An interrupt from the terminal also reaches esbuild, which may have exited already.
    await this.#build.close().catch(() => {});
    await stopBundling();
    this.#closed.resolve();
  }

  #work(): void {
    this.#working ??= this.#workOff();
  }

  async #workOff(): Promise<void> {
    try {
      while ((this.#due.client || this.#due.server) && !this.#isClosing) {
        const { client, server } = this.#due;
        this.#due = { client: false, server: false };
        if (client) await this.#buildClient();
        // The server needs a build to serve, so the first successful build starts it.
        if (this.#isBuilt && (server || this.#server === undefined) && !this.#isClosing) await this.#restartServer();
      }
    } finally {
      // Cleared synchronously after the last check of `#due`, so that a later change starts a new run.
      this.#working = undefined;
    }
  }

  async #buildClient(): Promise<void> {
    const started = performance.now();
    try {
      await this.#build.build();
      await Deno.remove(join(this.#outDir, PROBLEM_FILE)).catch(() => {});
      if (this.#isBuilt) this.#options.print(`Built the client in ${elapsed(started)}`);
      this.#isBuilt = true;
    } catch (error) {
      if (this.#isClosing) return;
      const problem = error instanceof BuildProblem ? error.message : String((error as Error).stack ?? error);
      this.#options.print(`\n${problem}\n\nCannot build the client: waiting for a change`);
      await Deno.mkdir(this.#outDir, { recursive: true });
      await this.#writeProblem(problem);
    }
  }

  /** Writes the file by renaming, because the server reads it as soon as it appears. */
  async #writeProblem(problem: string): Promise<void> {
    const path = join(this.#outDir, PROBLEM_FILE);
    await Deno.writeTextFile(`${path}.new`, problem);
    await Deno.rename(`${path}.new`, path);
  }

  async #restartServer(): Promise<void> {
    const { root, hostname, print } = this.#options;
    const started = performance.now();
    await this.#server?.stop();
    if (this.#isClosing) return;
    const server = new ServerProcess({
      root,
      env: { DEV: "1", HOST: hostname, PORT: String(this.#port) },
      onLine: print,
    });
    this.#server = server;
    server.ended.then(({ code, signal }) => {
      if (!server.isStopping) print(`The server ended (${signal ?? `code ${code}`}): waiting for a change`);
    });
    const address = await server.ready;
    if (address === undefined || server.isStopping) return;
    // With PORT=0 the system chooses a port. Keep it, so that open pages can reconnect after a restart.
    this.#port = Number(address.port) || this.#port;
    print(!this.#wasOpen ? `\n  Drawbridge is open at ${address}\n` : `Restarted the server in ${elapsed(started)}`);
    this.#wasOpen = true;
  }
}

function elapsed(since: number): string {
  return `${Math.round(performance.now() - since)} ms`;
}
