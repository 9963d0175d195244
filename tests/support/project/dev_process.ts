import type { Project } from "./project_copy.ts";

const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;
const DEV = new URL("../../../dev/dev.ts", import.meta.url).pathname;

/** Maximum time for each awaited event of a dev loop; after that it is killed and the test fails. */
const DEADLINE_MS = 60_000;

/** `deno task dev` in a project, as a process whose output lines can be awaited. */
export class DevProcess {
  readonly #process: Deno.ChildProcess;
  readonly #lines: AsyncGenerator<string>;
  readonly #deadline: ReturnType<typeof setTimeout>;
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
    this.#deadline = setTimeout(() => this.#process.kill("SIGKILL"), DEADLINE_MS);
  }

  /** The next matching line, with its groups. @throws {Error} when the process ends before */
  async line(pattern: RegExp): Promise<RegExpMatchArray> {
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
    try {
      this.#process.kill("SIGINT");
    } catch {
      // It has already ended.
    }
    const rest: string[] = [];
    for await (const line of this.#lines) rest.push(line);
    const errors = await new Response(this.#process.stderr).text();
    const { code } = await this.#process.status;
    clearTimeout(this.#deadline);
    return { code, rest: rest.join("\n"), errors };
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<void> {
    await this.#process.status;
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
