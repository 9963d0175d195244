import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Account } from "../../accounts/account.ts";
import { type AccountSession, type AccountSessions, SESSION_MS } from "../../accounts/account_sessions.ts";
import { isThisMachine } from "../../accounts/relying_party.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { Proxies } from "../../http/trusted_proxies.ts";
import type { SignInConfig } from "../../process/sign_in_config.ts";

export interface SignedIn {
  readonly account: Account;
  readonly session: AccountSession;
}

/** A request of any route. */
type Ours = Context;

export interface BrowserSessionsOptions {
  readonly sessions: AccountSessions;
  readonly signIn: SignInConfig;
  readonly trustedProxies: Proxies;
}

const NAME = "session";
/** Characters of a user agent that are kept. */
const DEVICE_MAX = 300;

/** Which account a request belongs to: its cookie says so, and the trusted header must not say otherwise. */
export class BrowserSessions {
  readonly #sessions: AccountSessions;
  readonly #signIn: SignInConfig;
  readonly #trustedProxies: Proxies;

  constructor({ sessions, signIn, trustedProxies }: BrowserSessionsOptions) {
    [this.#sessions, this.#signIn, this.#trustedProxies] = [sessions, signIn, trustedProxies];
  }

  async current(c: Ours): Promise<SignedIn | undefined> {
    const token = this.#token(c);
    const found = token === undefined ? undefined : await this.#sessions.find(token);
    if (found === undefined || found.session.proxyUser === undefined) return found;
    return this.proxyUser(c) === found.session.proxyUser ? found : undefined;
  }

  /** The id of the account that a request belongs to; another instance may have found it. */
  async accountOf(c: Ours): Promise<string | undefined> {
    const { isForwarded, account } = requestInfo(c);
    return isForwarded ? account : (await this.current(c))?.account.id;
  }

  /** Signs this browser in, with a new token. Its session so far ends. @returns false when it cannot keep a cookie */
  async start(c: Ours, { id }: Account, proxyUser?: string): Promise<boolean> {
    if (this.cookieKind(c) === undefined) return false;
    await this.#endHere(c);
    const device = c.req.header("user-agent")?.slice(0, DEVICE_MAX) ?? "";
    const token = await this.#sessions.create(id, { device, ...(proxyUser !== undefined && { proxyUser }) });
    if (token === undefined) return false;
    this.setCookie(c, NAME, { value: token, maxMs: SESSION_MS });
    return true;
  }

  /** Signs this browser out. */
  async end(c: Ours): Promise<void> {
    await this.#endHere(c);
    this.deleteCookie(c, NAME);
  }

  /** The person that a trusted proxy names. */
  proxyUser(c: Ours): string | undefined {
    const { userHeader } = this.#signIn;
    const value = userHeader === undefined ? undefined : c.req.header(userHeader)?.trim();
    return value && this.#isFromProxy(c) ? value : undefined;
  }

  /** True when somebody who is no trusted proxy sends the header. */
  isForged(c: Ours): boolean {
    const { userHeader } = this.#signIn;
    return userHeader !== undefined && c.req.header(userHeader) !== undefined && !this.#isFromProxy(c);
  }

  /** The origin of this server as the browser sees it. */
  origin(c: Ours): string {
    const url = new URL(c.req.url);
    const { publicOrigin } = this.#signIn;
    if (publicOrigin !== undefined && new URL(publicOrigin).host === url.host) return publicOrigin;
    return `${requestInfo(c).isEncrypted ? "https" : "http"}://${url.host}`;
  }

  /** "host": bound to this host and HTTPS. "plain": without HTTPS, on this machine only. Undefined: none is safe. */
  cookieKind(c: Ours): "host" | "plain" | undefined {
    const { protocol, hostname } = new URL(this.origin(c));
    if (protocol === "https:") return "host";
    return isThisMachine(hostname) ? "plain" : undefined;
  }

  setCookie(c: Ours, name: string, { value, maxMs }: { readonly value: string; readonly maxMs: number }): void {
    const options = { path: "/", httpOnly: true, sameSite: "Lax", maxAge: Math.floor(maxMs / 1_000) } as const;
    if (this.cookieKind(c) === "host") setCookie(c, name, value, { ...options, prefix: "host", secure: true });
    else setCookie(c, name, value, options);
  }

  cookie(c: Ours, name: string): string | undefined {
    return this.cookieKind(c) === "host" ? getCookie(c, name, "host") : getCookie(c, name);
  }

  deleteCookie(c: Ours, name: string): void {
    if (this.cookieKind(c) === "host") deleteCookie(c, name, { path: "/", prefix: "host", secure: true });
    else deleteCookie(c, name, { path: "/" });
  }

  async #endHere(c: Ours): Promise<void> {
    const token = this.#token(c);
    const found = token === undefined ? undefined : await this.#sessions.find(token);
    if (found) await this.#sessions.end(found.account.id, found.session.id);
  }

  #token(c: Ours): string | undefined {
    if (this.#signIn.mode === "off" || this.cookieKind(c) === undefined) return undefined;
    const token = this.cookie(c, NAME);
    return token && /^[\w-]{43}$/.test(token) ? token : undefined;
  }

  #isFromProxy(c: Ours): boolean {
    return this.#trustedProxies.has(requestInfo(c).remote);
  }
}
