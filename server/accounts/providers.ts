import type * as openid from "openid-client";
import { base64url, newSecret } from "../../board/id.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { readName } from "../../board/name.ts";
import type { Account } from "./account.ts";
import { type AccountStore, hashOf } from "./account_store.ts";
import type { SignInAttempts } from "./sign_in_attempts.ts";

/** An OpenID provider, as the configuration describes it. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claims of which a person must have one; empty: any person may sign in. */
  readonly allow: readonly { readonly name: string; readonly value: string }[];
}

/** Why nobody was signed in. */
export type ProviderProblem =
  /** The person, or the provider, declined. */
  | "declined"
  /** The provider knows the person, and `OIDC_ALLOW` does not. */
  | "notAllowed"
  /** The attempt is unknown, too old, used, or of another browser. */
  | "expired"
  | "unreachable"
  /** The answer of the provider is wrong. */
  | "invalid";

/** What a browser gets to sign in at a provider. */
export interface Departure {
  readonly url: URL;
  /** Kept in a cookie, and shown again with the answer. */
  readonly browser: string;
}

export interface ProvidersOptions {
  readonly providers: readonly Provider[];
  readonly accounts: AccountStore;
  readonly attempts: SignInAttempts;
  /** True when a trusted proxy names people, too. */
  readonly hasOtherDirectory?: boolean;
  readonly now?: () => number;
}

const library = () => import("openid-client");

/** A provider that takes longer is unreachable, s. */
const TIMEOUT_S = 10;
/** The clocks of the two servers may differ by this, s. */
const CLOCK_TOLERANCE_S = 30;

/**
 * Sign-in at OpenID providers: the authorization code flow with PKCE, state and nonce. A person is an issuer and a
 * subject, never a mail address.
 */
export class Providers {
  readonly #providers: ReadonlyMap<string, Provider>;
  readonly #accounts: AccountStore;
  readonly #attempts: SignInAttempts;
  readonly #now: () => number;
  readonly #isOnlyDirectory: boolean;
  readonly #clients = new Map<string, Promise<openid.Configuration>>();

