import { systemClock } from "../../../board/clock.ts";
import { Board } from "../../../board/document.ts";
import { Provider } from "../../../client/sync/provider.ts";
import { Unsaved } from "../../../client/sync/unsaved.ts";
import { seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { stroke } from "../../support/board/strokes.ts";
import { until } from "../../support/until.ts";

/** All reconnects after one end of the server. Times count from the signal, including the start, ms. */
export interface Return {
  readonly how: "kill -9" | "SIGTERM";
  readonly upMs: number;
  /** One time for each person who came back, in order. */
  readonly backMs: readonly number[];
  readonly people: number;
  /** Strokes that a board should have, and the number at the person with the fewest. */
  readonly drawn: number;
  readonly seen: number;
}

const PER_BOARD = 10;
const PATIENCE_MS = 60_000;

/** A person on a board, until the process ends. */
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
      talk() {},
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

/** Ends a server with people on boards of ten, in both ways, and waits until all are back. */
export async function* comeBack(clients: number): AsyncGenerator<Return> {
  const random = seeded(1);
  await using server = await RealServer.start();
  const boards: Person[][] = [];
  for (let i = 0; i < clients / PER_BOARD; i++) {
    const { links } = await server.createBoard();
    boards.push(Array.from({ length: PER_BOARD }, () => new Person(() => server.socketUrl(links.editor))));
    await until("a board's people are there", () => boards[i].every((person) => person.isBack));
  }
  const people = boards.flat();
  let drawn = 0;
  const everybodyDraws = () => {
    for (const { board } of people) board.add(stroke(`s.${drawn++}`, random));
  };
  try {
    for (const how of ["kill -9", "SIGTERM"] as const) {
      // Once just before the end, and once while the server is down.
      everybodyDraws();
      const from = performance.now();
      if (how === "kill -9") await server.kill();
      else await server.interrupt("SIGTERM");
      await until("everybody has noticed", () => people.every(({ provider }) => !provider.isOpen));
      everybodyDraws();
      await server.start();
      const upMs = performance.now() - from;
      const backMs: number[] = [];
      const away = new Set(people);
      await until("everybody is back", () => {
        for (const person of away) if (person.isBack && away.delete(person)) backMs.push(performance.now() - from);
        return away.size === 0;
      }, { patienceMs: PATIENCE_MS }).catch(() => {});
      const each = drawn / boards.length;
      const fewest = () => Math.min(...people.map(({ board }) => board.shapes.size));
      await until("everybody has every stroke", () => fewest() === each).catch(() => {});
      yield { how, upMs, backMs, people: people.length, drawn: each, seen: fewest() };
    }
  } finally {
    for (const { provider } of people) provider.close();
  }
}
