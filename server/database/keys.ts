import type { Key } from "./database.ts";

/** All keys of the database. The stores document their values. */
export const KEY = {
  boards: (): Key => ["boards"],
  board: (board: string): Key => ["boards", board],
  head: (board: string): Key => ["boards", board, "head"],
  log: (board: string): Key => ["boards", board, "log"],
  logEntry: (board: string, seq: number): Key => ["boards", board, "log", seq],
  chunks: (board: string): Key => ["boards", board, "chunks"],
  aside: (board: string): Key => ["boards", board, "aside"],
  logAside: (board: string, seq: number): Key => ["boards", board, "aside", "log", seq],
  snapshotAside: (board: string, id: string): Key => ["boards", board, "aside", "snapshot", id],
  /** Written with every event of the talk, which therefore has no gaps. */
  talkHead: (board: string): Key => ["boards", board, "talk_head"],
  talk: (board: string): Key => ["boards", board, "talk"],
  talkEvent: (board: string, number: number): Key => ["boards", board, "talk", number],
  /** A thread of comments in short, by whether it is resolved. Its events are kept again, so that one list has them. */
  talkThreads: (board: string, isResolved: boolean): Key => ["boards", board, "talk_threads", isResolved],
  talkThread: (board: string, isResolved: boolean, thread: number): Key => [
    ...KEY.talkThreads(board, isResolved),
    thread,
  ],
  talkThreadEvents: (board: string, thread: number): Key => ["boards", board, "talk_thread_events", thread],
  talkThreadEvent: (board: string, thread: number, number: number): Key => [
    ...KEY.talkThreadEvents(board, thread),
    number,
  ],
  /** The events that mention or answer an author. */
  talkConcerns: (board: string, author: string): Key => ["boards", board, "talk_concerns", author],
  /** The number of the event that a request caused, so that a repeated request does not cause another one. */
  talkRequest: (board: string, request: string): Key => ["boards", board, "talk_requests", request],
  /** A request of a program with its answer, and the pieces of both. `ProgramRequests` documents the values. */
  request: (board: string, request: string): Key => ["boards", board, "requests", request],
  requestPart: (board: string, request: string, i: number): Key => ["boards", board, "request_parts", request, i],
  /** What owners set to keep order, and what they did. `ModerationStore` documents the values. */
  moderation: (board: string): Key => ["boards", board, "moderation"],
  moderationNews: (): Key => ["moderation_news"],
  visitors: (board: string): Key => ["boards", board, "visitors"],
  visitor: (board: string, visitor: string): Key => ["boards", board, "visitors", visitor],
  waitings: (board: string): Key => ["boards", board, "waiting"],
  waiting: (board: string, visitor: string): Key => ["boards", board, "waiting", visitor],
  done: (board: string): Key => ["boards", board, "done"],
  doneEntry: (board: string, number: number): Key => ["boards", board, "done", number],
  /** What a board has published, its picture, and which board an address `/p/<id>` means. */
  publication: (board: string): Key => ["boards", board, "publication"],
  publicationChunks: (board: string): Key => ["boards", board, "publication_chunks"],
  published: (id: string): Key => ["published", id],
  /** The assets of a board, and what they take; the latter exists only for boards that have some. */
  assets: (board: string): Key => ["assets", board],
  asset: (board: string, asset: string): Key => ["assets", board, asset],
  assetBoards: (): Key => ["asset_boards"],
  assetUse: (board: string): Key => ["asset_boards", board],
  /** Bytes of assets, and those that no asset refers to. `AssetStore` documents the values. */
  assetChunks: (blob: string): Key => ["asset_chunks", blob],
  assetChunk: (blob: string, i: number): Key => ["asset_chunks", blob, i],
  assetWastes: (): Key => ["asset_waste"],
  assetWaste: (blob: string): Key => ["asset_waste", blob],
  link: (link: string): Key => ["links", link],
  linkLists: (): Key => ["links_of"],
  linksOf: (board: string): Key => ["links_of", board],
  /** Boards created before the list was a single value have one of these for each link. */
  listedLink: (board: string, link: string): Key => ["links_of", board, link],
  unlocked: (link: string): Key => ["unlocked", link],
  linkNews: (): Key => ["link_news"],
  deletions: (): Key => ["deletions"],
  deletion: (board: string): Key => ["deletions", board],
  bin: (): Key => ["bin"],
  binned: (board: string): Key => ["bin", board],
  /** Which board an address `/docs/<name>` means, and the name of a board. */
  name: (name: string): Key => ["names", name],
  nameOf: (board: string): Key => ["name_of", board],
  /** The links of people whose account is not known yet, by a hash of how the owner named them. */
  invitations: (hash: string): Key => ["invitations", hash],
  invitation: (hash: string, board: string): Key => ["invitations", hash, board],
  account: (account: string): Key => ["accounts", account],
  accounts: (): Key => ["accounts"],
  accountPicture: (token: string): Key => ["account_pictures", token],
  passkey: (credential: string): Key => ["passkeys", credential],
  identity: (hash: string): Key => ["identities", hash],
  recoveryCode: (hash: string): Key => ["recovery_codes", hash],
  accountSession: (hash: string): Key => ["account_sessions", hash],
  sessionsOf: (account: string): Key => ["sessions_of", account],
  sessionOf: (account: string, session: string): Key => ["sessions_of", account, session],
  boardsOf: (account: string): Key => ["boards_of", account],
  accountBoard: (account: string, board: string): Key => ["boards_of", account, board],
  talkReads: (account: string): Key => ["talk_reads", account],
  talkRead: (account: string, board: string): Key => ["talk_reads", account, board],
  /** The accounts that have read the talk of a board, so that the deletion of the board finds what they have read. */
  talkReaders: (board: string): Key => ["talk_readers", board],
  talkReader: (board: string, account: string): Key => ["talk_readers", board, account],
  signInAttempt: (hash: string): Key => ["sign_in_attempts", hash],
  /** The webhooks of a board's owners in one value, deleted with the board. */
  webhooks: (board: string): Key => ["boards", board, "webhooks"],
  /** The boards that have such webhooks. */
  webhookBoards: (): Key => ["webhook_boards"],
  webhookBoard: (board: string): Key => ["webhook_boards", board],
  /** Set with every change of `webhookBoards`. */
  webhookNews: (): Key => ["webhook_news"],
  /** Events for webhooks, by the time from which they may be sent. */
  webhookEvents: (): Key => ["webhook_events"],
  webhookEvent: (at: number, id: string): Key => ["webhook_events", at, id],
  /** The number of a board's newest event. */
  webhookNumber: (board: string): Key => ["webhook_numbers", board],
  /** The instances that have people on a board. */
  webhookPresences: (): Key => ["webhook_presence"],
  webhookPresence: (board: string): Key => ["webhook_presence", board],
  /** What waits for each webhook: a summary, and each delivery by the time of its next attempt. */
  webhookQueues: (): Key => ["webhook_queues"],
  webhookQueue: (webhook: string): Key => ["webhook_queues", webhook],
  webhookDeliveries: (webhook: string): Key => ["webhook_deliveries", webhook],
  webhookDelivery: (webhook: string, at: number, number: number, id: string): Key => [
    ...KEY.webhookDeliveries(webhook),
    at,
    number,
    id,
  ],
  /** The newest attempts of each webhook. `DeliveryLog` documents the values. */
  webhookLog: (webhook: string): Key => ["webhook_log", webhook],
  webhookLogEntry: (webhook: string, slot: number): Key => ["webhook_log", webhook, slot],
  /** Health checks write it. All instances share it: a value written by another one proves the same. */
  health: (): Key => ["health"],
  /** Which instance serves a board, and which instances live. `BoardLeases` and `LiveInstances` document the values. */
  lease: (board: string): Key => ["leases", board],
  instances: (): Key => ["instances"],
  instance: (instance: string): Key => ["instances", instance],
  /** What an instance tells the others. `StoredNotices` documents the value. */
  notices: (instance: string): Key => ["notices", instance],
} as const;
