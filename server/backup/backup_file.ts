import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { readBoardName } from "../../board/board_name.ts";
import type { ModerationEntry } from "../../board/moderation.ts";
import { readTalkEvent, type TalkEvent } from "../../board/talk.ts";
import type { BoardContent } from "../store/board_copies.ts";
import type { ModerationCopy, VisitorCopy } from "../store/moderation/moderation_copy.ts";
import { ENTRIES_MAX } from "../store/moderation_store.ts";
import type { TalkRead } from "../store/talk/talk_reads.ts";
import { type AccountCopy, readAccountCopy, readTalkRead } from "./account_copy.ts";
import { readRegistration, type Registration, WEBHOOKS_MAX } from "../webhooks/registration.ts";
import { type AssetCopy, assetRecords, readAssets } from "./asset_records.ts";
import { broken, fail, json, parse, Reader, readRecord, record, sha256 } from "./backup_records.ts";
import { readLinkCopy } from "./link_copy.ts";
import { readPublicationFacts } from "./publication_facts.ts";
import { readModerationEntry, readModerationHead, readVisitorCopy } from "./moderation_parts.ts";

/**
 * Accounts and boards in a file, format 6. Numbers are big-endian.
 *
 *     file     "DRAWBRIDGE BACKUP 6\n"; per account: ACCOUNT, any number of READS; then per board: BOARD, any number of
 *              PIECE, TALK, VISITORS, DONE and PUBLISHED, END_OF_BOARD, and per asset: ASSET, any number of BYTES; then END
 *     record   uint8 kind, uint32 bytes of the body, body, uint32 CRC-32 of kind, length and body
 *
 *     BOARD          1   JSON { id, links, name, binned, webhooks, moderation, publication }, as in `BoardContent`; all but the first
 *                        two may be absent; of `moderation` it has { isFrozen, hasLobby, last }
 *     PIECE          2   the next bytes of the board's document, a Yjs update (format v1)
 *     END_OF_BOARD   3   JSON { bytes, sha256 } of the document, and the numbers of elements { talk, visitors, done },
 *                        and those of the published picture { picture: { bytes, sha256 } }, if there is one
 *     TALK           5   JSON array of the next events of the board's talk, as in `TalkEvent`
 *     ACCOUNT        6   JSON of an `AccountCopy` without `reads`; `pictureBytes` in base64
 *     READS          7   JSON array of the next `reads` of the account
 *     VISITORS       8   JSON array of the next `visitors` of the board's `ModerationCopy`
 *     DONE           9   JSON array of its next `done`
 *     PUBLISHED     12   the next bytes of the picture of the board's `publication`
 *     ASSET         10   JSON { id, bytes }: an asset of the board before it, and the number of its bytes
 *     BYTES         11   the next bytes of the asset
 *     END            4   JSON { boards, accounts, assets, sha256 } of all bytes before this record
 */
export interface BoardCopy extends BoardContent {
  readonly id: string;
}

/** A board that is written to a file. */
export interface BoardSource extends BoardCopy {
  readonly assets?: AsyncIterable<AssetCopy>;
}

const MAGIC = new TextEncoder().encode("DRAWBRIDGE BACKUP 6\n");
/**
 * Format 1 has no talk, 1 and 2 no accounts, 1 to 3 no READS, VISITORS and DONE, 1 to 4 no assets, and none of them PUBLISHED.
 * All are read as format 6.
 */
const EARLIER = [1, 2, 3, 4, 5].map((format) => new TextEncoder().encode(`DRAWBRIDGE BACKUP ${format}\n`));
const KIND = {
  board: 1,
  piece: 2,
  endOfBoard: 3,
  end: 4,
  talk: 5,
  account: 6,
  reads: 7,
  visitors: 8,
  done: 9,
  published: 12,
} as const;
const PARTS_OF_BOARD: ReadonlySet<number> = new Set([KIND.piece, KIND.talk, KIND.visitors, KIND.done, KIND.published]);
const PIECE_BYTES = 256 * 1024;
/** At most 0.7 MB, when they are events of the talk. */
const ELEMENTS_PER_RECORD = 100;

/** Limits for sizes that a file states, so that a damaged file cannot exhaust the memory. */
const BOARD_BYTES_MAX = 512 * 1024 * 1024;
const LINKS_MAX = 400;

