import * as Y from "yjs";
import { encodeAwareness, encodeInkFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type Random, seeded } from "../../support/random.ts";
import { FuzzBoard } from "./fuzz_board.ts";
import { deletedStructs, hostileUpdate, NAMES, nest } from "./hostile_update.ts";

export interface FuzzCounts {
  frames: number;
  /** Frames whose sender was disconnected. */
  refused: number;
  boards: number;
  /** Rebuilds of a document from the store, with their causes. */
  rebuilt: number;
  causes: Map<string, number>;
  /** Failures, with the seed of the board. */
  differences: string[];
  crashes: string[];
  /** The longest time for one frame, ms. */
  slowestMs: number;
  /** Memory in use after a warm-up and at the end, after garbage collections, bytes. */
  heapBefore: number;
  heapAfter: number;
}

const FRAMES_PER_BOARD = 150;

/**
 * Sends hostile frames to live rooms, with a new board every 150. After each board all copies are compared with a cold
 * reload.
 */
export async function fuzz(
  { frames, seed = 1, report }: { frames: number; seed?: number; report?: (counts: FuzzCounts) => void },
): Promise<FuzzCounts> {
  const counts: FuzzCounts = {
    frames: 0,
    refused: 0,
    boards: 0,
    rebuilt: 0,
    slowestMs: 0,
    heapBefore: 0,
    heapAfter: 0,
    differences: [],
    crashes: [],
    causes: new Map(),
  };
  // By then all code has run often enough to be compiled.
  const warm = Math.min(1_000, Math.floor(frames / FRAMES_PER_BOARD / 4));
  for (; counts.frames < frames; counts.boards++) {
    await fuzzBoard(seed + counts.boards, counts);
    if (counts.boards === warm) counts.heapBefore = heap();
    if (counts.boards % 500 === 499) report?.(counts);
  }
  counts.heapAfter = heap();
  return counts;
}

async function fuzzBoard(seed: number, counts: FuzzCounts): Promise<void> {
  const random = seeded(seed);
  const board = new FuzzBoard(new FakeClock(), random);
  try {
    for (let i = 0; i < FRAMES_PER_BOARD; i++) {
      if (i % 10 === 9) board.draw(random);
      if (i % 25 === 24) await board.settle();
      const frame = hostileFrame(random, board);
      const from = performance.now();
      if (board.attack(frame)) counts.refused++;
      counts.slowestMs = Math.max(counts.slowestMs, performance.now() - from);
      counts.frames++;
    }
    await board.settle();
    const rebuilt = board.log.filter((line) => line.startsWith("document rebuilt"));
    counts.rebuilt += rebuilt.length;
    for (const line of rebuilt) counts.causes.set(line, (counts.causes.get(line) ?? 0) + 1);
    for (const difference of board.differences()) counts.differences.push(`seed ${seed}: ${difference}; ${board.log}`);
  } catch (error) {
    counts.crashes.push(`seed ${seed}: ${(error as Error).stack}`);
  } finally {
    board.close();
  }
}

/** A frame that no honest client would send, made from the frames of an honest one. */
export function hostileFrame(random: Random, board: Pick<FuzzBoard, "honest" | "updates">): Uint8Array<ArrayBuffer> {
  const clocks = () => Y.decodeStateVector(Y.encodeStateVector(board.honest.doc));
  const [victim, known] = [board.honest.doc.clientID, () => clocks().get(board.honest.doc.clientID) ?? 0];
  const step = random.below(5) === 0 ? SYNC.step2 : SYNC.update;
  const choices: (() => Uint8Array)[] = [
    () => encodeSync(step, mutated(random, random.pick(board.updates))),
    () => encodeSync(step, mutated(random, random.pick(board.updates))),
    () => mutated(random, encodeSync(step, random.pick(board.updates))),
    () => encodeSync(step, hostileUpdate(random, clocks())),
    () => encodeSync(step, hostileUpdate(random, clocks())),
    () => encodeSync(step, mutated(random, hostileUpdate(random, clocks()))),
    () => encodeSync(step, mutated(random, Y.encodeStateAsUpdate(board.honest.doc))),
    () => encodeSync(step, nest(random.below(2 ** 32), 0, random.pick([1, 7, 8, 9, 50, 1_000]))),
    () => encodeSync(step, deletedStructs(victim, known(), random.pick([1, 2 ** 20, 2 ** 40]))),
    () => encodeSync(step, renamed(random.pick(board.updates), random)),
    () => encodeSync(SYNC.step1, mutated(random, Y.encodeStateVector(board.honest.doc))),
    () =>
      encodeAwareness(
        awareness({ id: random.below(9), clock: random.below(2 ** 50), state: { [random.pick(NAMES)]: 1 } }),
      ),
    () => encodeAwareness(mutated(random, awareness({ id: victim, clock: 1 }, { id: 3, clock: 2, state: {} }))),
    () => encodeInkFrame([mutated(random, new Uint8Array(20)), new Uint8Array(random.below(4))]),
    () => mutated(random, new Uint8Array(random.below(40))),
  ];
  return new Uint8Array(random.pick(choices)());
}

/** Changes, cuts off or appends a few bytes. */
function mutated(random: Random, bytes: Uint8Array): Uint8Array {
  const out = random.below(12) === 0 ? bytes.slice(0, random.below(bytes.length + 1)) : bytes.slice();
  for (let n = random.below(4); n > 0 && out.length > 0; n--) out[random.below(out.length)] = random.below(256);
  return random.below(20) === 0 ? new Uint8Array([...out, random.below(256)]) : out;
}

/** The same content under a client id of the sender, from clock 0. */
function renamed(update: Uint8Array, random: Random): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = random.below(2 ** 32);
  Y.applyUpdate(doc, update);
  doc.getMap(random.pick(NAMES)).set(random.pick(NAMES), random.pick([1, new Uint8Array(3), null, { x: NaN }]));
  return Y.encodeStateAsUpdate(doc);
}

function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Deno.memoryUsage().heapUsed;
}
