/**
 * `deno task bench:forwarded [seconds]`: processor time of two instances for each delivery of an update: to people who are
 * connected to the instance that serves their board, and to people whose connections are passed on to it. Both kinds draw
 * at the same speed, in turns in one run.
 */
import { encodeSync, SUBPROTOCOL, SYNC } from "../../board/wire/protocol.ts";
import { writtenBoard } from "../support/board/handwriting.ts";
import { AppServer } from "../support/server/app_server.ts";
import { cpuSeconds } from "../support/server/process_figures.ts";
import { Peer } from "../support/peer/peer.ts";

const seconds = Number(Deno.args[0] ?? 5);
const WRITERS = 5;
const PER_SECOND = 60;
const ROUNDS = 3;

/** A client that only counts what it gets. */
class Counter {
  frames = 0;
  readonly #socket: WebSocket;
  readonly opened: Promise<void>;
  readonly closed: Promise<void>;

  constructor(url: string) {
    const socket = this.#socket = new WebSocket(url, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.opened = new Promise((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = () => reject(new Error("Cannot connect as the server refused it"));
    });
    this.closed = new Promise((resolve) => socket.onclose = () => resolve());
    socket.onmessage = () => void this.frames++;
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  close(): void {
    this.#socket.close();
  }
}

const instances = await AppServer.startInstances(2);
const [serving, other] = instances;

/** @returns CPU-seconds of both instances per 100,000 deliveries */
async function cost(people: number, at: AppServer, seed: number): Promise<number> {
  const { links } = await serving.createBoard();
  await using owner = await Peer.join(serving.socketUrl(links.owner));
  const all: Counter[] = [];
  for (let i = 0; i < people; i++) {
    all.push(new Counter(at.socketUrl(links.editor)));
    await all[i].opened;
  }
  const ticks = seconds * PER_SECOND;
  const writers = all.slice(0, WRITERS).map((client, i) => {
    const updates = writtenBoard(ticks, { authors: 1, seed: seed * WRITERS + i });
    return { client, frames: updates.map((update) => encodeSync(SYNC.update, update)) };
  });
  const cpu = async () =>
    (await Promise.all(instances.map(({ pid }) => cpuSeconds(pid)))).reduce((sum, one) => sum + one);
  const before = await cpu();
  const start = performance.now();
  for (let tick = 0; tick < ticks; tick++) {
    for (const { client, frames } of writers) client.send(frames[tick]);
    const wait = start + (tick + 1) * 1_000 / PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  await owner.untilTrue(() => owner.board.shapes.size === ticks * writers.length);
  const used = await cpu() - before;
  for (const each of all) each.close();
  await Promise.all(all.map(({ closed }) => closed));
  return used / (ticks * writers.length * people) * 100_000;
}

for (const people of [2, 10, 50]) {
  const direct: number[] = [], forwarded: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    direct.push(await cost(people, serving, round + 1));
    forwarded.push(await cost(people, other, round + 1));
  }
  const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1];
  const [one, two] = [median(direct), median(forwarded)];
  console.log(
    `${people} people: ${one.toFixed(2)} CPU-seconds per 100,000 direct deliveries, ${two.toFixed(2)} when passed on ` +
      `(${(two / one).toFixed(2)} times)`,
  );
}
for (const instance of instances.toReversed()) await instance[Symbol.asyncDispose]();
