import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../board/document.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import { type Random, seeded } from "../support/random.ts";
import { RealServer } from "../support/real_server.ts";
import type { BoardLinks } from "../support/server.ts";
import { contents } from "../support/strokes.ts";
import { Drawer } from "./drawer.ts";

export interface KillLoopOptions {
  readonly kills: number;
  readonly seed: number;
  /** Called after each kill with the counts so far. */
  readonly report?: (counts: Counts) => void;
}

export interface Counts {
  kills: number;
  /** Changes the server said are durable. */
  confirmed: number;
  /** … of which a restarted server did not have. */
  lost: number;
  /** Changes under way at a kill, and how many of them were there in the end. */
  unconfirmed: number;
  recovered: number;
  /** Shapes that were there and could not be read, or were not as they were drawn. */
  unreadable: number;
  /** Boards whose log became a snapshot at least once, and snapshots that a kill cut off. */
  boards: number;
  compacted: number;
  cutOff: number;
}

/** A board grows with every kill; after so many a new one keeps the loop fast. */
const KILLS_PER_BOARD = 10;

/** Samples of each drawer's strokes: some fill the log until it is compacted, some make many small entries. */
const DRAWERS = [10, 40, 2_500, 5_000];

/**
 * Kills the server again and again while people draw, and compares what it has afterwards with what it had confirmed.
 * A loss is counted and not thrown, so that a long run says how many there were.
 */
export async function killLoop({ kills, seed, report }: KillLoopOptions): Promise<Counts> {
  const random = seeded(seed);
  const counts: Counts = {
    kills: 0,
    confirmed: 0,
    lost: 0,
    unconfirmed: 0,
    recovered: 0,
    unreadable: 0,
    boards: 0,
    compacted: 0,
    cutOff: 0,
  };
  await using server = await RealServer.start();
  while (counts.kills < kills) {
    const board = await server.createBoard();
    await killWhileDrawing(server, board, Math.min(KILLS_PER_BOARD, kills - counts.kills), { random, counts, report });
    await countSnapshots(server, board.id, counts);
    await server.start();
  }
  return counts;
}

interface Run {
  readonly random: Random;
  readonly counts: Counts;
  readonly report?: (counts: Counts) => void;
}

/** Ends with the server killed. */
async function killWhileDrawing(server: RealServer, { links }: BoardLinks, kills: number, run: Run): Promise<void> {
  const { random, counts, report } = run;
  const drawers = DRAWERS.map((samples) => new Drawer(random, samples));
  const confirmedBefore = counts.confirmed;
  const underWay: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    await Promise.all(drawers.map((drawer) => drawer.join(server.socketUrl(links.editor))));
    await drawAndKill(server, drawers, random);
    underWay.push(drawers.reduce((sum, drawer) => sum + drawer.unconfirmed, 0));
    counts.kills++;
    counts.confirmed = confirmedBefore + drawers.reduce((sum, { confirmed }) => sum + confirmed.length, 0);
    await Promise.all(drawers.map((drawer) => drawer.leave()));
    await server.start();
    compareConfirmed(await coldBoard(server, links), drawers, counts);
    report?.(counts);
  }
  await settle(server, links, drawers, counts);
  counts.unconfirmed += underWay.reduce((sum, changes) => sum + changes, 0);
  const missing = drawers.reduce((sum, drawer) => sum + drawer.unconfirmed, 0);
  counts.recovered += underWay.reduce((sum, changes) => sum + changes, 0) - missing;
}

/** Kills after a random number of confirmations, and a random moment later. */
async function drawAndKill(server: RealServer, drawers: readonly Drawer[], random: Random): Promise<void> {
  let rest = 5 + random.below(150);
  const due = Promise.withResolvers<void>();
  const drawing = drawers.map((drawer) =>
    drawer.draw(() => {
      if (--rest === 0) due.resolve();
    })
  );
  await Promise.race([due.promise, Promise.all(drawing)]);
  await new Promise((resolve) => setTimeout(resolve, random.float() * 30));
  await server.kill();
  for (const drawer of drawers) drawer.stop();
  await Promise.all(drawing);
}

/** Everything comes back: afterwards all boards are the same, and exactly what was drawn and not erased. */
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
      // Whether an erasing that was not confirmed is there is anybody's guess.
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

/** What somebody gets who has nothing. */
async function coldBoard({ origin }: RealServer, { viewer }: BoardLinks["links"]): Promise<Board> {
  const response = await fetch(`${origin}/api/boards/${viewer}/state`);
  assert.equal(response.status, 200, "the board can be read after a kill");
  const board = new Board();
  Y.applyUpdate(board.doc, await response.bytes());
  return board;
}

/** Looks into the database of a server that does not run: chunks nobody refers to are of a snapshot that was cut off. */
async function countSnapshots({ kvPath }: RealServer, board: string, counts: Counts): Promise<void> {
  using kv = await Deno.openKv(kvPath);
  const { value: head } = await kv.get<{ snapshot?: { id: string }; previous?: { id: string } }>([
    "boards",
    board,
    "head",
  ]);
  const known = new Set([head?.snapshot?.id, head?.previous?.id]);
  for await (const { value } of kv.list<{ id?: string }>({ prefix: ["boards", board, "log"] })) known.add(value.id);
  const chunks = new Set<string>();
  for await (const { key } of kv.list({ prefix: ["boards", board, "chunks"] })) chunks.add(String(key[3]));
  counts.boards++;
  if (head?.snapshot) counts.compacted++;
  for (const id of chunks) if (!known.has(id)) counts.cutOff++;
}
