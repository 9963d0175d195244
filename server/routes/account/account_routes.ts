import { Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { readName } from "../../../board/name.ts";
import { isColor } from "../../../board/palette.ts";
import { hasWayIn } from "../../accounts/account.ts";
import type { AccountPictures } from "../../accounts/account_pictures.ts";
import type { AccountStore } from "../../accounts/account_store.ts";
import type { AccountSession, AccountSessions } from "../../accounts/account_sessions.ts";
import type { Providers } from "../../accounts/providers.ts";
import { replaced } from "../../accounts/passkeys.ts";
import type { RecoveryCodes } from "../../accounts/recovery_codes.ts";
import { relyingParty } from "../../accounts/relying_party.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import type { AccountBoardStore } from "../../store/people/account_board_store.ts";
import type { BoardPeople } from "../../store/people/board_people.ts";
import type { TalkReads } from "../../store/talk/talk_reads.ts";
import type { SignInConfig } from "../../process/sign_in_config.ts";
import type { BrowserSessions, SignedIn } from "./browser_sessions.ts";
import { type AccountEnv, isFresh, requireFreshSignIn, requireSignIn } from "./require_sign_in.ts";

export interface AccountRoutesOptions {
  readonly accounts: AccountStore;
  readonly sessions: AccountSessions;
  readonly boards: Pick<AccountBoardStore, "list" | "clear" | "roles">;
  readonly people: Pick<BoardPeople, "remove">;
  readonly reads: Pick<TalkReads, "list" | "clear">;
  readonly pictures: Pick<AccountPictures, "find">;
  readonly codes: RecoveryCodes;
  readonly providers: Pick<Providers, "list">;
  readonly browser: BrowserSessions;
  readonly signIn: SignInConfig;
  readonly clock?: Clock;
  readonly now?: () => number;
}

/** `/api/account`: what a person sees of the own account and changes of it. */
export function accountRoutes(
  {
    accounts,
    sessions,
    boards,
    people,
    reads,
    pictures,
    codes,
    providers,
    browser,
    signIn,
    clock = systemClock,
    now = Date.now,
  }: AccountRoutesOptions,
): Hono<AccountEnv> {
  const api = new Hono<AccountEnv>();
  const signedIn = requireSignIn(browser);
  const fresh = requireFreshSignIn(browser, now);

  api.get("/", async (c) => {
    const party = relyingParty(browser.origin(c), signIn.publicOrigin);
    const current = signIn.mode === "off" ? undefined : await browser.current(c);
    return c.json({
      signIn: signIn.mode,
      /** False where this address cannot keep a sign-in. */
      canSignIn: signIn.mode !== "off" && browser.cookieKind(c) !== undefined,
      passkeys: typeof party === "string" ? { problem: party } : {},
      publicOrigin: signIn.publicOrigin,
      providers: providers.list,
      proxyUser: browser.proxyUser(c),
      ...(current && { account: shown(current), isFresh: isFresh(current, now()) }),
    });
  });

  api.patch("/", signedIn, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { name: wanted, color } = body.object ?? {};
    const name = wanted === undefined ? undefined : readName(wanted);
    if (name === "" || (color !== undefined && !isColor(color))) return refuse(c, "badRequest");
    await accounts.change(c.var.signedIn.account.id, (account) => ({
      ...account,
      ...(name !== undefined && { name }),
      ...(isColor(color) && { color }),
    }));
    return c.body(null, 204);
  });

  /** Everything that the server keeps of the person, except secrets. */
  api.get("/export", signedIn, async (c) => {
    const { account } = c.var.signedIn;
    const list = await sessions.list(account.id);
    const { id, name, color, created, identities, directoryNames } = account;
    const picture = account.picture && await pictures.find(account.picture);
    const file = {
      account: { id, name, color, created, identities, directoryNames },
      picture: picture && `data:image/jpeg;base64,${picture.toBase64()}`,
      passkeys: account.passkeys.map(({ publicKey: _, counter: __, ...passkey }) => passkey),
      boards: await boards.list(id),
      talkRead: await reads.list(id),
      unusedRecoveryCodes: account.recoveryCodes.length,
      changes: account.changes?.map(({ kind, at }) => ({ kind, at })) ?? [],
      sessions: list.map(shownSession),
    };
    c.header("content-disposition", 'attachment; filename="drawbridge-account.json"');
    return c.json(file);
  });

  api.delete("/", fresh, async (c) => {
    const { account } = c.var.signedIn;
    await accounts.delete(account.id);
    for (const { board, link } of await boards.roles(account.id)) await people.remove(board, link);
    await Promise.all([sessions.endAll(account.id), boards.clear(account.id), reads.clear(account.id)]);
    await browser.end(c);
    return c.body(null, 204);
  });

  api.post("/recovery-codes", fresh, async (c) => {
    const { account, session } = c.var.signedIn;
    return c.json({ codes: await codes.renew(account.id, session.id) }, 201);
  });

  api.patch("/passkeys/:id", signedIn, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const name = readName(body.object?.name);
    if (name === "") return refuse(c, "badRequest");
    const changed = await accounts.change(c.var.signedIn.account.id, (account) => {
      const passkey = account.passkeys.find(({ id }) => id === c.req.param("id"));
      return passkey && replaced(account, { ...passkey, name });
    });
    return changed ? c.body(null, 204) : refuse(c, "notFound");
  });

  api.delete("/passkeys/:id", fresh, async (c) => {
    let isLast = false;
    const { account: { id: ours }, session } = c.var.signedIn;
    const changed = await accounts.change(ours, (account) => {
      const passkeys = account.passkeys.filter(({ id }) => id !== c.req.param("id"));
      isLast = !hasWayIn({ ...account, passkeys });
      return isLast || passkeys.length === account.passkeys.length ? undefined : { ...account, passkeys };
    }, { by: session.id });
    if (changed) return c.body(null, 204);
    return refuse(c, isLast ? "lastWayIn" : "notFound");
  });

  /** The person has read how the ways to sign in changed. */
  api.post("/changes/known", signedIn, async (c) => {
    await sessions.noteKnown(c.var.signedIn.session.id);
    return c.body(null, 204);
  });

  api.get("/sessions", signedIn, async (c) => {
    const { account, session } = c.var.signedIn;
    const list = (await sessions.list(account.id)).sort((a, b) => b.seen - a.seen);
    return c.json({ sessions: list.map((each) => ({ ...shownSession(each), isThis: each.id === session.id })) });
  });

  api.delete("/sessions/:id", signedIn, async (c) => {
    const isEnded = await sessions.end(c.var.signedIn.account.id, c.req.param("id"));
    return isEnded ? c.body(null, 204) : refuse(c, "notFound");
  });

  /** Signs out everywhere, here too. */
  api.delete("/sessions", signedIn, async (c) => {
    await sessions.endAll(c.var.signedIn.account.id);
    await browser.end(c);
    return c.body(null, 204);
  });

  api.post("/sign-out", async (c) => {
    await browser.end(c);
    return c.body(null, 204);
  });

  return api;
}

function shown({ account, session: { id: session, made, knows = made } }: SignedIn) {
  const { id, name, color, picture, created, passkeys, identities, recoveryCodes, changes = [] } = account;
  return {
    id,
    name,
    color,
    picture,
    created,
    passkeys: passkeys.map(({ id, name, created, used }) => ({ id, name, created, used })),
    identities: identities.map(({ issuer }) => ({ issuer })),
    recoveryCodes: recoveryCodes.length,
    changes: changes.filter(({ at, by }) => at > knows && by !== session).map(({ kind, at }) => ({ kind, at })),
  };
}

function shownSession({ id, made, seen, device }: AccountSession) {
  return { id, made, seen, device };
}
