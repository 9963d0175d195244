import type { Context, MiddlewareHandler } from "hono";
import { refuse } from "../../http/error_response.ts";
import type { Bindings } from "../../http/request_info.ts";
import type { BrowserSessions, SignedIn } from "./browser_sessions.ts";

/** The environment of routes after `requireSignIn`. */
export interface AccountEnv {
  Bindings: Bindings;
  Variables: { signedIn: SignedIn };
}

/** Changes of how somebody signs in need a sign-in that is not older than this, ms. */
const FRESH_MS = 15 * 60_000;

/** Lets requests of people pass who are signed in; the route finds them in `c.var.signedIn`. */
export function requireSignIn(browser: BrowserSessions): MiddlewareHandler<AccountEnv> {
  return async (c, next) => {
    const signedIn = await browser.current(c);
    if (signedIn === undefined) return refuse(c, "signInFirst");
    c.set("signedIn", signedIn);
    await next();
  };
}

/** Lets requests pass whose sign-in is fresh: an unattended device must not be enough to take an account over. */
export function requireFreshSignIn(browser: BrowserSessions, now: () => number): MiddlewareHandler<AccountEnv> {
  return async (c, next) => {
    const signedIn = await browser.current(c);
    if (signedIn === undefined) return refuse(c, "signInFirst");
    if (!isFresh(signedIn, now())) return refuse(c, "signInAgain");
    c.set("signedIn", signedIn);
    await next();
  };
}

/** A trusted proxy confirms the person with each request. */
export function isFresh({ session }: SignedIn, now: number): boolean {
  return session.proxyUser !== undefined || now - session.made < FRESH_MS;
}

/** Answers may contain what only one person may see. */
export const unstored: MiddlewareHandler = async (c: Context, next) => {
  c.header("cache-control", "no-store");
  await next();
};
