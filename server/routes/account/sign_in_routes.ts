import { type Context, Hono, type MiddlewareHandler } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { newSecret } from "../../../board/id.ts";
import { readName } from "../../../board/name.ts";
import { isColor } from "../../../board/palette.ts";
import { type Account, headerIssuer, PASSKEYS_MAX } from "../../accounts/account.ts";
import type { AccountStore } from "../../accounts/account_store.ts";
import type { Passkeys } from "../../accounts/passkeys.ts";
import type { RecoveryCodes } from "../../accounts/recovery_codes.ts";
import { type RelyingParty, relyingParty } from "../../accounts/relying_party.ts";
import type { Admission } from "../../admission/admission.ts";
import type { ClientRateLimiter } from "../../admission/rate_limiter.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { SignInConfig } from "../../process/sign_in_config.ts";
import type { Refusals } from "../../session/refusals.ts";
import type { BrowserSessions } from "./browser_sessions.ts";
import { type AccountEnv, isFresh } from "./require_sign_in.ts";

export interface SignInRoutesOptions {
  readonly accounts: AccountStore;
  readonly passkeys: Passkeys;
  readonly codes: RecoveryCodes;
  readonly browser: BrowserSessions;
  readonly signIn: SignInConfig;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly clock?: Clock;
  readonly now?: () => number;
}

type Ours = Context<AccountEnv>;

/** `/api/account/…`: the ways to sign in and to sign up. */
export function signInRoutes(options: SignInRoutesOptions): Hono<AccountEnv> {
  const { accounts, passkeys, codes, browser, signIn, admission, refusals, clock = systemClock, now = Date.now } =
    options;
  const { signInRate, signUpRate, unlockRate } = admission;
  const api = new Hono<AccountEnv>();

  const limited: MiddlewareHandler<AccountEnv> = async (c, next) => {
    return take(c, signInRate) ? await next() : refuse(c, "tooManyTries");
  };
  const withPasskeys: MiddlewareHandler<AccountEnv> = async (c, next) => {
    return partyOf(c) === undefined ? refuse(c, "signInOff") : await next();
  };

  api.post("/sign-in/options", withPasskeys, limited, async (c) => c.json(await passkeys.signInOptions(partyOf(c)!)));

  api.post("/sign-in", withPasskeys, limited, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const account = await passkeys.signIn(partyOf(c)!, body.object?.response);
    return account ? await signedIn(c, account) : failed(c);
  });

  /** For the account that is signed in, or for a new one with `name` and `color`. */
  api.post("/passkeys/options", withPasskeys, limited, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    if (body.object?.name === undefined) {
      const current = await browser.current(c);
      if (current === undefined) return refuse(c, "signInFirst");
      if (!isFresh(current, now())) return refuse(c, "signInAgain");
      if (current.account.passkeys.length >= PASSKEYS_MAX) return refuse(c, "badRequest");
      return c.json(await passkeys.registrationOptions(partyOf(c)!, current.account));
    }
    const name = readName(body.object.name), { color } = body.object;
    if (name === "" || !isColor(color)) return refuse(c, "badRequest");
    return c.json(await passkeys.registrationOptions(partyOf(c)!, { name, color }));
  });

  api.post("/passkeys", withPasskeys, limited, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const current = await browser.current(c);
    if (current === undefined && !take(c, signUpRate)) {
      refusals.count("too many accounts");
      return refuse(c, "tooManyTries");
    }
    const name = readName(body.object?.passkeyName) || "Passkey";
    const account = await passkeys.register(partyOf(c)!, {
      response: body.object?.response,
      name,
      signedIn: current && isFresh(current, now()) ? current.account : undefined,
      by: current?.session.id,
    });
    if (account === undefined) return failed(c);
    return account.id === current?.account.id ? c.body(null, 204) : await signedIn(c, account);
  });

  api.post("/sign-in/code", async (c) => {
    // A guess has no chance among 2^120 codes. The limit is for those who try nevertheless.
    if (!take(c, unlockRate, "recovery code")) return refuse(c, "tooManyTries");
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { code } = body.object ?? {};
    const account = typeof code === "string" ? await codes.use(code) : undefined;
    return account ? await signedIn(c, account) : failed(c);
  });

  /** Signs in as the person that a trusted proxy names. The first time, this makes an account. */
  api.post("/sign-in/proxy", limited, async (c) => {
    if (browser.isForged(c)) {
      refusals.count("untrusted proxy");
      return refuse(c, "untrustedProxy");
    }
    const user = browser.proxyUser(c);
    if (user === undefined) return refuse(c, "signInOff");
    const identity = { issuer: headerIssuer(signIn.userHeader!), subject: user };
    const account = await accounts.ofIdentity(identity) ?? await created(identity, user);
    return account ? await signedIn(c, account, user) : failed(c);
  });

  /** Two first requests at once: one of them makes the account. */
  async function created(identity: Account["identities"][number], name: string): Promise<Account | undefined> {
    const account: Account = {
      id: newSecret(),
      name: readName(name) || "?",
      color: "blue",
      created: now(),
      passkeys: [],
      identities: [identity],
      recoveryCodes: [],
    };
    return await accounts.create(account) ? account : await accounts.ofIdentity(identity);
  }

  function partyOf(c: Ours): RelyingParty | undefined {
    const party = relyingParty(browser.origin(c), signIn.publicOrigin);
    return typeof party === "string" ? undefined : party;
  }

  async function signedIn(c: Ours, account: Account, proxyUser?: string): Promise<Response> {
    return await browser.start(c, account, proxyUser) ? c.body(null, 204) : refuse(c, "signInOff");
  }

  function failed(c: Ours): Response {
    refusals.count("sign-in failed");
    return refuse(c, "signInFailed");
  }

  function take(c: Ours, rate: ClientRateLimiter, what?: string): boolean {
    const waitMs = rate.take(requestInfo(c).client, what);
    if (waitMs <= 0) return true;
    refusals.count("too many sign-ins");
    c.header("retry-after", String(Math.ceil(waitMs / 1_000)));
    return false;
  }

  return api;
}
