import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Random, seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import type { PostgresServer } from "../../support/store/postgres_server.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import { contents } from "../../support/board/strokes.ts";
import { CompactionWatch } from "./compaction_watch.ts";
import { Drawer } from "./drawer.ts";
import { assertThreads, compareTalk, NOTHING_SAID, type TalkCounts } from "./talk_check.ts";
import { Talker } from "./talker.ts";

export interface KillLoopOptions {
  readonly kills: number;
  readonly seed: number;
  /** The server keeps its boards there, and some of its kills follow a kill of this database. */
  readonly postgres?: PostgresServer;
  /** Called after each kill with the counts so far. */
  readonly report?: (counts: Counts) => void;
}

export interface Counts extends TalkCounts {
  kills: number;
  /** Changes that the server acknowledged as durable. */
  confirmed: number;
  /** Acknowledged changes that a restarted server did not have. */
  lost: number;
  /** Changes in transit at a kill, and the number of them that were stored in the end. */
  unconfirmed: number;
  recovered: number;
  /** Shapes that could not be read or differed from what was drawn. */
  unreadable: number;
  boards: number;
  /** Kills during the write of a snapshot, and kills while it cleared what the snapshot replaced. */
  whileWriting: number;
  whileClearing: number;
  /** Kills of the database server. */
  databaseKills: number;
}

export const NONE: Readonly<Counts> = {
  ...NOTHING_SAID,
  kills: 0,
  confirmed: 0,
  lost: 0,
  unconfirmed: 0,
  recovered: 0,
  unreadable: 0,
  boards: 0,
  whileWriting: 0,
  whileClearing: 0,
  databaseKills: 0,
};

/** Kills on one board. Boards grow with every kill, so a new one in a separate database keeps the loop fast. */
const KILLS_PER_BOARD = 10;
/** Kills that wait for a compaction; the others come at any moment. */
const AIMED = 0.8;
/** Every third kill of the server follows a kill of its PostgreSQL. */
const WITH_DATABASE_EVERY = 3;
/** The longest wait for a compaction, ms. */
const PATIENCE_MS = 3_000;
/** Longest time from the start of the database to the kill of the server: it saves again before that, or not, ms. */
const RECOVERING_MS = 1_000;
/** Approximate time to write a snapshot, ms: an aimed kill comes at a random moment of it. */
const WRITING_MS = 15;

/**
 * Samples in each drawer's strokes: long strokes fill the log until it is compacted, short ones make many small
 * entries.
 */
const DRAWERS = [10, 40, 2_500, 5_000];
const TALKERS = 3;
/** Acknowledged events of talk before each kill, on any machine. */
const SAID_MIN = 20;
/** Each person who talks has an address of their own, as behind a proxy. */
const PROXY = { TRUSTED_PROXIES: "127.0.0.1" };

/**
 * Kills the server repeatedly while people draw and talk, and compares what is stored with what was acknowledged. Losses
 * are counted and not thrown, so that a long run reports their number.
 */
export async function killLoop({ kills, seed, postgres, report }: KillLoopOptions): Promise<Counts> {
  const random = seeded(seed);
  const counts = { ...NONE };
  while (counts.kills < kills) {
    const url = postgres?.emptyUrl();
    await using server = await RealServer.start({ ...PROXY, ...(url && { DATABASE_URL: url }) });
    const board = await server.createBoard();
    const run = { random, counts, report, postgres, url };
    await killAtWork(server, board, Math.min(KILLS_PER_BOARD, kills - counts.kills), run);
    counts.boards++;
  }
  return counts;
}

interface Run {
  readonly random: Random;
  readonly counts: Counts;
  readonly report?: ((counts: Counts) => void) | undefined;
  readonly postgres: PostgresServer | undefined;
  /** The database of the server in PostgreSQL. */
  readonly url: string | undefined;
}

interface People {
  readonly drawers: readonly Drawer[];
  readonly talkers: readonly Talker[];
}

/** Leaves the server killed. */
async function killAtWork(server: RealServer, { id, links }: BoardLinks, kills: number, run: Run): Promise<void> {
  const { random, counts, report, url } = run;
  const drawers = DRAWERS.map((samples) => new Drawer(random, samples));
  const comments: number[] = [];
  const talkers = Array.from({ length: TALKERS }, () => new Talker(random, comments));
  const { confirmed: confirmedBefore, said: saidBefore } = counts;
  const underWay: number[] = [];
  const known = new Set<string>();
  for (let kill = 0; kill < kills; kill++) {
    await Promise.all(drawers.map((drawer) => drawer.join(server.socketUrl(links.editor))));
    const watch = await CompactionWatch.open(url ?? server.kvPath, id, known);
    await workAndKill(server, links.editor, { drawers, talkers }, { ...run, watch });
    if (url === undefined) await server.copyDatabase();
    const cutOff = await watch.cutOff();
    watch[Symbol.dispose]();
    if (cutOff === "writing") counts.whileWriting++;
    if (cutOff === "clearing") counts.whileClearing++;
    underWay.push(drawers.reduce((sum, drawer) => sum + drawer.unconfirmed, 0));
    counts.kills++;
    counts.confirmed = confirmedBefore + drawers.reduce((sum, { confirmed }) => sum + confirmed.length, 0);
    counts.said = saidBefore + talkers.reduce((sum, { said }) => sum + said.length, 0);
    await Promise.all(drawers.map((drawer) => drawer.leave()));
    await server.start();
    compareConfirmed(await coldBoard(server, links), drawers, counts);
    const ids = new Set((await compareTalk(server, links.viewer, talkers, counts)).map(({ id }) => id));
    const cut = talkers.map(({ unconfirmed }) => unconfirmed).filter((id) => id !== undefined);
    counts.saidUnderWay += cut.length;
    counts.saidUnanswered += cut.filter((id) => ids.has(id)).length;
    report?.(counts);
  }
  await settleTalk(server, links, talkers, counts);
  await settle(server, links, drawers, counts);
  counts.unconfirmed += underWay.reduce((sum, changes) => sum + changes, 0);
  const missing = drawers.reduce((sum, drawer) => sum + drawer.unconfirmed, 0);
  counts.recovered += underWay.reduce((sum, changes) => sum + changes, 0) - missing;
}

