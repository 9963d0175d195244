import { Commit, type Database, entries, type MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { type Registration, WEBHOOKS_MAX } from "./registration.ts";
import { newWebhookSecret } from "./webhook_secret.ts";

/** How long the secret before signs as well, ms. */
export const PREVIOUS_SECRET_MS = 86_400_000;

/**
 * The webhooks that owners registered: `webhooks` has the `Registration`s of a board, `webhook_boards` names the boards
 * that have any.
 */
export class Registrations {
  readonly #database: Database;
  readonly #today: () => number;
  /** Boards that have webhooks; undefined until they were read. */
  #boards: Set<string> | undefined;
  #news: string | null | undefined;
  /** Boards that got their first webhook here while the others were read. */
  #added = new Set<string>();

  constructor(database: Database, today: () => number) {
    [this.#database, this.#today] = [database, today];
  }

  /** Whether the board may have webhooks. Those registered at another instance are known after the next `refresh`. */
  mayHave(board: string): boolean {
    return this.#boards?.has(board) ?? true;
  }

  /** Reads which boards have webhooks, if that has changed. */
  async refresh(): Promise<void> {
    const news = (await this.#database.get(KEY.webhookNews())).version;
    if (news === this.#news && this.#boards) return;
    const [boards, added] = [new Set<string>(), this.#added = new Set()];
    for await (const { key } of entries(this.#database, { prefix: KEY.webhookBoards() })) boards.add(String(key[1]));
    this.#boards = boards.union(added);
    this.#news = news;
  }

  async list(board: string): Promise<readonly Registration[]> {
    return (await this.#get(board)).value ?? [];
  }

  /** @returns "full" when the board has `WEBHOOKS_MAX` of them, "gone" when it was deleted */
  async add(board: string, added: Registration): Promise<Registration | "full" | "gone"> {
    const outcome = await this.#change(board, (all) => all.length >= WEBHOOKS_MAX ? undefined : [...all, added]);
    if (outcome === true) { for (const boards of [this.#boards, this.#added]) boards?.add(board); }
    return outcome === true ? added : outcome === false ? "full" : outcome;
  }

  /** @returns false when there is none of this id */
  async remove(board: string, id: string): Promise<boolean> {
    const without = (all: readonly Registration[]) => all.filter((one) => one.id !== id);
    return await this.#change(board, (all) => without(all).length < all.length ? without(all) : undefined) === true;
  }

  /** Gives a webhook a new secret. The secret before signs as well for `PREVIOUS_SECRET_MS`. */
  renewSecret(board: string, id: string): Promise<Registration | undefined> {
    return this.change(board, id, (old) => {
      const previous = { secret: old.secret, until: this.#today() + PREVIOUS_SECRET_MS };
      return { ...old, secret: newWebhookSecret(), previous };
    });
  }

  /** @returns the changed webhook; undefined when there is none of this id */
  async change(
    board: string,
    id: string,
    plan: (old: Registration) => Registration,
  ): Promise<Registration | undefined> {
    let changed: Registration | undefined;
    const outcome = await this.#change(board, (all) => {
      const old = all.find((one) => one.id === id);
      if (old === undefined) return undefined;
      const next = changed = plan(old);
      return all.map((one) => one === old ? next : one);
    });
    return outcome === true ? changed : undefined;
  }

  #get(board: string): Promise<MaybeEntry<Registration[]>> {
    return this.#database.get<Registration[]>(KEY.webhooks(board));
  }

  async #change(
    board: string,
    plan: (all: readonly Registration[]) => readonly Registration[] | undefined,
  ): Promise<boolean | "gone"> {
    for (;;) {
      const entry = await this.#get(board);
      const deletion = await this.#database.get(KEY.deletion(board));
      if (deletion.value !== null) return "gone";
      const next = plan(entry.value ?? []);
      if (next === undefined) return false;
      const commit = new Commit().check(entry, deletion).set(KEY.webhookNews(), true);
      if (next.length > 0) commit.set(entry.key, next).set(KEY.webhookBoard(board), true);
      else commit.delete(entry.key).delete(KEY.webhookBoard(board));
      if (await this.#database.commit(commit) !== undefined) return true;
    }
  }
}