/** The file, a part at a time; one board, or one of its assets, is in memory at once. */
export async function* encodeBackup(
  boards: AsyncIterable<BoardSource>,
  accounts: AsyncIterable<AccountCopy> | Iterable<AccountCopy> = [],
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  const hashed = (bytes: Uint8Array) => (hash.update(bytes), bytes);
  yield hashed(MAGIC);
  let people = 0, count = 0, pictures = 0;
  for await (const { reads = [], ...account } of accounts) {
    yield hashed(record(KIND.account, json(account)));
    for (const part of listed(KIND.reads, reads)) yield hashed(part);
    people++;
  }
  for await (const { id, links, name, binned, webhooks, update, talk, moderation, publication, assets } of boards) {
    const { visitors = [], done = [] } = moderation ?? {};
    const head = moderation && { ...moderation.state, last: moderation.last };
    const { picture, ...published } = publication ?? {};
    const facts = { id, links, name, binned, webhooks, moderation: head, publication: publication && published };
    yield hashed(record(KIND.board, json(facts)));
    for (const part of inPieces(KIND.piece, update)) yield hashed(part);
    for (const part of listed(KIND.talk, talk)) yield hashed(part);
    for (const part of listed(KIND.visitors, visitors)) yield hashed(part);
    for (const part of listed(KIND.done, done)) yield hashed(part);
    const counts = { talk: talk.length, visitors: visitors.length, done: done.length };
    if (picture) { for (const part of inPieces(KIND.published, picture)) yield hashed(part); }
    const end = { ...sumOf(update), ...counts, picture: picture && sumOf(picture) };
    yield hashed(record(KIND.endOfBoard, json(end)));
    count++;
    for await (const asset of assets ?? []) {
      for (const part of assetRecords(asset)) yield hashed(part);
      pictures++;
    }
  }
  yield record(KIND.end, json({ boards: count, accounts: people, assets: pictures, sha256: hash.digest("hex") }));
}

/**
 * The boards of a file. If it completes without an error, the file is intact to the last byte.
 *
 * @param take called with each account, before the first board
 * @param takeAsset called with each asset of a board, after the board
 * @throws when anything is damaged or missing, or follows the end
 */
export async function* decodeBackup(
  parts: AsyncIterable<Uint8Array>,
  take: (account: AccountCopy) => Promise<void> = async () => {},
  takeAsset: (board: string, asset: AssetCopy) => Promise<void> = async () => {},
): AsyncGenerator<BoardCopy> {
  const bytes = new Reader(parts);
  const hash = createHash("sha256");
  const magic = await bytes.take(MAGIC.length);
  if (![MAGIC, ...EARLIER].some((known) => Buffer.compare(magic, known) === 0)) {
    throw broken("it is not a backup of this format");
  }
  hash.update(magic);
  let people = 0, count = 0, pictures = 0;
  for (let first = await readRecord(bytes);;) {
    if (first.kind === KIND.account && count === 0) {
      hash.update(first.raw);
      const account = readAccountCopy(parse(first.body)) ?? fail("an account cannot be read");
      const reads: TalkRead[] = [];
      for (first = await readRecord(bytes); first.kind === KIND.reads; first = await readRecord(bytes)) {
        hash.update(first.raw);
        readList(first.body, reads, readTalkRead, "how far an account has read");
      }
      await take({ ...account, ...(reads.length > 0 && { reads }) });
      people++;
      continue;
    }
    if (first.kind === KIND.end) {
      const { boards, accounts = 0, assets = 0, sha256 } = parse(first.body);
      const isComplete = boards === count && accounts === people && assets === pictures;
      if (!isComplete || sha256 !== hash.digest("hex")) {
        throw broken("its checksum does not fit");
      }
      if (!await bytes.isAtEnd()) throw broken("something follows its end");
      return;
    }
    if (first.kind !== KIND.board) throw broken("its parts are out of order");
    hash.update(first.raw);
    const { id, links, name, binned, webhooks, moderation, publication } = parse(first.body);
    const pieces: Uint8Array[] = [],
      drawn: Uint8Array[] = [],
      talk: TalkEvent[] = [],
      visitors: VisitorCopy[] = [],
      done: ModerationEntry[] = [];
    let total = 0;
    let next = await readRecord(bytes);
    for (; PARTS_OF_BOARD.has(next.kind); next = await readRecord(bytes)) {
      hash.update(next.raw);
      if (next.kind === KIND.talk) readTalk(next.body, talk);
      else if (next.kind === KIND.visitors) readList(next.body, visitors, readVisitorCopy, "the state of a visitor");
      else if (next.kind === KIND.done) readList(next.body, done, readModerationEntry, "what an owner did");
      else if ((total += next.body.length) > BOARD_BYTES_MAX) throw broken("a board is larger than any may be");
      else (next.kind === KIND.published ? drawn : pieces).push(next.body);
    }
    hash.update(next.raw);
    const update = new Uint8Array(Buffer.concat(pieces));
    const end = next.kind === KIND.endOfBoard ? parse(next.body) : {};
    if (end.bytes !== update.length || end.sha256 !== sha256(update)) {
      throw broken("a board's checksum does not fit");
    }
    const published = readPublication(publication, { drawn, sum: end.picture });
    if ((end.talk ?? 0) !== talk.length) throw broken("a part of a board's talk is missing");
    if ((end.visitors ?? 0) !== visitors.length || (end.done ?? 0) !== done.length) {
      throw broken("a part of what owners set is missing");
    }
    const hasModeration = moderation !== undefined || visitors.length + done.length > 0;
    if (typeof id !== "string" || id.length < 1 || id.length > 200) throw broken("a board has no name");
    if (!Array.isArray(links) || links.length > LINKS_MAX) throw broken("a board has no list of links");
    yield {
      id,
      update,
      talk,
      ...(webhooks !== undefined && { webhooks: readWebhooks(webhooks) }),
      ...(published && { publication: published }),
      ...(hasModeration && { moderation: readModeration(moderation, { visitors, done }) }),
      links: links.map((link) => readLinkCopy(link) ?? fail("a link cannot be read")),
      ...(typeof name === "string" && "name" in readBoardName(name) && { name }),
      ...(typeof binned === "number" && Number.isFinite(binned) && { binned }),
    };
    count++;
    first = await readAssets(bytes, {
      hash,
      take: async (asset) => {
        await takeAsset(id, asset);
        pictures++;
      },
    });
  }
}

