import { Hono } from "hono";
import { ATTEMPT_MS } from "../../accounts/sign_in_attempts.ts";
import type { Providers } from "../../accounts/providers.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { Refusals } from "../../session/refusals.ts";
import type { BrowserSessions } from "./browser_sessions.ts";
import type { AccountEnv } from "./require_sign_in.ts";

export interface ProviderRoutesOptions {
  readonly providers: Providers;
  readonly browser: BrowserSessions;
  readonly admission: Admission;
  readonly refusals: Refusals;
}

/** Ties an answer to the browser that asked. */
const COOKIE = "oidc";
const CALLBACK = "/sign-in/callback";

/** The two addresses of a sign-in at a provider, which the browser opens. Problems are shown on the account's page. */
export function providerRoutes(
  { providers, browser, admission, refusals }: ProviderRoutesOptions,
): Hono<AccountEnv> {
  const api = new Hono<AccountEnv>();

  api.get("/sign-in/provider/:id", async (c) => {
    const waitMs = admission.signInRate.take(requestInfo(c).client);
    if (waitMs > 0) {
      refusals.count("too many sign-ins");
      return c.redirect("/account#tooMany");
    }
    if (browser.cookieKind(c) === undefined) return refuse(c, "signInOff");
    const departure = await providers.begin(c.req.param("id"), `${browser.origin(c)}/api/account${CALLBACK}`);
    if (departure === undefined) return refuse(c, "notFound");
    if (typeof departure === "string") return c.redirect(`/account#${departure}`);
    browser.setCookie(c, COOKIE, { value: departure.browser, maxMs: ATTEMPT_MS });
    return c.redirect(departure.url.href);
  });

  api.get(CALLBACK, async (c) => {
    // The provider saw this address, which may differ from the one that a proxy passes on.
    const { pathname, search } = new URL(c.req.url);
    const account = await providers.complete(new URL(pathname + search, browser.origin(c)), browser.cookie(c, COOKIE));
    browser.deleteCookie(c, COOKIE);
    if (typeof account !== "string" && await browser.start(c, account)) return c.redirect("/account");
    refusals.count("sign-in failed");
    return c.redirect(`/account#${typeof account === "string" ? account : "expired"}`);
  });

  return api;
}
