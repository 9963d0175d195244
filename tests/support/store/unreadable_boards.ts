import { type Database, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import editors from "../../fault/stored/unreadable/editors.json" with { type: "json" };

/** Boards that the server of commit 2aa1437 could store but not open; see `tests/fault/stored/unreadable/make.ts`. */
export const UNREADABLE = Object.keys(editors) as (keyof typeof editors)[];

/** A database with one of these boards. */
export class UnreadableBoard implements AsyncDisposable {
  readonly editor: string;
  readonly kv: Database;
  readonly #folder: string;

  static async open(name: keyof typeof editors): Promise<UnreadableBoard> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_" });
    const packed = await Deno.open(new URL(`../../fault/stored/unreadable/${name}.sqlite3.gz`, import.meta.url));
    const path = `${folder}/kv.sqlite3`;
    await Deno.writeFile(path, packed.readable.pipeThrough(new DecompressionStream("gzip")));
    return new UnreadableBoard(folder, { kv: await openDatabase(path), editor: editors[name] });
  }

  private constructor(folder: string, { kv, editor }: { kv: Database; editor: string }) {
    this.#folder = folder;
    this.kv = kv;
    this.editor = editor;
  }

  /** The id of the board. */
  async id(): Promise<string> {
    for await (const { key } of entries(this.kv, { prefix: ["boards"] })) return key[1] as string;
    throw new Error("Cannot find a board in the database");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kv.close();
    await Deno.remove(this.#folder, { recursive: true });
  }
}
