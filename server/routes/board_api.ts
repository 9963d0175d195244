import type { Clock } from "../../board/clock.ts";
import type { Authorize } from "../access/authorization.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Admission } from "../admission/admission.ts";
import type { PictureRenderer } from "../pictures/picture_renderer.ts";
import type { SignInConfig } from "../process/sign_in_config.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { ModerationWatch } from "../relay/moderation/moderation_watch.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { Refusals } from "../session/refusals.ts";
import type { BoardStore } from "../store/board_store.ts";
import type { BoardStores } from "../store/board_stores.ts";
import type { Unfurler } from "../unfurl/unfurler.ts";
import type { OwnerWebhooks } from "../webhooks/owner_webhooks.ts";
import type { BrowserSessions } from "./account/browser_sessions.ts";
import type { Mounted } from "./app.ts";
import { assetRoutes } from "./assets/asset_routes.ts";
import { boardBinRoutes } from "./board_bin.ts";
import { boardFiles } from "./board_files.ts";
import { boardPeopleRoutes } from "./people/board_people.ts";
import { boardState } from "./board_state.ts";
import { boards } from "./boards.ts";
import { linksApi } from "./links.ts";
import { moderationRoutes } from "./moderation/moderation_routes.ts";
import { presentPeople } from "./people/present_people.ts";
import { talkCopies } from "./people/talk_copies.ts";
import { publicationRoutes } from "./published/publication_routes.ts";
import { talkRoutes } from "./talk.ts";
import { unfurlRoutes } from "./unfurl.ts";
import { webhookRoutes } from "./webhooks/webhooks.ts";

export interface BoardApiOptions extends
  Pick<
    BoardStores,
    "links" | "talk" | "bin" | "names" | "people" | "copyTalk" | "moderation" | "assets" | "publications"
  > {
  readonly store: BoardStore;
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly watch: LinkWatch;
  readonly moderationWatch: ModerationWatch;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly pictures: PictureRenderer;
  readonly accounts: Accounts;
  readonly browser: BrowserSessions;
  readonly signInConfig: SignInConfig;
  /** Undefined: owners may not register webhooks. */
  readonly webhooks: OwnerWebhooks | undefined;
  /** Undefined: the server reads no linked pages. */
  readonly unfurler: Unfurler | undefined;
  readonly clock: Clock;
  /** Ms since 1970. */
  readonly now?: (() => number) | undefined;
}

/** `/api/boards`, without the polling of live boards. */
export function boardApi(options: BoardApiOptions): Mounted[] {
  const { signInConfig: { mode, providers, userHeader }, accounts: { accounts }, now = Date.now } = options;
  const hasDirectory = mode !== "off" && (providers.length > 0 || userHeader !== undefined);
  const all = [
    boards({ ...options, signIn: mode }),
    boardState(options),
    boardFiles(options),
    linksApi(options),
    talkRoutes({ ...options, accounts }),
    assetRoutes(options),
    publicationRoutes(options),
    moderationRoutes({ ...options, watch: options.moderationWatch }),
    boardBinRoutes({ ...options, now }),
    boardPeopleRoutes({ ...options, accounts, hasDirectory }),
    presentPeople(options),
    talkCopies(options),
    unfurlRoutes(options),
    ...(options.webhooks ? [webhookRoutes({ ...options, webhooks: options.webhooks })] : []),
  ];
  return all.map((routes) => ["/api/boards", routes]);
}
