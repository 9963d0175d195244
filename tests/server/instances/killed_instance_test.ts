import assert from "node:assert/strict";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { AppServer, freePort } from "../../support/server/app_server.ts";
import { NO_POSTGRES, PostgresServer } from "../../support/store/postgres_server.ts";

const random = seeded(14);
const ROUNDS = 3;

/** A person who draws at an instance, and comes back to another one with everything that is on the device. */
class Person implements AsyncDisposable {
  readonly #name: string;
  readonly #drawn: string[] = [];
  peer: Peer;

  static async join(name: string, url: string): Promise<Person> {
    return new Person(name, await Peer.join(url));
  }

  private constructor(name: string, peer: Peer) {
    [this.#name, this.peer] = [name, peer];
  }

  draw(): void {
    const id = `${this.#name}.${this.#drawn.length}`;
    this.#drawn.push(id);
    this.peer.change((board) => board.add(stroke(id, random)));
  }

  /** What was acknowledged on the first connection: every stroke is one update. */
  get confirmed(): string[] {
    return this.#drawn.slice(0, this.peer.saved);
  }

  async comeBack(url: string): Promise<void> {
    const { board } = this.peer;
    this.peer = await Peer.join(url, { board });
    this.peer.sendDifference();
    await this.peer.untilSaved();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.peer[Symbol.asyncDispose]();
  }
}

Deno.test({
  name: "people come back to the other instance when the one that served their board is killed, and nothing is lost",
  ignore: NO_POSTGRES !== false,
  fn: async () => {
    await using postgres = await PostgresServer.start();
    const shared = { DATABASE_URL: postgres.emptyUrl(), INSTANCE_SECRET: "0123456789abcdef0123456789abcdef" };
    const start = () => {
      const PORT = String(freePort());
      return AppServer.start({ env: { ...shared, PORT, INSTANCE_ADDRESS: `http://127.0.0.1:${PORT}` } });
    };
    await using a = await start();
    await using b = await start();
    const { links } = await a.createBoard();
    let [serving, other] = [a, b];
    for (let round = 0; round < ROUNDS; round++) {
      await using ann = await Person.join(`a${round}`, serving.socketUrl(links.owner));
      await using bob = await Person.join(`b${round}`, other.socketUrl(links.editor));
      for (let i = 0; i < 10; i++) [ann, bob].forEach((person) => person.draw());
      await Promise.all([ann, bob].map(({ peer }) => peer.untilTrue(() => peer.saved >= 5)));
      for (let i = 0; i < 10; i++) [ann, bob].forEach((person) => person.draw());
      await serving.kill9();
      await Promise.all([ann.peer.closed, bob.peer.closed]);
      assert.equal((await bob.peer.closed).code, 1013);

      // What was acknowledged is durable, before anybody has sent anything again.
      const stored = await other.board(links.viewer);
      for (const id of [...ann.confirmed, ...bob.confirmed]) assert.ok(stored.shapes.has(id), id);

      await Promise.all([ann, bob].map((person) => person.comeBack(other.socketUrl(links.editor))));
      await serving.restart();
      await using cat = await Peer.join(serving.socketUrl(links.editor));
      cat.change((board) => board.add(stroke(`c${round}`, random)));
      const total = (round + 1) * 41;
      await Promise.all(
        [ann.peer, bob.peer, cat].map((peer) => peer.untilTrue(() => peer.board.shapes.size === total)),
      );
      assert.deepEqual(contents(ann.peer.board), contents(cat.board));
      assert.deepEqual(contents(bob.peer.board), contents(cat.board));
      [serving, other] = [other, serving];
    }
  },
});
