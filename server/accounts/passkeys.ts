import { Buffer } from "node:buffer";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { Color } from "../../board/palette.ts";
import { newSecret } from "../../board/id.ts";
import { type Account, type Passkey, PASSKEYS_MAX } from "./account.ts";
import type { AccountStore } from "./account_store.ts";
import type { RelyingParty } from "./relying_party.ts";
import type { SignInAttempts } from "./sign_in_attempts.ts";

export interface PasskeysOptions {
  readonly accounts: AccountStore;
  readonly attempts: SignInAttempts;
  readonly now?: () => number;
}

/** Of a COSE key: EdDSA, ECDSA with P-256, RSA. All authenticators have one of them. */
const ALGORITHMS = [-8, -7, -257];

/** The library takes 28 MB and 0.3 s to load, and most servers never need it. */
const library = () => import("@simplewebauthn/server");

/** Sign-up and sign-in with passkeys (WebAuthn level 3), without any third party. */
export class Passkeys {
  readonly #accounts: AccountStore;
  readonly #attempts: SignInAttempts;
  readonly #now: () => number;

  constructor({ accounts, attempts, now = Date.now }: PasskeysOptions) {
    this.#accounts = accounts;
    this.#attempts = attempts;
    this.#now = now;
  }

  /** What a browser needs to sign in with any passkey of this server. */
  async signInOptions({ id: rpID }: RelyingParty): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await (await library()).generateAuthenticationOptions({ rpID, userVerification: "preferred" });
    await this.#attempts.begin(options.challenge, { kind: "sign in" });
    return options;
  }

  /** @returns the account; undefined when anything about the response is wrong */
  async signIn(party: RelyingParty, response: unknown): Promise<Account | undefined> {
    const challenge = challengeOf(response);
    if (challenge === undefined || (await this.#attempts.take(challenge))?.kind !== "sign in") return undefined;
    const { id, response: { userHandle } } = response as AuthenticationResponseJSON;
    const account = await this.#accounts.ofPasskey(String(id));
    const passkey = account?.passkeys.find((each) => each.id === id);
    if (account === undefined || passkey === undefined) return undefined;
    if (userHandle !== undefined && userHandle !== account.id) return undefined;
    const counter = await this.#verify(party, { challenge, response: response as AuthenticationResponseJSON, passkey });
    if (counter === undefined) return undefined;
    return await this.#accounts.change(account.id, (now) => {
      const kept = now.passkeys.find((each) => each.id === id);
      // Another response may have been counted meanwhile.
      if (kept === undefined || kept.counter !== passkey.counter) return undefined;
      return replaced(now, { ...kept, counter, used: this.#now() });
    });
  }

  /** What a browser needs to make a passkey: for a new account with this name, or for an existing one. */
  async registrationOptions(
    { id: rpID }: RelyingParty,
    owner: { readonly name: string; readonly color: Color } | Account,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const account = "id" in owner ? owner : undefined;
    const id = account?.id ?? newSecret();
    const options = await (await library()).generateRegistrationOptions({
      rpName: "Drawbridge",
      rpID,
      userID: bytesOf(id),
      userName: owner.name,
      userDisplayName: owner.name,
      attestationType: "none",
      excludeCredentials: account?.passkeys.map(({ id, transports }) => ({ id, transports: known(transports) })),
      authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    const { name, color } = owner;
    await this.#attempts.begin(
      options.challenge,
      account ? { kind: "add passkey", account: id } : { kind: "sign up", account: id, name, color },
    );
    return options;
  }

  /**
   * Completes a sign-up, or adds a passkey to the account that is signed in.
   *
   * @param options.by the session that adds it
   * @returns the account; undefined when anything about the response is wrong
   */
  async register(
    party: RelyingParty,
    { response, name, signedIn, by }: {
      response: unknown;
      name: string;
      signedIn: Account | undefined;
      by?: string | undefined;
    },
  ): Promise<Account | undefined> {
    const challenge = challengeOf(response);
    const attempt = challenge === undefined ? undefined : await this.#attempts.take(challenge);
    if (attempt?.kind !== "sign up" && attempt?.kind !== "add passkey") return undefined;
    if (attempt.kind === "add passkey" && attempt.account !== signedIn?.id) return undefined;
    const passkey = await this.#created(party, { challenge: challenge!, response, name });
    if (passkey === undefined) return undefined;
    if (attempt.kind === "add passkey") {
      return await this.#accounts.change(attempt.account, (account) => {
        if (account.passkeys.length >= PASSKEYS_MAX) return undefined;
        return { ...account, passkeys: [...account.passkeys, passkey] };
      }, { by });
    }
    const account: Account = {
      id: attempt.account,
      name: attempt.name,
      color: attempt.color as Color,
      created: this.#now(),
      passkeys: [passkey],
      identities: [],
      recoveryCodes: [],
    };
    return await this.#accounts.create(account) ? account : undefined;
  }

  async #created(
    { id: expectedRPID, origin: expectedOrigin }: RelyingParty,
    { challenge, response, name }: { challenge: string; response: unknown; name: string },
  ): Promise<Passkey | undefined> {
    try {
      const { verified, registrationInfo } = await (await library()).verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin,
        expectedRPID,
        requireUserVerification: false,
        supportedAlgorithmIDs: ALGORITHMS,
      });
      if (!verified) return undefined;
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
      const plain = Buffer.from(publicKey).toString("base64url");
      return { id, publicKey: plain, counter, transports: known(transports), name, created: this.#now() };
    } catch {
      // The library throws for each thing that can be wrong with a response, and so does a response of another shape.
      return undefined;
    }
  }

  /** @returns what the authenticator counts; undefined when the response does not prove that it has the passkey */
  async #verify(
    { id: expectedRPID, origin: expectedOrigin }: RelyingParty,
    { challenge, response, passkey }: { challenge: string; response: AuthenticationResponseJSON; passkey: Passkey },
  ): Promise<number | undefined> {
    const { id, publicKey, counter, transports } = passkey;
    try {
      const { verified, authenticationInfo } = await (await library()).verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin,
        expectedRPID,
        credential: { id, publicKey: bytesOf(publicKey), counter, transports: known(transports) },
        requireUserVerification: false,
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The account with a changed passkey. */
export function replaced(account: Account, passkey: Passkey): Account {
  return { ...account, passkeys: account.passkeys.map((each) => each.id === passkey.id ? passkey : each) };
}

/** The challenge that a response says it answers; undefined when it has none. */
function challengeOf(response: unknown): string | undefined {
  try {
    const { clientDataJSON } = (response as AuthenticationResponseJSON).response;
    const { challenge } = JSON.parse(new TextDecoder().decode(bytesOf(clientDataJSON)));
    return typeof challenge === "string" ? challenge : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64url"));
}

const TRANSPORTS = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"];

function known(transports: readonly unknown[]): string[] {
  return TRANSPORTS.filter((each) => transports.includes(each));
}