  constructor({ providers, accounts, attempts, hasOtherDirectory = false, now = Date.now }: ProvidersOptions) {
    this.#providers = new Map(providers.map((provider) => [provider.id, provider]));
    [this.#accounts, this.#attempts, this.#now] = [accounts, attempts, now];
    this.#isOnlyDirectory = providers.length === 1 && !hasOtherDirectory;
  }

  get list(): { readonly id: string; readonly name: string }[] {
    return Array.from(this.#providers.values(), ({ id, name }) => ({ id, name }));
  }

  /** Begins to sign in at a provider. @returns undefined when there is no such provider */
  async begin(id: string, redirectUri: string): Promise<Departure | ProviderProblem | undefined> {
    const provider = this.#providers.get(id);
    if (provider === undefined) return undefined;
    const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } =
      await library();
    const client = await this.#client(provider).catch(() => undefined);
    if (client === undefined) return "unreachable";
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const browser = base64url(crypto.getRandomValues(new Uint8Array(32)));
    await this.#attempts.begin(state, { kind: "provider", provider: id, nonce, verifier, browser: hashOf(browser) });
    const url = buildAuthorizationUrl(client, {
      redirect_uri: redirectUri,
      scope: mayAskForMail(client) ? "openid profile email" : "openid profile",
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    return { url, browser };
  }

  /**
   * Completes a sign-in. The first one makes an account.
   *
   * @param answer the address to which the provider sent the browser back
   * @param browser the cookie of the browser
   */
  async complete(answer: URL, browser: string | undefined): Promise<Account | ProviderProblem> {
    const state = answer.searchParams.get("state") ?? "";
    const attempt = await this.#attempts.take(state);
    if (attempt?.kind !== "provider" || browser === undefined) return "expired";
    if (hashOf(browser) !== attempt.browser) return "expired";
    const provider = this.#providers.get(attempt.provider);
    if (provider === undefined) return "expired";
    if (answer.searchParams.has("error")) return "declined";
    const client = await this.#client(provider).catch(() => undefined);
    if (client === undefined) return "unreachable";
    let claims: Readonly<Record<string, unknown>> & { readonly sub: string };
    try {
      claims = await this.#claims(client, { answer, state, ...attempt });
    } catch (error) {
      // A failed connection is a `TypeError`. Everything else is an answer that must not be believed.
      return error instanceof TypeError ? "unreachable" : "invalid";
    }
    const { allow } = provider;
    if (allow.length > 0 && !allow.some(({ name, value }) => hasClaim(claims[name], value))) return "notAllowed";
    return await this.#accountOf(client.serverMetadata().issuer, claims);
  }

  async #claims(
    client: openid.Configuration,
    { answer, state, nonce, verifier }: { answer: URL; state: string; nonce: string; verifier: string },
  ) {
    const { authorizationCodeGrant, fetchUserInfo } = await library();
    const tokens = await authorizationCodeGrant(client, answer, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const proven = tokens.claims()!;
    const { userinfo_endpoint: endpoint } = client.serverMetadata();
    // Many providers put no more than the subject into the token.
    const told = endpoint === undefined ? {} : await fetchUserInfo(client, tokens.access_token, proven.sub);
    return { ...told, ...proven };
  }

  async #accountOf(issuer: string, claims: Readonly<Record<string, unknown>> & { sub: string }): Promise<Account> {
    const identity = { issuer, subject: claims.sub };
    const directoryNames = this.#directoryNames(claims);
    const known = await this.#accounts.ofIdentity(identity);
    if (known && String(known.directoryNames ?? []) === String(directoryNames)) return known;
    if (known) return await this.#accounts.change(known.id, (now) => ({ ...now, directoryNames })) ?? known;
    const names = [claims.name, claims.preferred_username, claims.nickname].map(readName);
    const account: Account = {
      id: newSecret(),
      name: names.find((name) => name !== "") ?? "?",
      color: "blue",
      created: this.#now(),
      passkeys: [],
      identities: [identity],
      recoveryCodes: [],
      directoryNames,
    };
    if (await this.#accounts.create(account)) return account;
    // Another request of the same person was faster.
    return (await this.#accounts.ofIdentity(identity))!;
  }

  /**
   * What identifies the person for those who invite people. A mail address counts only if the provider has verified it.
   * A user name counts only if there is no second directory in which it could be another person's.
   */
  #directoryNames({ email, email_verified, preferred_username: user }: Readonly<Record<string, unknown>>): string[] {
    const names: string[] = [];
    if (email_verified === true && isName(email)) names.push(email);
    if (this.#isOnlyDirectory && isName(user) && !user.includes("@")) names.push(user);
    return names;
  }

  /** The metadata of a provider, read once. A failure is not kept. */
  #client({ id, issuer, clientId, clientSecret }: Provider): Promise<openid.Configuration> {
    const known = this.#clients.get(id);
    if (known) return known;
    const found = this.#discover({ issuer, clientId, clientSecret });
    this.#clients.set(id, found);
    found.catch(() => this.#clients.delete(id));
    return found;
  }

  async #discover({ issuer, clientId, clientSecret }: Pick<Provider, "issuer" | "clientId" | "clientSecret">) {
    const { allowInsecureRequests, clockTolerance, discovery, enableNonRepudiationChecks } = await library();
    const execute = [enableNonRepudiationChecks];
    if (issuer.startsWith("http:")) execute.push(allowInsecureRequests);
    const metadata = { client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE_S };
    return await discovery(new URL(issuer), clientId, metadata, undefined, { execute, timeout: TIMEOUT_S });
  }
}

/** Providers that do not say which scopes they know ignore unknown ones. */
function mayAskForMail(client: openid.Configuration): boolean {
  return client.serverMetadata().scopes_supported?.includes("email") ?? true;
}

/** Longer names cannot be entered. */
function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= NAME_MAX;
}

/** Claims are values or lists of values. */
function hasClaim(claim: unknown, value: string): boolean {
  return Array.isArray(claim) ? claim.some((each) => String(each) === value) : String(claim) === value;
}
