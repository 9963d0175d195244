import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { hashOf } from "./account_store.ts";

/** A sign-in, a sign-up or an added passkey that has begun and waits for the answer of a device or a provider. */
export type SignInAttempt =
  | { readonly kind: "sign in" }
  | { readonly kind: "sign up"; readonly account: string; readonly name: string; readonly color: string }
  | { readonly kind: "add passkey"; readonly account: string }
  /** `browser` is the hash of a cookie, so that the answer counts only in the browser that asked. */
  | {
    readonly kind: "provider";
    readonly provider: string;
    readonly nonce: string;
    readonly verifier: string;
    readonly browser: string;
  };

/** How long a person may take, ms. */
export const ATTEMPT_MS = 10 * 60_000;

/** Attempts by the hash of a secret, which is used once: an answer that is sent again finds none. */
export class SignInAttempts {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, { now = Date.now }: { now?: () => number } = {}) {
    this.#database = database;
    this.#now = now;
  }

  async begin(secret: string, attempt: SignInAttempt): Promise<void> {
    const record = { ...attempt, expires: this.#now() + ATTEMPT_MS };
    await this.#database.commit(
      new Commit().set(KEY.signInAttempt(hashOf(secret)), record, { expireIn: ATTEMPT_MS }),
    );
  }

  /** Ends the attempt. @returns undefined when there is none, it took too long, or it has ended */
  async take(secret: string): Promise<SignInAttempt | undefined> {
    const entry = await this.#database.get<SignInAttempt & { expires: number }>(KEY.signInAttempt(hashOf(secret)));
    if (entry.value === null) return undefined;
    if (await this.#database.commit(new Commit().check(entry).delete(entry.key)) === undefined) return undefined;
    const { expires, ...attempt } = entry.value;
    return expires > this.#now() ? attempt : undefined;
  }
}
