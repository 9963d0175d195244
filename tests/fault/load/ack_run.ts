import { encodeInkFrame } from "../../../board/wire/protocol.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { handwriting } from "../../support/board/handwriting.ts";
import { Peer } from "../../support/peer/peer.ts";
import { type Random, seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { stroke } from "../../support/board/strokes.ts";

const STROKE_MS = 700;
const REST_MS = 1_300;
/** A page sends new points once a frame. */
const NEWS_EVERY_MS = 1_000 / 60;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface Confirmations {
  /** Times in ms from sending a stroke's frame to its acknowledgement, in ascending order; one for each stroke. */
  readonly delays: readonly number[];
  /** For each person, the number of acknowledged strokes at each acknowledgement. */
  readonly counts: readonly (readonly number[])[];
  readonly strokes: number;
}

/**
 * Two people draw on each board at the speed of people: a stroke of 0.7 s that the other sees while it is drawn, a
 * pause, the next stroke. `env` configures the server. Resolves when everything is acknowledged; rejects when a connection ends before.
 */
export async function drawTogether(boards: number, seconds: number, env = {}): Promise<Confirmations> {
  await using server = await RealServer.start(env);
  await using stack = new AsyncDisposableStack();
  const peers: Peer[] = [];
  for (let i = 0; i < boards; i++) {
    const { links } = await server.createBoard();
    for (const slug of [links.owner, links.editor]) peers.push(stack.use(await Peer.join(server.socketUrl(slug))));
  }
  const until = performance.now() + seconds * 1_000;
  const delays = await Promise.all(peers.map((peer, i) => draw(peer, `p${i}`, { until, random: seeded(i + 1) })));
  const counts = peers.map(({ frames }) => frames.flatMap((frame) => frame.kind === "saved" ? [frame.count] : []));
  const strokes = peers.reduce((sum, { sent }) => sum + sent, 0);
  return { delays: delays.flat().sort((a, b) => a - b), counts, strokes };
}

/** Draws strokes until the time is up; resolves when all are acknowledged. */
async function draw(
  peer: Peer,
  name: string,
  { until, random }: { until: number; random: Random },
): Promise<number[]> {
  const confirmed: Promise<number>[] = [];
  await pause(random.float() * (STROKE_MS + REST_MS));
  for (let i = 0; performance.now() < until; i++) {
    const id = `${name}.${i}`;
    const news = { author: peer.doc.clientID, stroke: id, nib: "pen", color: "blue", width: 4, x: 0, y: 0 } as const;
    const samples = { points: handwriting(random).points.slice(0, 6), pressure: true };
    for (const end = performance.now() + STROKE_MS; performance.now() < end; await pause(NEWS_EVERY_MS)) {
      peer.send(encodeInkFrame([encodeStrokeNews({ ...news, phase: "drawing", samples })]));
    }
    const shape = stroke(id, random, 80);
    const from = performance.now();
    peer.change((board) => board.add(shape));
    const { sent } = peer;
    confirmed.push(peer.untilTrue(() => peer.saved >= sent).then(() => performance.now() - from));
    await pause(REST_MS * (0.5 + random.float()));
  }
  return await Promise.all(confirmed);
}
