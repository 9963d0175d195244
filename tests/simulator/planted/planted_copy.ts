import { join } from "node:path";
import type { PlantedFault } from "./faults.ts";

const ROOT = new URL("../../../", import.meta.url);

/** What a simulation imports. */
const PARTS = ["deno.json", "deno.lock", "board", "client", "server", "tests/simulator", "tests/support"];

/** A copy of the source in a temporary folder, with one fault. */
export class PlantedCopy implements AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make({ file, code, planted }: PlantedFault): Promise<PlantedCopy> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_planted_" });
    const copy = new PlantedCopy(folder);
    for (const part of PARTS) await copyAll(new URL(part, ROOT).pathname, join(folder, part));
    await Deno.symlink(new URL("node_modules", ROOT).pathname, join(folder, "node_modules"));
    const path = join(folder, file);
    const pieces = (await Deno.readTextFile(path)).split(code);
    if (pieces.length !== 2) {
      throw new Error(`Cannot plant the fault as ${file} does not contain its place once: ${code}`);
    }
    await Deno.writeTextFile(path, pieces.join(planted));
    return copy;
  }

  /** Simulates until a rule is broken. @returns the output of the task; its code is 1 when a violation was found */
  async simulate(runs: number, { first, minutes }: { readonly first: number; readonly minutes: number }) {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-P=test",
        "--no-check",
        "tests/simulator/planted/until_violation.ts",
        ...[runs, first, minutes].map(String),
      ],
      cwd: this.#folder,
    }).output();
    const [text, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    if (code > 1) throw new Error(`Cannot simulate the copy: ${errors}`);
    return { isFound: code === 1, text: text.trim() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}

async function copyAll(from: string, to: string): Promise<void> {
  const { isDirectory } = await Deno.stat(from);
  await Deno.mkdir(join(to, isDirectory ? "" : ".."), { recursive: true });
  if (!isDirectory) return await Deno.copyFile(from, to);
  for await (const { name } of Deno.readDir(from)) await copyAll(join(from, name), join(to, name));
}
