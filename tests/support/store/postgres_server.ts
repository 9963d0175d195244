import { join } from "node:path";
import type { Database } from "../../../server/database/database.ts";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";

/** The user that runs PostgreSQL when the tests run as root, which PostgreSQL refuses: `nobody`. */
const UNPRIVILEGED = 65_534;
/** Maximum time of a start on a busy machine, ms. */
const START_MS = 30_000;
const TRIES = 5;
/** Empty schemas for tests. */
const SCHEMAS = 300;

/** The folder of the newest installed programs; undefined when PostgreSQL is not installed. */
const PROGRAMS = findPrograms();

/** Why tests on PostgreSQL are skipped; false when they run. */
export const NO_POSTGRES = PROGRAMS === undefined && "PostgreSQL is not installed (apt install postgresql)";

/** A PostgreSQL server of its own in a temporary folder, on a free port of this machine. */
export class PostgresServer implements AsyncDisposable {
  readonly #folder: string;
  #port = 0;
  #process: Deno.ChildProcess | undefined;
  #output: Promise<void> = Promise.resolve();
  #given = 0;

  static async start(): Promise<PostgresServer> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_postgres_" });
    const server = new PostgresServer(folder);
    try {
      if (isRoot()) await Deno.chown(folder, UNPRIVILEGED, UNPRIVILEGED);
      const args = ["-D", server.#files, "-U", "drawbridge", "--auth=trust", "--encoding=UTF8", "--no-sync"];
      const { success, stderr } = await new Deno.Command(join(PROGRAMS!, "initdb"), {
        args,
        cwd: folder,
        ...asUnprivileged(),
      }).output();
      if (!success) throw new Error(`Cannot create the files of PostgreSQL as: ${new TextDecoder().decode(stderr)}`);
      await server.start();
      await server.run(
        `do $$ begin for i in 1 .. ${SCHEMAS} loop execute format('create schema test_%s', i); end loop; end $$`,
      );
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  get #files(): string {
    return join(this.#folder, "files");
  }

  /** The address of a database, as a user with all rights unless another one is named. */
  url(database = "postgres", user = "drawbridge"): string {
    return `postgres://${user}@127.0.0.1:${this.#port}/${database}`;
  }

  /** The address of an empty schema, which is made faster than a database. */
  emptyUrl(): string {
    if (++this.#given > SCHEMAS) throw new Error("Cannot give one more schema as all are in use");
    return `${this.url()}?search_path=test_${this.#given}`;
  }

  /** An empty database. It leaves no connection when it is disposed of. */
  async open(): Promise<{ readonly database: Database } & AsyncDisposable> {
    const database = await PostgresDatabase.open(this.emptyUrl());
    return { database, [Symbol.asyncDispose]: () => (database.close(), database.ended) };
  }

  /** Runs statements, each in its own transaction. @returns what they print, without headers */
  async run(statements: string | readonly string[], url = this.url()): Promise<string> {
    const commands = [statements].flat().flatMap((statement) => ["-c", statement]);
    const { success, stdout, stderr } = await new Deno.Command(join(PROGRAMS!, "psql"), {
      args: ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", ...commands, url],
    }).output();
    if (!success) throw new Error(`Cannot run a statement as: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout).trim();
  }

  /** From now on this user must give a password. */
  async requirePassword(user: string): Promise<void> {
    const path = join(this.#files, "pg_hba.conf");
    const rules = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, `host all ${user} 127.0.0.1/32 scram-sha-256\n${rules}`);
    await this.run("select pg_reload_conf()");
  }

  /** Stops all its processes: connections stay open, and nothing answers. */
  pause(): void {
    this.#signalAll("SIGSTOP");
  }

  resume(): void {
    this.#signalAll("SIGCONT");
  }

  /** Starts it, after the first time on the same port. Resolves when it accepts connections. */
  async start(settings: readonly string[] = []): Promise<void> {
    for (let tries = 1; !await this.#tryStart(settings); tries++) {
      // The port was taken meanwhile, or processes of a killed server have not ended yet.
      if (tries === TRIES) throw new Error("Cannot start PostgreSQL");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Stops it as an operator does: connections are cut, everything is written. */
  async stop(): Promise<void> {
    await this.#end("SIGINT");
  }

  /** Kills it, as a power failure would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #tryStart(settings: readonly string[]): Promise<boolean> {
    this.#port ||= freePort();
    const chosen = [
      `port=${this.#port}`,
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "shared_buffers=16MB",
      ...settings,
    ];
    const process = new Deno.Command(join(PROGRAMS!, "postgres"), {
      args: ["-D", this.#files, ...chosen.flatMap((setting) => ["-c", setting])],
      cwd: this.#folder,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      ...asUnprivileged(),
    }).spawn();
    this.#process = process;
    const isReady = Promise.withResolvers<boolean>();
    this.#output = read(process.stderr, (text) => {
      if (text.includes("ready to accept connections")) isReady.resolve(true);
    }).then(() => isReady.resolve(false));
    const deadline = setTimeout(() => isReady.resolve(false), START_MS);
    const result = await isReady.promise;
    clearTimeout(deadline);
    if (!result) await this.kill();
    return result;
  }

  #signalAll(signal: Deno.Signal): void {
    const { pid } = this.#process!;
    const children = Deno.readTextFileSync(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean);
    for (const each of [pid, ...children.map(Number)]) Deno.kill(each, signal);
  }

  async #end(signal: Deno.Signal): Promise<void> {
    const process = this.#process;
    if (process === undefined) return;
    this.#process = undefined;
    try {
      process.kill(signal);
    } catch {
      // It has ended by itself.
    }
    await process.status;
    // The processes of connections hold the output: all of them have ended.
    await this.#output;
  }
}

async function read(stream: ReadableStream<BufferSource>, onText: (all: string) => void): Promise<void> {
  let all = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) onText(all += text);
}

function findPrograms(): string | undefined {
  try {
    const versions = [...Deno.readDirSync("/usr/lib/postgresql")].map(({ name }) => name);
    const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
    const folder = `/usr/lib/postgresql/${newest}/bin`;
    Deno.statSync(`${folder}/postgres`);
    return folder;
  } catch {
    return undefined;
  }
}

function isRoot(): boolean {
  return Deno.build.os !== "windows" && Deno.uid() === 0;
}

function asUnprivileged(): { uid?: number; gid?: number } {
  return isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
