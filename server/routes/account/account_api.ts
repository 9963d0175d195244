import { Hono } from "hono";
import type { Accounts } from "../../accounts/accounts.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import type { SignInConfig } from "../../process/sign_in_config.ts";
import type { Refusals } from "../../session/refusals.ts";
import type { Authorize } from "../../access/authorization.ts";
import type { LinkWatch } from "../../relay/link_watch.ts";
import type { AccountBoardStore } from "../../store/people/account_board_store.ts";
import type { BoardNames } from "../../store/board_names.ts";
import type { LinkStore } from "../../store/link_store.ts";
import type { BoardPeople } from "../../store/people/board_people.ts";
import type { TalkStore } from "../../store/talk_store.ts";
import { accountRoutes } from "./account_routes.ts";
import { boardRoutes } from "./board_routes.ts";
import { pictureRoutes } from "./picture_routes.ts";
import { nameRoutes } from "./name_routes.ts";
import type { BrowserSessions } from "./browser_sessions.ts";
import { type AccountEnv, unstored } from "./require_sign_in.ts";
import { providerRoutes } from "./provider_routes.ts";
import { signInRoutes } from "./sign_in_routes.ts";

export interface AccountApiOptions extends Accounts {
  readonly boards: AccountBoardStore;
  readonly links: LinkStore;
  readonly people: BoardPeople;
  readonly names: BoardNames;
  readonly watch: LinkWatch;
  readonly talk: Pick<TalkStore, "reads">;
  readonly authorize: Authorize;
  readonly browser: BrowserSessions;
  readonly signIn: SignInConfig;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly now?: () => number;
}

/** All of `/api/account`. Where accounts are off, only the question whether they are gets an answer. */
export function accountApi(options: AccountApiOptions): Hono<AccountEnv> {
  const api = new Hono<AccountEnv>();
  api.use("*", unstored);
  api.use("/*", async (c, next) => {
    const isQuestion = c.req.method === "GET" && c.req.path === "/api/account";
    return options.signIn.mode === "off" && !isQuestion ? refuse(c, "signInOff") : await next();
  });
  api.route("/", accountRoutes({ ...options, reads: options.talk.reads }));
  api.route("/", signInRoutes(options));
  api.route("/", providerRoutes(options));
  api.route("/", boardRoutes(options));
  api.route("/", nameRoutes(options));
  api.route("/", pictureRoutes(options));
  return api;
}
