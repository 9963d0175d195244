import { dirname, join } from "node:path";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { CLIENT_DIR } from "../../../server/assets/assets.ts";
import { builtClient } from "./built_client.ts";
import type { BoardLinks } from "./test_server.ts";

const ROOT = decodeURIComponent(new URL("../../../", import.meta.url).pathname);

/** The permissions of `deno task start`, which refer to folders of the project: here its own `dist` and `data`. */
const ARGS = [
  "run",
  "--quiet",
  `--config=${ROOT}deno.json`,
  "--allow-net",
  "--allow-env",
  "--allow-read=dist,data",
  "--allow-write=data",
  `${ROOT}main.ts`,
];

/** The product as deployed: `main.ts` as a separate process, the built client, a database in a file. */
export class AppServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #isGuest: boolean;
  #process: Deno.ChildProcess | undefined;
  #printed: Promise<unknown> = Promise.resolve();
  #port = 0;
  /** The output of all runs. */
  readonly lines: string[] = [];

  /** Instances that share one database file. Dispose the first one last. */
  static async startInstances(count: number): Promise<AppServer[]> {
    const instances: AppServer[] = [];
    for (let i = 0; i < count; i++) {
      const PORT = String(freePort());
      const env = { PORT, INSTANCE_ADDRESS: `http://127.0.0.1:${PORT}`, INSTANCE_SECRET: "a secret ".repeat(4) };
      const server = instances[0]
        ? new AppServer(instances[0].#folder, env, { isGuest: true })
        : await AppServer.#create(env);
      instances.push(server);
      await server.restart();
    }
    return instances;
  }

  /** Resolves when the server listens. */
  static async start({ env = {} }: { env?: Record<string, string> } = {}): Promise<AppServer> {
    const server = await AppServer.#create(env);
    await server.restart();
    return server;
  }

  static async #create(env: Readonly<Record<string, string>>): Promise<AppServer> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_app_" });
    const dir = join(folder, CLIENT_DIR.production);
    await Deno.mkdir(dirname(dir));
    // A copy takes more processor time than the start of the server and of the browser.
    await Deno.symlink(await builtClient(), dir);
    return new AppServer(folder, env);
  }

  /** @param isGuest the folder belongs to another instance */
  private constructor(folder: string, env: Readonly<Record<string, string>>, { isGuest = false } = {}) {
    this.#folder = folder;
    this.#env = env;
    this.#isGuest = isGuest;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get pid(): number {
    return this.#process!.pid;
  }

  get kvPath(): string {
    return join(this.#folder, "data", "drawbridge.sqlite3");
  }

  socketUrl(slug: string): string {
    return `ws://127.0.0.1:${this.#port}/ws/${slug}`;
  }

  boardUrl(slug: string): string {
    return `${this.origin}/b/${slug}`;
  }

  async createBoard(): Promise<BoardLinks> {
    const response = await fetch(`${this.origin}/api/boards`, { method: "POST" });
    if (response.status !== 201) throw new Error(`Cannot create board: ${await response.text()}`);
    return await response.json();
  }

  /** The board as the server sends it to a page that opens it now. */
  async board(slug: string): Promise<Board> {
    const response = await fetch(`${this.origin}/api/boards/${slug}/state`);
    if (!response.ok) throw new Error(`Cannot read board: ${await response.text()}`);
    const board = new Board();
    Y.applyUpdate(board.doc, new Uint8Array(await response.arrayBuffer()));
    return board;
  }

  /** Kills the process, as a power failure would. */
  async kill9(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Stops the server as a deployment does: it saves and closes its connections. */
  async stop(): Promise<void> {
    await this.#end("SIGINT");
  }

  /** Starts it again, on the same port and the same file. */
  async restart(): Promise<void> {
    await this.stop();
    const process = new Deno.Command(Deno.execPath(), {
      args: ARGS,
      cwd: this.#folder,
      env: { HOST: "127.0.0.1", PORT: String(this.#port), DEV: "", KV_PATH: "", NO_COLOR: "1", ...this.#env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#process = process;
    const address = Promise.withResolvers<string | undefined>();
    this.#printed = Promise.all([process.stdout, process.stderr].map((stream) =>
      eachLine(stream, (line) => {
        this.lines.push(line);
        const port = /^Drawbridge is at .*:(\d+)\/$/.exec(line)?.[1];
        if (port) address.resolve(port);
      })
    )).then(() => address.resolve(undefined));
    const port = await address.promise;
    if (port === undefined) throw new Error(`Cannot start the server as it said:\n${this.lines.join("\n")}`);
    this.#port = Number(port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    if (!this.#isGuest) await Deno.remove(this.#folder, { recursive: true });
  }

  async #end(signal: Deno.Signal): Promise<void> {
    const process = this.#process;
    if (process === undefined) return;
    this.#process = undefined;
    process.kill(signal);
    await Promise.all([process.status, this.#printed]);
  }
}

export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function eachLine(stream: ReadableStream<BufferSource>, take: (line: string) => void): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    lines.forEach(take);
  }
}
