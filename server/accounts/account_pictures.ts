import { newSecret } from "../../board/id.ts";
import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { imageHeader } from "../../board/asset/image_header.ts";
import type { Account, AccountId } from "./account.ts";

/** Largest size of a picture, bytes. The pictures that browsers make have about 5 KB. */
export const PICTURE_BYTES_MAX = 32 * 1024;
/** The longest side, pixels. */
const PICTURE_EDGE_MAX = 256;

/**
 * Pictures of accounts. `account_pictures` stores each JPEG under a token of 128 random bits. One commit writes the
 * picture and its token in the account. Each new picture has a new token: an address always shows the same picture, and
 * the address of an earlier picture does not lead to the new one.
 */
export class AccountPictures {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(token: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return (await this.#database.get<Uint8Array<ArrayBuffer>>(KEY.accountPicture(token))).value ?? undefined;
  }

  /**
   * Gives an account a picture in place of the one that it has.
   *
   * @param bytes a picture without a `pictureProblem`
   * @returns the token; undefined when there is no such account
   */
  async set(id: AccountId, bytes: Uint8Array, token: string = newSecret()): Promise<string | undefined> {
    const isSet = await this.#change(id, token, (commit) => commit.set(KEY.accountPicture(token), bytes));
    return isSet ? token : undefined;
  }

  async remove(id: AccountId): Promise<void> {
    await this.#change(id, undefined, () => {});
  }

  /** @returns false when there is no such account */
  async #change(id: AccountId, token: string | undefined, plan: (commit: Commit) => void): Promise<boolean> {
    for (;;) {
      const entry = await this.#database.get<Account>(KEY.account(id));
      if (entry.value === null) return false;
      const { picture: before, ...account } = entry.value;
      const commit = new Commit().check(entry).set(entry.key, { ...account, ...(token && { picture: token }) });
      if (before && before !== token) commit.delete(KEY.accountPicture(before));
      plan(commit);
      if (await this.#database.commit(commit) !== undefined) return true;
    }
  }
}

/** Why bytes cannot be the picture of an account. Nothing but the bytes says what they are. */
export function pictureProblem(bytes: Uint8Array): "tooLarge" | "noImage" | "tooManyPixels" | undefined {
  if (bytes.length > PICTURE_BYTES_MAX) return "tooLarge";
  const header = imageHeader();
  header.push(bytes);
  header.end();
  const { type, width = 0, height = 0 } = { ...header.result };
  if (type !== "image/jpeg" || width * height === 0) return "noImage";
  return Math.max(width, height) > PICTURE_EDGE_MAX ? "tooManyPixels" : undefined;
}
