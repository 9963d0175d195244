/**
 * `deno task soak:ack [seconds]`: on each of 50 boards two people draw, as people do: a stroke of 0.7 s told to the
 * other while it is drawn, lifted, a rest, the next. How long until the server has confirmed a stroke as durable, from
 * the moment its frame was sent.
 */
import { encodeInkFrame } from "../../board/protocol.ts";
import { encodeStrokeNews } from "../../board/stroke_news.ts";
import { handwriting } from "../support/handwriting.ts";
import { Peer } from "../support/peer.ts";
import { type Random, seeded } from "../support/random.ts";
import { RealServer } from "../support/real_server.ts";
import { stroke } from "../support/strokes.ts";

const seconds = Number(Deno.args[0] ?? 60);
const BOARDS = 50;
const STROKE_MS = 700;
const REST_MS = 1_300;
/** A page tells what is drawn once a frame. */
const NEWS_EVERY_MS = 1_000 / 60;
const PROMISED_MS = 100;

const delays: number[] = [];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Draws stroke after stroke until it is time to stop; all are confirmed when this resolves. */
async function draw(peer: Peer, name: string, { until, random }: { until: number; random: Random }): Promise<void> {
  const confirmed: Promise<void>[] = [];
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
    confirmed.push(peer.untilTrue(() => peer.saved >= sent).then(() => void delays.push(performance.now() - from)));
    await pause(REST_MS * (0.5 + random.float()));
  }
  await Promise.all(confirmed);
}

const server = await RealServer.start();
const peers: Peer[] = [];
for (let i = 0; i < BOARDS; i++) {
  const { links } = await server.createBoard();
  for (const slug of [links.owner, links.editor]) peers.push(await Peer.join(server.socketUrl(slug)));
}
const until = performance.now() + seconds * 1_000;
await Promise.all(peers.map((peer, i) => draw(peer, `p${i}`, { until, random: seeded(i + 1) })));
delays.sort((a, b) => a - b);
const at = (part: number) => delays[Math.floor((delays.length - 1) * part)];
const ms = (value: number) => `${value.toFixed(1)} ms`;
console.log(
  `${delays.length} strokes on ${BOARDS} boards in ${seconds} s, durable after: ` +
    `p50 ${ms(at(0.5))}, p95 ${ms(at(0.95))}, p99 ${ms(at(0.99))}, at most ${ms(at(1))}`,
);
for (const peer of peers) await peer[Symbol.asyncDispose]();
await server[Symbol.asyncDispose]();
Deno.exit(at(0.99) <= PROMISED_MS ? 0 : 1);
