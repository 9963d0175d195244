import type { Project } from "./project_copy.ts";

const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;
const DEV = new URL("../../../dev/dev.ts", import.meta.url).pathname;

/** Maximum time for each awaited event of a dev loop; after that the loop is killed and the test fails. */
const DEADLINE_MS = 60_000;

/** `deno task dev` in a project, as a process whose output lines can be awaited. */
export class DevProcess {
  readonly #process: Deno.ChildProcess;
  readonly #lines: AsyncGenerator<string>;
  readonly #said: string[] = [];

  constructor(project: Project, { port = 0 }: { port?: number } = {}) {
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--config", CONFIG, DEV],
      cwd: project.root,
      env: { PORT: String(port), NO_COLOR: "1" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#lines = linesOf(this.#process.stdout);
  }

  /** The next matching line, with its groups. @throws {Error} when the process ends before */
  async line(pattern: RegExp): Promise<RegExpMatchArray> {
    using _deadline = this.#startDeadline();
    while (true) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`Cannot find ${pattern} as the dev loop ended after:\n${this.#said.join("\n")}`);
      this.#said.push(value);
      const match = value.match(pattern);
      if (match) return match;
    }
  }

  /** Stops the process, as Ctrl-C does, unless it has ended. Resolves with its exit code and its remaining output. */
  async end(): Promise<{ code: number; rest: string; errors: string }> {
    using _deadline = this.#startDeadline();
    try {
      this.#process.kill("SIGINT");
    } catch {
      // It has already ended.
    }
    const rest: string[] = [];
    for await (const line of this.#lines) rest.push(line);
    const errors = await new Response(this.#process.stderr).text();
    const { code } = await this.#process.status;
    return { code, rest: rest.join("\n"), errors };
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<void> {
    using _deadline = this.#startDeadline();
    await this.#process.status;
  }

  #startDeadline(): Disposable {
    const deadline = setTimeout(() => this.#process.kill("SIGKILL"), DEADLINE_MS);
    return { [Symbol.dispose]: () => clearTimeout(deadline) };
  }
}

async function* linesOf(stream: ReadableStream<BufferSource>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
}
