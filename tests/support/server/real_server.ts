import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWorker } from "../../../dev/worker_build.ts";
import { CLIENT_DIR, type Manifest } from "../../../server/assets/assets.ts";
import { WORKER_FILE } from "../../../server/worker/worker_file.ts";
import type { BoardLinks } from "./test_server.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A client without pages: these tests do not need them and must not wait for a build. */
const NO_CLIENT: Manifest = { build: "none", code: "none", pages: {}, assets: {} };

/** Maximum time of a start on a busy machine, ms. */
const START_MS = 30_000;

/**
 * The real server as a separate process, with the permissions of `deno task start` and a database file in a temporary
 * folder. It can be killed and started again on the same file.
 */
export class RealServer implements AsyncDisposable {
  readonly folder: string;
  #kvPath: string;
  #copies = 0;
  readonly #env: Readonly<Record<string, string>>;
  readonly #flags: readonly string[];
  readonly #limits: readonly string[];
  readonly #main: string;
  #process: Deno.ChildProcess | undefined;
  #printed: Promise<string>[] = [];
  #origin: string | undefined;

  /**
   * @param command flags between `deno run` and its permissions, the module to run, and limits in the syntax of
   * `prlimit`, which exist only on Linux
   */
  static async start(
    env: Readonly<Record<string, string>> = {},
    { hasWorker = false, ...command }: {
      readonly flags?: readonly string[];
      readonly main?: string;
      readonly limits?: readonly string[];
      /** Builds the module of its workers, as `deno task build` does: heavy work is then not done on the event loop. */
      readonly hasWorker?: boolean;
    } = {},
  ): Promise<RealServer> {
    const server = new RealServer(await Deno.makeTempDir({ prefix: "drawbridge_" }), { env, ...command });
    const manifest = join(server.folder, CLIENT_DIR.production, "manifest.json");
    await Deno.mkdir(dirname(manifest), { recursive: true });
    await Deno.writeTextFile(manifest, JSON.stringify(NO_CLIENT));
    try {
      if (hasWorker) await buildWorker({ root: ROOT, outFile: join(server.folder, WORKER_FILE) });
      await server.start();
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  private constructor(
    folder: string,
    { env, flags = [], limits = [], main = join(ROOT, "main.ts") }: {
      readonly env: Readonly<Record<string, string>>;
      readonly flags?: readonly string[];
      readonly limits?: readonly string[];
      readonly main?: string;
    },
  ) {
    this.folder = folder;
    this.#kvPath = join(folder, "kv.sqlite3");
    this.#env = env;
    this.#flags = flags;
    this.#limits = limits;
    this.#main = main;
  }

  /** The address of the server; the port changes with each start. */
  get origin(): string {
    return this.#origin!;
  }

  get kvPath(): string {
    return this.#kvPath;
  }

  get pid(): number {
    return this.#process!.pid;
  }

  socketUrl(slug: string): string {
    return `${this.origin.replace("http", "ws")}/ws/${slug}`;
  }

  async createBoard(): Promise<BoardLinks> {
    const response = await fetch(`${this.origin}/api/boards`, { method: "POST" });
    if (response.status !== 201) throw new Error(`Cannot create board: ${await response.text()}`);
    return await response.json();
  }

  /** Resolves when the server listens. @throws with its output when it does not start */
  async start(): Promise<void> {
    const args = ["run", "--quiet", "--config", join(ROOT, "deno.json"), ...this.#flags, "-P=start"];
    args.push(`--allow-read=${this.folder}`, `--allow-write=${this.folder}`, this.#main);
    const command = [...(this.#limits.length > 0 ? ["prlimit", ...this.#limits] : []), Deno.execPath(), ...args];
    this.#process = new Deno.Command(command[0], {
      args: command.slice(1),
      cwd: this.folder,
      env: {
        NO_COLOR: "1",
        HOST: "127.0.0.1",
        PORT: "0",
        BOARDS_PER_ADDRESS: "0",
        // As in the task `start`.
        MALLOC_ARENA_MAX: "1",
        MALLOC_MMAP_THRESHOLD_: "32768",
        MALLOC_TRIM_THRESHOLD_: "4194304",
        DENO_V8_FLAGS: "--max-semi-space-size=4",
        KV_PATH: this.#kvPath,
        ...this.#env,
      },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const address = Promise.withResolvers<string | undefined>();
    const { stdout, stderr } = this.#process;
    this.#printed = [
      read(stdout, (text) => address.resolve(text.match(/:(\d+)\/\s/)?.[1] ?? undefined)),
      read(stderr, () => {}),
    ];
    const deadline = setTimeout(() => address.resolve(undefined), START_MS);
    this.#process.status.then(() => address.resolve(undefined));
    const port = await address.promise;
    clearTimeout(deadline);
    if (port === undefined) {
      await this.kill();
      throw new Error(`Cannot start the server as it says: ${(await Promise.all(this.#printed)).join("\n")}`);
    }
    this.#origin = `http://127.0.0.1:${port}`;
  }

  /** Changes a limit of the running process, in the syntax of `prlimit`. */
  async limit(limit: string): Promise<void> {
    const { success } = await new Deno.Command("prlimit", { args: [`--pid=${this.pid}`, limit] }).output();
    if (!success) throw new Error(`Cannot limit the server as prlimit refused: ${limit}`);
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<{ code: number; printed: string }> {
    const { code } = await this.#process!.status;
    this.#process = undefined;
    return { code, printed: (await Promise.all(this.#printed)).join("\n") };
  }

  /** True while the process runs. */
  async answers(): Promise<boolean> {
    return await fetch(`${this.origin}/healthz`).then((response) => response.body?.cancel()).then(
      () => true,
      () => false,
    );
  }

  /** Kills the process. Safe to call twice. */
  kill(): Promise<void> {
    return this.#end("SIGKILL").then(() => {});
  }

  /**
   * Copies the database files as they are on the disk now, for the next start: no process has opened and repaired them
   * since the crash. Readers of the old files may continue.
   */
  async copyDatabase(): Promise<void> {
    const from = this.#kvPath;
    this.#kvPath = join(this.folder, `kv.${++this.#copies}.sqlite3`);
    for (const part of ["", "-wal"]) await Deno.copyFile(from + part, this.#kvPath + part);
    for (const part of ["", "-wal", "-shm"]) await Deno.remove(from + part);
  }

  /** Stops the server as Ctrl-C and Deno Deploy do; with SIGTERM, as systemd does. */
  async interrupt(signal: Deno.Signal = "SIGINT"): Promise<{ code: number; ms: number; printed: string }> {
    const from = performance.now();
    const status = await this.#end(signal);
    const ms = performance.now() - from;
    return { code: status?.code ?? 0, ms, printed: (await Promise.all(this.#printed)).join("\n") };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.folder, { recursive: true });
  }

  async #end(signal: Deno.Signal): Promise<Deno.CommandStatus | undefined> {
    const process = this.#process;
    if (process === undefined) return undefined;
    try {
      process.kill(signal);
    } catch {
      // It has already ended.
    }
    const status = await process.status;
    await Promise.all(this.#printed);
    this.#process = undefined;
    return status;
  }
}

/** Reads to the end; `each` receives all output so far. */
async function read(stream: ReadableStream<BufferSource>, each: (text: string) => void): Promise<string> {
  let text = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream())) each(text += part);
  return text;
}
