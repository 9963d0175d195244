import { dirname, resolve } from "node:path";

export interface ServerProcessOptions {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the server prints, line by line; not the line that tells its address. */
  readonly onLine: (line: string) => void;
}

/** How long a server may take to save and go before it is killed: Deno Deploy gives as much. */
const GRACE_MS = 5_000;

/** One run of the server as a process of its own. */
export class ServerProcess {
  readonly #process: Deno.ChildProcess;
  /** Resolves with its address when it listens; undefined when it ends before. */
  readonly ready: Promise<URL | undefined>;
  /** Resolves when it has ended and all it printed was handed on. */
  readonly ended: Promise<Deno.CommandStatus>;
  #stopping = false;

  constructor({ root, env, onLine }: ServerProcessOptions) {
    // By the running executable: on a machine that has only Node there is no `deno` to be found by name.
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-P=start", ...databasePermissions(Deno.env.get("KV_PATH")), "main.ts"],
      cwd: root,
      env,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const address = Promise.withResolvers<URL | undefined>();
    const printed = Promise.all([
      read(this.#process.stdout, (line) => {
        const url = line.match(/https?:\/\/[\w.:[\]/-]+/)?.[0];
        if (url !== undefined && URL.canParse(url)) address.resolve(new URL(url));
        else onLine(line);
      }),
      read(this.#process.stderr, onLine),
    ]);
    this.ready = address.promise;
    this.ended = printed.then(() => this.#process.status).finally(() => address.resolve(undefined));
  }

  /** True once `stop` was called: that it ends is no news then. */
  get isStopping(): boolean {
    return this.#stopping;
  }

  /** Asks it to save and end, waits until it did, and kills it when that takes too long. Safe to call twice. */
  async stop(): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = true;
      this.#signal("SIGINT");
    }
    const deadline = setTimeout(() => this.#signal("SIGKILL"), GRACE_MS);
    await this.ended;
    clearTimeout(deadline);
  }

  #signal(signal: Deno.Signal): void {
    try {
      this.#process.kill(signal);
    } catch {
      // It has ended already.
    }
  }
}

/** The permissions of `start` end at the project's data folder; a database elsewhere was asked for by name. These replace the lists of files. */
function databasePermissions(kvPath: string | undefined): string[] {
  if (!kvPath || kvPath === ":memory:" || /^https?:/.test(kvPath)) return [];
  const folder = dirname(resolve(kvPath));
  return [`--allow-read=dist,${folder}`, `--allow-write=${folder}`];
}

async function read(stream: ReadableStream<BufferSource>, onLine: (line: string) => void): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop()!;
    lines.forEach(onLine);
  }
  if (rest !== "") onLine(rest);
}
