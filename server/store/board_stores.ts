import type { Database } from "../database/database.ts";
import type { Events } from "../events/events.ts";
import { AssetStore, type AssetStoreOptions } from "./assets/asset_store.ts";
import { AccountBoardStore } from "./people/account_board_store.ts";
import { BoardBin } from "./bin/board_bin.ts";
import { BoardNames } from "./board_names.ts";
import { BoardPeople } from "./people/board_people.ts";
import { KvLinkStore } from "./kv_link_store.ts";
import { KvTalkStore } from "./kv_talk_store.ts";
import { ModerationStore } from "./moderation_store.ts";
import { PublicationStore } from "./publications/publication_store.ts";
import { ProgramRequests } from "./programs/program_requests.ts";
import type { BoardId } from "./board_store.ts";
import { copyTalk } from "./talk_copy.ts";

/** What belongs to boards besides their content. */
export interface BoardStores {
  readonly links: KvLinkStore;
  readonly talk: KvTalkStore;
  readonly bin: BoardBin;
  readonly names: BoardNames;
  readonly people: BoardPeople;
  readonly accountBoards: AccountBoardStore;
  readonly moderation: ModerationStore;
  readonly assets: AssetStore;
  readonly requests: ProgramRequests;
  readonly publications: PublicationStore;
  /** See `copyTalk` in talk_copy.ts. */
  readonly copyTalk: (copy: { readonly from: BoardId; readonly to: BoardId }) => Promise<boolean>;
}

/** @param options.now ms since 1970 */
export function boardStoresIn(
  database: Database,
  { events, assets, now = Date.now }: {
    readonly events: Events;
    readonly assets?: Pick<AssetStoreOptions, "bucket" | "quotaBytes">;
    readonly now?: (() => number) | undefined;
  },
): BoardStores {
  const links = new KvLinkStore(database, { events });
  return {
    links,
    talk: new KvTalkStore(database, { events }),
    bin: new BoardBin(database, { links, now }),
    names: new BoardNames(database),
    people: new BoardPeople(database, { events, now }),
    assets: new AssetStore(database, { ...assets, now }),
    moderation: new ModerationStore(database, { now }),
    accountBoards: new AccountBoardStore(database, { now }),
    publications: new PublicationStore(database, { now }),
    requests: new ProgramRequests(database, { now }),
    copyTalk: (copy) => copyTalk(database, copy),
  };
}
