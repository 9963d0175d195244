import { dirname, resolve } from "node:path";

export interface ServerProcessOptions {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** The output of the server, line by line, without the line with its address. */
  readonly onLine: (line: string) => void;
}

/** Time that a server may take to save and exit before it is killed. Deno Deploy grants the same. */
const GRACE_MS = 5_000;

/** One run of the server in a separate process. */
export class ServerProcess {
  readonly #process: Deno.ChildProcess;
  /** Resolves with the server's address when it listens, or with undefined when it ends before that. */
  readonly ready: Promise<URL | undefined>;
  /** Resolves when the server has ended and all its output was passed on. */
  readonly ended: Promise<Deno.CommandStatus>;
  #stopping = false;

  constructor({ root, env, onLine }: ServerProcessOptions) {
    // Uses the running executable, because `deno` may not be on the PATH.
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-P=start", ...filePermissions(root, Deno.env.get("KV_PATH")), "main.ts"],
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

  /** True once `stop` was called. The end of the server is then expected. */
  get isStopping(): boolean {
    return this.#stopping;
  }

  /** Asks the server to save and exit, waits for that, and kills it after GRACE_MS. Safe to call twice. */
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
      // It has already ended.
    }
  }
}

/**
 * Workers run the sources, so the server may read the project. A database elsewhere needs its folder too. These lists
 * replace those of `start`.
 */
function filePermissions(root: string, kvPath: string | undefined): string[] {
  if (!kvPath || kvPath === ":memory:" || /^https?:/.test(kvPath)) return [`--allow-read=${root}`];
  const folder = dirname(resolve(kvPath));
  return [`--allow-read=${root},${folder}`, `--allow-write=${folder}`];
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
