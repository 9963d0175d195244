import * as Y from "yjs";
import type { Situation } from "../situation.ts";
import { StoredCopies } from "./stored_copies.ts";

/** Nothing that was acknowledged is ever missing from the database (PROTOCOL.md 5). */
export class SavedChanges {
  readonly #situation: Situation;
  readonly #stored: StoredCopies;
  /** For each board, the clocks of acknowledged changes by Yjs client id. */
  readonly #saved = new Map<string, Map<number, number>>();
  #isNew = false;

  constructor(situation: Situation) {
    this.#situation = situation;
    this.#stored = new StoredCopies(situation.cluster.database.content);
  }

  /** Changes were reported as durable. */
  note(board: string, clocks: ReadonlyMap<number, number>): void {
    const all = this.#saved.get(board) ?? new Map<number, number>();
    this.#saved.set(board, all);
    for (const [client, clock] of clocks) all.set(client, Math.max(clock, all.get(client) ?? 0));
    this.#isNew = true;
  }

  async check(): Promise<string | undefined> {
    if (!this.#isNew) return undefined;
    this.#isNew = false;
    return await this.#compare(this.#stored);
  }

  /** Reads everything from the beginning. */
  async checkAll(): Promise<string | undefined> {
    return await this.#compare(new StoredCopies(this.#situation.cluster.database.content));
  }

  async #compare(copies: StoredCopies): Promise<string | undefined> {
    for (const { id } of this.#situation.boards) {
      const saved = this.#saved.get(id);
      if (saved === undefined) continue;
      const doc = await copies.read(id);
      for (const [client, clock] of saved) {
        const stored = Y.getState(doc.store, client);
        if (stored < clock) return `acknowledged changes are missing: ${client} has ${stored} of ${clock}`;
      }
    }
    return undefined;
  }
}
