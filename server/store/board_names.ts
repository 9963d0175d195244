import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";

/**
 * Names of boards, for addresses that people can say aloud: `names` has the board of a name, and `name_of` the name of a
 * board. A board has at most one name, and a name means at most one board.
 */
export class BoardNames {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async boardOf(name: string): Promise<BoardId | undefined> {
    return (await this.#database.get<BoardId>(KEY.name(name))).value ?? undefined;
  }

  async nameOf(board: BoardId): Promise<string | undefined> {
    return (await this.#database.get<string>(KEY.nameOf(board))).value ?? undefined;
  }

  /**
   * Gives the board this name, and frees the one that it had.
   *
   * @param name as `readBoardName` returns it; undefined: the board has no name any more
   */
  async set(board: BoardId, name: string | undefined): Promise<"done" | "taken" | "gone"> {
    for (;;) {
      const [links, before] = await this.#database.getMany([KEY.linksOf(board), KEY.nameOf(board)]);
      if (links.value === null) return "gone";
      if (before.value === (name ?? null)) return "done";
      const commit = new Commit().check(links, before).delete(before.key);
      if (before.value !== null) commit.delete(KEY.name(before.value as string));
      if (name !== undefined) {
        const wanted = await this.#database.get(KEY.name(name));
        if (wanted.value !== null) return "taken";
        commit.check(wanted).set(wanted.key, board).set(before.key, name);
      }
      if (await this.#database.commit(commit) !== undefined) return "done";
    }
  }
}
