import { isSlug } from "../../board/id.ts";
import { kvFolder, readConfig } from "../config.ts";
import { KvLinkStore } from "../store/kv_link_store.ts";
import type { Report } from "./backup.ts";

const PROGRESS_MS = 200;

/** Progress as one line that changes, and sentences above it. */
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

/** The database that the server uses. @throws when it is to be there and is not. */
export async function openDatabase({ mustExist }: { mustExist: boolean }): Promise<Deno.Kv> {
  const { kvPath } = readConfig((name) => Deno.env.get(name));
  const folder = kvFolder(kvPath);
  if (kvPath !== undefined && folder !== undefined) {
    const isThere = await Deno.stat(kvPath).then(() => true, () => false);
    if (mustExist && !isThere) throw new Error(`Cannot open KV_PATH as there is no such file: ${kvPath}`);
    await Deno.mkdir(folder, { recursive: true });
  }
  return await Deno.openKv(kvPath);
}

/** A board by its id, by a link to it, or by the link's secret. */
export async function boardOf(kv: Deno.Kv, name: string): Promise<string> {
  const slug = name.split("/").at(-1)!;
  const link = isSlug(slug) ? await new KvLinkStore(kv).find(slug) : undefined;
  return link?.board ?? name;
}

export async function* partsOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await Deno.open(path);
  yield* file.readable;
}
