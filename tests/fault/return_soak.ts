/**
 * `deno task soak:return [clients]`: a server with 1,000 people on boards of ten is killed, and is asked to end, and
 * starts again. How long until everybody is back: connected, in step with the board, and told of the nine others. They
 * are the page's own `Provider`, with its waiting and its chance. Time counts from the signal, the start included.
 */
import * as Y from "yjs";
import { systemClock } from "../../board/clock.ts";
import { Board } from "../../board/document.ts";
import { Provider } from "../../client/sync/provider.ts";
import { Unsaved } from "../../client/sync/unsaved.ts";
import { seeded } from "../support/random.ts";
import { RealServer } from "../support/real_server.ts";
import { stroke } from "../support/strokes.ts";
import { until } from "../support/until.ts";

const clients = Number(Deno.args[0] ?? 1_000);
const PER_BOARD = 10;
const PROMISED_MS = 20_000;
const random = seeded(1);

/** Somebody on a board, until the process ends. */
class Person {
  readonly board = new Board();
  readonly provider: Provider;
  #others = 0;

  constructor(url: () => string) {
    this.provider = new Provider(this.board.doc, {
      changed() {},
      peersChanged: (peers) => this.#others = peers.length,
      peerLeft() {},
      ink() {},
      refused: (reason) => console.log(`refused: ${reason}`),
    }, {
      url: "",
      clock: systemClock,
      random: Math.random,
      unsaved: new Unsaved(),
      makeSocket: (_, protocol) => new WebSocket(url(), protocol),
    });
    this.provider.tellPresence({ user: { name: "Somebody", color: "blue" }, cursor: null });
    this.provider.connect();
  }

  get isBack(): boolean {
    const { isOpen, isSynced, unsaved } = this.provider;
    return isOpen && isSynced && unsaved.isNone && this.#others === PER_BOARD - 1;
  }
}

const server = await RealServer.start();
const people: Person[] = [];
for (let i = 0; i < clients / PER_BOARD; i++) {
  const { links } = await server.createBoard();
  const some = Array.from({ length: PER_BOARD }, () => new Person(() => server.socketUrl(links.editor)));
  people.push(...some);
  await until("a board's people are there", () => some.every((person) => person.isBack));
  for (let n = 0; n < 20; n++) some[0].board.add(stroke(`s${i}.${n}`, random));
}
await until("everything is saved", () => people.every((person) => person.isBack));

let isKept = true;
for (const how of ["kill -9", "SIGTERM"]) {
  // Everybody draws once more just before, and once while the server is away.
  people.forEach(({ board }, i) => board.add(stroke(`before${how.length}.${i}`, random)));
  const from = performance.now();
  if (how === "kill -9") await server.kill();
  else await server.interrupt("SIGTERM");
  await until("everybody has noticed", () => people.every(({ provider }) => !provider.isOpen));
  people.forEach(({ board }, i) => board.add(stroke(`away${how.length}.${i}`, random)));
  await server.start();
  const up = performance.now();
  const times: number[] = [];
  const away = new Set(people);
  await until("everybody is back", () => {
    for (const person of away) if (person.isBack && away.delete(person)) times.push(performance.now() - from);
    return away.size === 0;
  }, { patienceMs: 60_000 }).catch(() => {});
  times.sort((a, b) => a - b);
  const at = (part: number) => `${((times[Math.floor((times.length - 1) * part)] ?? NaN) / 1_000).toFixed(1)} s`;
  console.log(
    `${how}: up after ${((up - from) / 1_000).toFixed(1)} s; of ${people.length} people ${times.length} are back: ` +
      `half after ${at(0.5)}, 99 of 100 after ${at(0.99)}, all after ${at(1)}`,
  );
  isKept &&= away.size === 0 && times.at(-1)! <= PROMISED_MS;
  const vectors = new Set<string>();
  const board = people.slice(0, PER_BOARD);
  await until("a board is the same for everybody", () => {
    vectors.clear();
    for (const { board: { doc } } of board) vectors.add(Y.encodeStateAsUpdate(doc).length.toString());
    return vectors.size === 1;
  });
}
for (const { provider } of people) provider.close();
await server[Symbol.asyncDispose]();
Deno.exit(isKept ? 0 : 1);
