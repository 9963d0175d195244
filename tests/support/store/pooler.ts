import { join } from "node:path";

const PROGRAM = "/usr/sbin/pgbouncer";
const UNPRIVILEGED = 65_534;

/** Why tests behind a pooler are skipped; false when they run. */
export const NO_POOLER = !isHere() && "PgBouncer is not installed (apt install pgbouncer)";

/** PgBouncer in front of PostgreSQL. Each transaction gets any of its few connections. */
export class Pooler implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: Deno.ChildProcess;
  readonly #ended: Promise<unknown>;
  /** The address of the database behind it. */
  readonly url: string;

  static async start(database: string): Promise<Pooler> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_pooler_" });
    const { hostname, port, pathname, username } = new URL(database);
    const own = freePort();
    const lines = [
      "[databases]",
      `pooled = host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${own}`,
      "unix_socket_dir =",
      "auth_type = any",
      "pool_mode = transaction",
      "default_pool_size = 3",
    ];
    const path = join(folder, "pooler.ini");
    await Deno.writeTextFile(path, lines.join("\n"));
    const isRoot = Deno.uid() === 0;
    if (isRoot) { for (const each of [folder, path]) await Deno.chown(each, UNPRIVILEGED, UNPRIVILEGED); }
    const process = new Deno.Command(PROGRAM, {
      args: [path],
      cwd: folder,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      ...(isRoot && { uid: UNPRIVILEGED, gid: UNPRIVILEGED }),
    }).spawn();
    const isUp = Promise.withResolvers<boolean>();
    const printed = (async () => {
      let all = "";
      for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
        all += text;
        if (all.includes("process up")) isUp.resolve(true);
      }
      isUp.resolve(false);
      return all;
    })();
    const pooler = new Pooler(folder, process, {
      ended: printed,
      url: `postgres://drawbridge@127.0.0.1:${own}/pooled`,
    });
    if (await isUp.promise) return pooler;
    await pooler[Symbol.asyncDispose]();
    throw new Error(`Cannot start PgBouncer as it says: ${await printed}`);
  }

  private constructor(
    folder: string,
    process: Deno.ChildProcess,
    { ended, url }: { ended: Promise<unknown>; url: string },
  ) {
    this.#folder = folder;
    this.#process = process;
    this.#ended = ended;
    this.url = url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#process.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await Promise.all([this.#process.status, this.#ended]);
    await Deno.remove(this.#folder, { recursive: true });
  }
}

function isHere(): boolean {
  try {
    return Deno.statSync(PROGRAM).isFile;
  } catch {
    return false;
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