function readModeration(value: unknown, rest: Pick<ModerationCopy, "visitors" | "done">): ModerationCopy {
  const head = readModerationHead(value) ?? fail("what owners set on a board cannot be read");
  const numbers = rest.done.map(({ number }) => number);
  const isInOrder = numbers.every((number, i) => number > (numbers[i - 1] ?? 0) && number <= head.last);
  if (!isInOrder || numbers.length > ENTRIES_MAX) throw broken("the list of what owners did is out of order");
  return { ...head, ...rest };
}

/** Undefined when nothing is published. */
function readPublication(
  value: unknown,
  { drawn, sum }: { readonly drawn: readonly Uint8Array[]; readonly sum: unknown },
): BoardContent["publication"] {
  if (value === undefined && drawn.length === 0) return undefined;
  const picture = new Uint8Array(Buffer.concat(drawn));
  const { bytes, sha256: hash } = Object(sum);
  if (bytes !== picture.length || hash !== sha256(picture)) throw broken("a published picture is incomplete");
  return { ...readPublicationFacts(value) ?? fail("what is published of a board cannot be read"), picture };
}

function readWebhooks(value: unknown): Registration[] {
  if (!Array.isArray(value) || value.length > WEBHOOKS_MAX) throw broken("a board has no list of webhooks");
  return value.map((webhook) => readRegistration(webhook) ?? fail("a webhook cannot be read"));
}

/** Adds the events of a record, which follow those before it. */
function readTalk(body: Uint8Array, talk: TalkEvent[]): void {
  const events: unknown = parse(body);
  if (!Array.isArray(events)) throw broken("its talk is no list");
  for (const value of events) {
    const event = readTalkEvent(value);
    if (event?.number !== talk.length + 1) throw broken("an event of its talk cannot be read");
    talk.push(event);
  }
}

/** Adds the elements of a record, which follow those before it. */
function readList<T>(body: Uint8Array, list: T[], read: (value: unknown) => T | undefined, what: string): void {
  const values: unknown = parse(body);
  if (!Array.isArray(values)) throw broken(`${what} is no list`);
  for (const value of values) list.push(read(value) ?? fail(`${what} cannot be read`));
}

function* inPieces(kind: number, bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield record(kind, bytes.subarray(from, from + PIECE_BYTES));
  }
}

function sumOf(bytes: Uint8Array) {
  return { bytes: bytes.length, sha256: sha256(bytes) };
}

function* listed(kind: number, list: readonly unknown[]): Generator<Uint8Array> {
  for (let from = 0; from < list.length; from += ELEMENTS_PER_RECORD) {
    yield record(kind, json(list.slice(from, from + ELEMENTS_PER_RECORD)));
  }
}