/** Kills after a random number of acknowledgements, during a compaction or at a random later moment. */
async function workAndKill(
  server: RealServer,
  slug: string,
  { drawers, talkers }: People,
  { random, counts, postgres, watch }: Run & { watch: CompactionWatch },
): Promise<void> {
  const drawn = countdown(5 + random.below(80)), said = countdown(SAID_MIN);
  const drawing = drawers.map((drawer) => drawer.draw(drawn.count));
  const talking = talkers.map((talker) => talker.talk(server, slug, () => counts.saidRefused++, said.count));
  await Promise.race([Promise.all([drawn.done, said.done]), Promise.all(drawing)]);
  const isAimed = random.float() < AIMED;
  if (isAimed) await watch.underWay(PATIENCE_MS);
  await new Promise((resolve) => setTimeout(resolve, random.float() * (isAimed ? WRITING_MS : 30)));
  if (postgres && counts.kills % WITH_DATABASE_EVERY === WITH_DATABASE_EVERY - 1) {
    await postgres.kill();
    counts.databaseKills++;
    // People draw meanwhile.
    await postgres.start();
    await new Promise((resolve) => setTimeout(resolve, random.float() * RECOVERING_MS));
  }
  await server.kill();
  for (const drawer of drawers) drawer.stop();
  await Promise.all([...drawing, ...talking]);
}

/** @returns a promise that resolves once `count` was called `rest` times */
function countdown(rest: number): { readonly done: Promise<void>; readonly count: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { done: promise, count: () => --rest === 0 && resolve() };
}

/** Everything that was cut off is sent again. Then the talk has each request once, and its threads are right. */
async function settleTalk(
  server: RealServer,
  { editor, viewer }: BoardLinks["links"],
  talkers: readonly Talker[],
  counts: Counts,
): Promise<void> {
  const before = talkers.reduce((sum, { said }) => sum + said.length, 0);
  await Promise.all(talkers.map((talker) => talker.finish(server, editor, () => counts.saidRefused++)));
  const said = talkers.reduce((sum, { said }) => sum + said.length, 0);
  counts.said += said - before;
  const events = await compareTalk(server, viewer, talkers, counts);
  assert.equal(events.length, said, "the events, one for each request");
  await assertThreads(server, viewer, events);
}

/** All peers reconnect. Then all boards must be equal and contain exactly what was drawn and not erased. */
async function settle(
  server: RealServer,
  links: BoardLinks["links"],
  drawers: readonly Drawer[],
  counts: Counts,
): Promise<void> {
  await Promise.all(drawers.map((drawer) => drawer.join(server.socketUrl(links.editor))));
  const last = await Promise.all(drawers.map((drawer) => drawer.finish()));
  await Promise.all(drawers.map((drawer) => drawer.sees(last)));
  const expected = new Map<ShapeId, Shape>();
  for (const { drawn } of drawers) for (const [id, shape] of drawn) expected.set(id, shape);
  for (const { erased } of drawers) for (const id of erased) expected.delete(id);
  const sorted = new Map([...expected].sort(([a], [b]) => a < b ? -1 : 1));
  for (const { board } of drawers) assert.deepEqual(contents(board), sorted, "a drawer's board");
  assert.deepEqual(contents(await coldBoard(server, links)), sorted, "the server's board");
  await Promise.all(drawers.map((drawer) => drawer.leave()));
  await server.kill();
  await server.start();
  const cold = await coldBoard(server, links);
  compareConfirmed(cold, drawers, counts);
  assert.deepEqual(contents(cold), sorted, "the board after one more kill");
  await server.kill();
}

function compareConfirmed(board: Board, drawers: readonly Drawer[], counts: Counts): void {
  const found = contents(board);
  counts.unreadable += board.shapes.size - found.size;
  for (const { confirmed, erased } of drawers) {
    for (const change of confirmed) {
      if (change.erased !== undefined && found.has(change.erased)) counts.lost++;
      // A deletion that was not acknowledged may or may not be stored.
      if (change.drawn === undefined || erased.has(change.drawn.id)) continue;
      const shape = found.get(change.drawn.id);
      if (shape === undefined) counts.lost++;
      else if (!isSame(shape, change.drawn)) counts.unreadable++;
    }
  }
}

function isSame(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
}

/** The board as a new peer gets it. */
async function coldBoard({ origin }: RealServer, { viewer }: BoardLinks["links"]): Promise<Board> {
  const response = await fetch(`${origin}/api/boards/${viewer}/state`);
  assert.equal(response.status, 200, "the board can be read after a kill");
  const board = new Board();
  Y.applyUpdate(board.doc, await response.bytes());
  return board;
}
