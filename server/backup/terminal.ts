import type { Report } from "./backup.ts";

const PROGRESS_MS = 200;

/** Shows progress as one line that is updated in place, with warnings above it. */
export class Terminal implements Report {
  readonly #verb: string;
  #warnings = 0;
  #shown = -Infinity;
  #line = "";

  constructor(verb: string) {
    this.#verb = verb;
  }

  get warnings(): number {
    return this.#warnings;
  }

  progress(boards: number, bytes: number): void {
    this.#line = `${this.#verb}: ${boards} ${boards === 1 ? "board" : "boards"}, ${(bytes / 1e6).toFixed(1)} MB`;
    if (!Deno.stderr.isTerminal() || performance.now() - this.#shown < PROGRESS_MS) return;
    this.#shown = performance.now();
    write(`\r${this.#line}`);
  }

  warn(sentence: string): void {
    this.#warnings++;
    write(`${Deno.stderr.isTerminal() ? "\r" : ""}${sentence}\n`);
  }

  done(sentence: string): void {
    write(`${Deno.stderr.isTerminal() ? "\r" : ""}${this.#line || `${this.#verb}: no boards`}. ${sentence}\n`);
  }
}

function write(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
