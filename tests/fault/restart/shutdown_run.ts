import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { StuckReader } from "../../support/peer/stuck_reader.ts";

export interface Shutdown {
  readonly code: number;
  /** Time from the signal to the end of the process. */
  readonly ms: number;
  /** Boards with strokes that were not acknowledged at the signal. */
  readonly unconfirmed: number;
  /** Strokes that others saw before the signal, and the number of them that the next process has. */
  readonly seen: number;
  readonly saved: number;
  /** Close codes that peers received. */
  readonly closes: ReadonlySet<number>;
}

/** Unread bytes, more than the system's buffers hold, so that the server's own queue fills. */
const STUCK_BYTES = 12 * 1024 * 1024;

/** Strokes on each board right before the signal. */
const STROKES = 3;

/**
 * Stops a server while every board has unsaved strokes, one peer does not read, and another one continues to draw.
 */
export async function shutDown({ boards, seed }: { boards: number; seed: number }): Promise<Shutdown> {
  const random = seeded(seed);
  await using server = await RealServer.start();
  const made: BoardLinks[] = [];
  for (let i = 0; i < boards; i++) made.push(await server.createBoard());
  const peers = await Promise.all(made.map(({ links }) => Peer.join(server.socketUrl(links.editor))));
  const watchers = await Promise.all(made.map(({ links }) => Peer.join(server.socketUrl(links.viewer))));

  using stuck = await StuckReader.join(server.origin, made[0].links.viewer);
  for (let bytes = 0, i = 0; bytes < STUCK_BYTES; i++) {
    const large = Array.from({ length: 40 }, (_, n) => stroke(`large.${i}x${n}`, random, 9_000));
    peers[0].change((board) => large.forEach((shape) => board.add(shape)));
    await peers[0].untilSaved();
    bytes += large.reduce((sum, { ink }) => sum + ink.length, 0);
  }

  let goesOn = true;
  const restless = Array.fromAsync(drawing(peers[0], () => goesOn));
  for (const peer of peers) {
    for (let i = 0; i < STROKES; i++) peer.change((board) => board.add(stroke(`s.${i}`, random, 200)));
  }
  // Strokes that others see are accepted by the server, but not necessarily saved yet.
  await Promise.all(watchers.map((watcher) => watcher.untilTrue(() => watcher.board.shapes.has(`s.${STROKES - 1}`))));
  const unconfirmed = peers.filter((peer) => peer.saved < peer.sent).length;
  const { code, ms } = await server.interrupt();
  goesOn = false;
  await restless;
  const closed = await Promise.all([...peers, ...watchers].map((peer) => peer.closed));
  stuck[Symbol.dispose]();

  await server.start();
  let saved = 0;
  for (const { links } of made) {
    await using late = await Peer.join(server.socketUrl(links.viewer));
    saved += [...contents(late.board).keys()].filter((id) => id.startsWith("s.")).length;
  }
  return { code, ms, unconfirmed, seen: STROKES * boards, saved, closes: new Set(closed.map(({ code }) => code)) };
}

/** Draws continuously until the socket ends. */
async function* drawing(peer: Peer, goesOn: () => boolean): AsyncGenerator<void> {
  const random = seeded(7);
  for (let i = 0; goesOn(); i++) {
    peer.change((board) => board.add(stroke(`more.${i}`, random, 5)));
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield;
  }
}
