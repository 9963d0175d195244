import { newSecret } from "../../board/id.ts";
import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { imageHeader } from "../../board/asset/image_header.ts";
import type { Account, AccountId } from "./account.ts";

/** A picture has at most this many bytes; browsers make some 5 KB of any picture. */
export const PICTURE_BYTES_MAX = 32 * 1024;
/** The longest side, pixels. */
const PICTURE_EDGE_MAX = 256;

/**
 * Pictures of accounts: `account_pictures` has the bytes of each JPEG by a token of 128 random bits. The account has
 * the token, and the same commit writes both. Each new picture has a new token, so that its address never means another
 * one, and who saw an earlier one cannot follow the person.
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
   * @param bytes of which `pictureProblem` finds nothing
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
