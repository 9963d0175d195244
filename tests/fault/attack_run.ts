import { Board } from "../../board/document.ts";
import { seeded } from "../support/random.ts";
import { Peer } from "../support/peer.ts";
import { RealServer } from "../support/real_server.ts";
import { stroke } from "../support/strokes.ts";
import * as Y from "yjs";

export interface AttackFigures {
  readonly name: string;
  readonly times: number;
  /** 95 of 100 strokes were with the other within so many ms: before, and during the attack. */
  readonly before: number;
  readonly during: number;
  readonly rssMb: number;
  /** Honest people whose connection ended. */
  readonly disconnected: number;
  /** Confirmed strokes that the board does not have afterwards. */
  readonly lost: number;
  /** Time until the board could be opened again, when the server had to leave, ms. */
  readonly backMs: number | undefined;
}

const STROKE_EVERY_MS = 25;
const MEMORY_MB = 560;

/** One attack on one board while two people draw on it, against a server of its own. */
export async function attack(name: string, ms: number): Promise<AttackFigures> {
  await using server = await RealServer.start({ MEMORY_MB: String(MEMORY_MB) });
  const { links } = await server.createBoard();
  const [ann, bob] = [await Peer.join(server.socketUrl(links.owner)), await Peer.join(server.socketUrl(links.editor))];
  let disconnected = 0;
  for (const peer of [ann, bob]) peer.closed.then(() => disconnected++);
  const random = seeded(1);
  const ids: string[] = [];
  const sentAt = new Map<string, number>();
  let delays: number[] = [];
  bob.board.shapes.observe(({ keysChanged }) => {
    for (const key of keysChanged as Set<string>) delays.push(performance.now() - (sentAt.get(key) ?? NaN));
  });
  let peak = 0;
  const draw = async (until: () => boolean) => {
    while (!until() && disconnected === 0) {
      const id = `a.${ids.length}`;
      ids.push(id);
      sentAt.set(id, performance.now());
      ann.change((board) => board.add(stroke(id, random)));
      peak = Math.max(peak, await rss(server.pid));
      await new Promise((resolve) => setTimeout(resolve, STROKE_EVERY_MS));
    }
    const figures = delays;
    delays = [];
    return p95(figures);
  };
  const calm = performance.now() + Math.min(ms, 3_000);
  const before = await draw(() => performance.now() > calm);

  const worker = new Worker(new URL("attack_worker.ts", import.meta.url), { type: "module" });
  let times: number | undefined;
  const end = Promise.withResolvers<void>();
  worker.onmessage = ({ data }) => {
    times = data;
    end.resolve();
  };
  worker.postMessage({ name, target: { origin: server.origin, slug: links.editor, ms, victim: ann.doc.clientID } });
  const during = await draw(() => times !== undefined);
  await end.promise;
  worker.terminate();

  let backMs: number | undefined;
  // The server may leave at this very moment, too.
  await ann.untilSaved().catch(() => {});
  const gone = disconnected;
  if (gone > 0) {
    const from = performance.now();
    await server.start();
    backMs = performance.now() - from;
  }
  const state = await fetch(`${server.origin}/api/boards/${links.viewer}/state`);
  const board = new Board();
  Y.applyUpdate(board.doc, new Uint8Array(await state.arrayBuffer()));
  const lost = ids.slice(0, ann.saved).filter((id) => !board.shapes.has(id)).length;
  for (const peer of [ann, bob]) await peer[Symbol.asyncDispose]();
  return { name, times: times!, before, during, rssMb: peak, disconnected: gone, lost, backMs };
}

function p95(delays: number[]): number {
  return delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.95)] ?? NaN;
}

/** Memory of a process, MB. */
async function rss(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}
