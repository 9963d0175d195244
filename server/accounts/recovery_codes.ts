import { cryptoRandomness, type Randomness } from "../../board/id.ts";
import type { Account, AccountId } from "./account.ts";
import { type AccountStore, hashOf } from "./account_store.ts";

/** As many as fit on a small piece of paper. */
export const RECOVERY_CODES = 8;

/** Crockford's base 32, without letters that look like digits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 120 random bits. A shorter code would have to be stored with a salt and a slow hash. */
const CHARS = 24;
const GROUP = 4;

/** Codes on paper that replace a lost passkey. Each works once; only hashes are stored. */
export class RecoveryCodes {
  readonly #accounts: AccountStore;
  readonly #random: Randomness;

  constructor(accounts: AccountStore, { random = cryptoRandomness }: { random?: Randomness } = {}) {
    this.#accounts = accounts;
    this.#random = random;
  }

  /** Replaces the codes of an account. @param by the session @returns the new ones, which can never be read again */
  async renew(id: AccountId, by?: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => this.#newCode());
    const recoveryCodes = codes.map((code) => hashOf(plain(code)));
    const changed = await this.#accounts.change(id, (account) => ({ ...account, recoveryCodes }), { by });
    return changed === undefined ? [] : codes;
  }

  /** Uses a code up. @returns its account; undefined when the code is wrong or was used */
  async use(code: string): Promise<Account | undefined> {
    if (plain(code).length !== CHARS) return undefined;
    const hash = hashOf(plain(code));
    const account = await this.#accounts.ofRecoveryCode(hash);
    return account && await this.#accounts.change(account.id, (now) => {
      const recoveryCodes = now.recoveryCodes.filter((other) => other !== hash);
      return recoveryCodes.length < now.recoveryCodes.length ? { ...now, recoveryCodes } : undefined;
    });
  }

  #newCode(): string {
    const chars = Array.from(this.#random(new Uint8Array(CHARS)), (byte) => ALPHABET[byte % 32]).join("");
    return chars.match(new RegExp(`.{${GROUP}}`, "g"))!.join("-");
  }
}

/** The code as it was made, whatever people write between the characters or mistake them for. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}
