import assert from "node:assert/strict";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Database } from "../../../server/database/database.ts";
import { contents } from "../../support/board/strokes.ts";
import { CutLine } from "../../support/network/cut_line.ts";
import { ReturningPeer } from "../../support/peer/returning_peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";

export interface SplitOptions {
  readonly database: Database;
  readonly cuts: number;
  readonly seed: number;
  readonly report?: (counts: SplitCounts) => void;
}

export interface SplitCounts {
  readonly cuts: number;
  /** Cuts during which both instances served the board. */
  readonly splits: number;
  readonly confirmed: number;
  /** Times that people were moved to the other instance. */
  readonly moved: number;
}

const STROKES = 5;

/** Heartbeats and timeouts are four times as fast, because every cut waits for some of them. */
const quickClock: Clock = {
  now: () => 4 * systemClock.now(),
  after: (ms, run) => systemClock.after(ms / 4, run),
};

/**
 * Two instances serve one board; the network between them is cut and mended again and again while people draw on both.
 *
 * @throws when copies differ or something that was confirmed is missing
 */
export async function splitRun({ database: kv, cuts, seed, report }: SplitOptions): Promise<SplitCounts> {
  await using lines = new AsyncDisposableStack();
  const start = async () => {
    const line = lines.use(new CutLine());
    const options = { kv, clock: quickClock, instanceSecret: "0123456789abcdef0123456789abcdef" };
    const server = lines.use(await TestServer.start({ ...options, instanceAddress: line.origin }));
    line.target = server.origin;
    return { line, server };
  };
  const [a, b] = [await start(), await start()];
  const { id, links } = await a.server.createBoard();
  const random = seeded(seed);
  const join = (name: string, { server }: typeof a) =>
    new ReturningPeer({ name, random, url: () => server.socketUrl(links.editor) });
  await using ann = join("a", a);
  await using bob = join("b", b);
  const people = [ann, bob];
  const served = () => [a, b].map(({ server }) => server.rooms.peek(id)?.size ?? 0);
  let splits = 0;
  const counts = (done: number): SplitCounts => ({
    cuts: done,
    splits,
    confirmed: ann.confirmed.size + bob.confirmed.size,
    moved: people.flatMap(({ closings }) => closings).filter((code) => code === 1012).length,
  });
  await until("one instance serves both", () => served().sort().join() === "0,2");
  for (let cut = 1; cut <= cuts; cut++) {
    const isAsymmetric = random.below(4) === 0;
    a.line.cut();
    if (!isAsymmetric) b.line.cut();
    await drawAll(people);
    if (served().every((sessions) => sessions === 1)) splits++;
    await drawAll(people);
    a.line.mend();
    b.line.mend();
    await drawAll(people);
    await until("one instance serves both again", () => served().sort().join() === "0,2");
    await until("all copies are equal", () => isEqual(ann, bob));
    for (const { confirmed } of people) {
      for (const stroke of confirmed) assert.ok(ann.board.shapes.has(stroke), `${stroke} after cut ${cut}`);
    }
    report?.(counts(cut));
  }
  const stored = await fetch(`${b.server.origin}/api/boards/${links.viewer}/state`);
  await stored.body?.cancel();
  assert.equal(stored.status, 200);
  return counts(cuts);
}

/** Everybody draws, wherever they are connected; resolves when all of it is durable. */
async function drawAll(people: readonly ReturningPeer[]): Promise<void> {
  for (let i = 0; i < STROKES; i++) {
    for (const person of people) person.draw();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until("everything is saved", () => people.every((person) => person.isSaved));
}

function isEqual(one: ReturningPeer, other: ReturningPeer): boolean {
  if (one.board.shapes.size !== other.board.shapes.size) return false;
  try {
    assert.deepEqual(contents(one.board), contents(other.board));
    return true;
  } catch {
    return false;
  }
}
