/**
 * `deno task bench:join [rounds]`: how long people wait for a board of 10,000 strokes, on SQLite and on PostgreSQL in
 * turns: the first one after a restart of the server, for whom it is read from the database, and those who come later.
 */
import * as Y from "yjs";
import { decodeFrame, encodeSync, SUBPROTOCOL, SYNC } from "../../board/wire/protocol.ts";
import { writtenBoard } from "../support/board/handwriting.ts";
import { Peer } from "../support/peer/peer.ts";
import { RealServer } from "../support/server/real_server.ts";
import { PostgresServer } from "../support/store/postgres_server.ts";

const rounds = Number(Deno.args[0] ?? 5);
const STROKES = 10_000;
const LATER = 20;

const hello = encodeSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
const strokes = writtenBoard(STROKES);

class Place implements AsyncDisposable {
  readonly first: number[] = [];
  readonly later: number[] = [];
  readonly #server: RealServer;
  readonly #owner: string;

  static async fill(server: RealServer): Promise<Place> {
    const { links } = await server.createBoard();
    await using peer = await Peer.join(server.socketUrl(links.owner));
    for (let i = 0; i < STROKES; i += 100) {
      peer.sendUpdate(Y.mergeUpdates(strokes.slice(i, i + 100)));
      await peer.untilSaved();
    }
    return new Place(server, links.owner);
  }

  private constructor(server: RealServer, owner: string) {
    [this.#server, this.#owner] = [server, owner];
  }

  async round(): Promise<void> {
    await this.#server.interrupt();
    await this.#server.start();
    this.first.push(await this.#join());
    for (let i = 0; i < LATER; i++) this.later.push(await this.#join());
  }

  /** @returns ms from opening the socket until the whole board has arrived */
  async #join(): Promise<number> {
    const from = performance.now();
    const socket = new WebSocket(this.#server.socketUrl(this.#owner), SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(hello);
    const closed = new Promise((resolve) => socket.onclose = resolve);
    const ms = await new Promise<number>((resolve, reject) => {
      closed.then(() => reject(new Error("Cannot join as the server closed the socket")));
      socket.onmessage = ({ data }) => {
        if (decodeFrame(new Uint8Array(data)).kind === "step2") resolve(performance.now() - from);
      };
    });
    socket.close();
    await closed;
    return ms;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server[Symbol.asyncDispose]();
  }
}

await using postgres = await PostgresServer.start();
await using sqlite = await Place.fill(await RealServer.start());
await using other = await Place.fill(await RealServer.start({ DATABASE_URL: postgres.emptyUrl() }));
for (let i = 0; i < rounds; i++) for (const each of i % 2 ? [other, sqlite] : [sqlite, other]) await each.round();

const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1];
for (const who of ["first", "later"] as const) {
  const [one, two] = [median(sqlite[who]), median(other[who])];
  const name = who === "first" ? "the first person after a restart" : "those who come later";
  console.log(
    `${name}: ${one.toFixed(1)} ms with SQLite, ${two.toFixed(1)} ms with PostgreSQL (${(two / one).toFixed(2)} times)`,
  );
}
