import assert from "node:assert/strict";
import { Commit, type Database } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { BoardLeases, type BoardLeasesOptions } from "../../../server/instances/board_leases.ts";
import { LiveInstances } from "../../../server/instances/live_instances.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { until } from "../../support/until.ts";

const A = "http://a.test";
const B = "http://b.test";

/** Instances on one database whose time stands still until a test moves it. */
class Cluster implements Disposable {
  readonly clock = new FakeClock();
  readonly database: Database;
  readonly log: string[] = [];
  readonly #all: LiveInstances[] = [];

  constructor(database: Database) {
    this.database = database;
  }

  add(address: string, { id, ...options }: Partial<BoardLeasesOptions> & { id?: string } = {}): BoardLeases {
    const { clock } = this;
    const log = (_level: string, event: string) => void this.log.push(event);
    const live = new LiveInstances(this.database, { ...(id && { id }), address, clock, today: () => clock.now(), log });
    this.#all.push(live);
    return new BoardLeases(this.database, {
      live,
      clock,
      log,
      loaded: () => [],
      onLost: () => {},
      isReachable: () => Promise.resolve(true),
      ...options,
    });
  }

  /** Ends the heartbeat of an instance, as a kill would. */
  kill(index: number): void {
    this.#all[index].close();
  }

  /** Lets one heartbeat pass and waits until every instance has scheduled its next one. */
  async beat(): Promise<void> {
    const before = this.clock.pending;
    this.clock.pass(3_000);
    await until("all heartbeats ended", () => this.clock.pending === before);
  }

  async leaseOf(board: string): Promise<unknown> {
    return (await this.database.get(KEY.lease(board))).value;
  }

  [Symbol.dispose](): void {
    for (const live of this.#all) live.close();
  }
}

const memory = {
  name: "memory",
  ignore: false,
  open: () => {
    const database = new MemoryDatabase();
    return Promise.resolve({ database, [Symbol.asyncDispose]: () => Promise.resolve(database.close()) });
  },
};

for (const { name: kind, ignore, open } of [memory, ...await databaseKinds()]) {
  const test = (name: string, run: (cluster: Cluster) => Promise<void>) =>
    Deno.test({
      name: `leases on ${kind}: ${name}`,
      ignore,
      fn: async () => {
        await using opened = await open();
        using cluster = new Cluster(opened.database);
        await run(cluster);
      },
    });

  test("the first instance that claims a board serves it, and others learn its address", async (cluster) => {
    const [a, b] = [cluster.add(A), cluster.add(B)];
    assert.equal(await b.holder("x"), undefined);
    assert.equal(await a.claim("x"), undefined);
    assert.equal(await a.claim("x"), undefined);
    assert.equal(await b.holder("x"), A);
    assert.equal(await b.claim("x"), A);
    assert.equal(await a.holder("x"), undefined);
    assert.equal(await b.claim("y"), undefined);
    assert.equal(await a.claim("y"), B);
  });

  test("of many instances that claim at once, exactly one serves the board", async (cluster) => {
    const all = Array.from({ length: 8 }, (_, i) => cluster.add(`http://${i}.test`));
    const answers = await Promise.all(all.map((leases) => leases.claim("x")));
    const winners = answers.flatMap((address, i) => address === undefined ? [`http://${i}.test`] : []);
    assert.equal(winners.length, 1);
    assert.deepEqual(new Set(answers), new Set([undefined, winners[0]]));
  });

  test("a freed board goes to the next claim; only its holder can free it", async (cluster) => {
    const [a, b] = [cluster.add(A), cluster.add(B)];
    await a.claim("x");
    await b.free("x");
    assert.equal(await b.claim("x"), A);
    await a.free("x");
    assert.equal(await b.claim("x"), undefined);
    await a.free("x");
    assert.equal(await a.claim("x"), B);
  });

  test("a board is taken from an instance that is not reachable, and from no other", async (cluster) => {
    const [a, b, c] = [cluster.add(A), cluster.add(B), cluster.add("http://c.test")];
    await a.claim("x");
    assert.equal(await b.claim("x", { unreachable: "http://c.test" }), A);
    assert.equal(await b.claim("x", { unreachable: A }), undefined);
    assert.equal(await c.claim("x", { unreachable: A }), B);
    assert.equal(await a.claim("x"), B);
  });

  test("heartbeats keep a lease, and it expires 10 s after the last one", async (cluster) => {
    const a = cluster.add(A, { loaded: () => ["x"] }), b = cluster.add(B);
    await Promise.all([a.claim("x"), b.claim("y")]);
    for (let i = 0; i < 5; i++) await cluster.beat();
    assert.equal(await b.claim("x"), A);
    cluster.kill(0);
    for (let i = 0; i < 3; i++) await cluster.beat();
    assert.equal(await b.claim("x"), A);
    await cluster.beat();
    assert.equal(await b.claim("x"), undefined);
  });

  test("an instance that leaves frees its boards at once and claims no more", async (cluster) => {
    const [a, b] = [cluster.add(A), cluster.add(B)];
    for (let i = 0; i < 23; i++) await a.claim(`x${i}`);
    await b.claim("y");
    await a.leave();
    await a.leave();
    assert.equal(await cluster.leaseOf("x0"), null);
    assert.equal(await cluster.leaseOf("x22"), null);
    assert.equal(await a.claim("x0"), undefined);
    assert.equal(await b.claim("x0"), undefined);
    assert.equal(await a.claim("y"), undefined);
    assert.equal(await b.holder("y"), undefined);
  });

  test("an instance that restarts at its address takes its boards over at once", async (cluster) => {
    await cluster.add(A, { id: "before" }).claim("x");
    assert.equal(await cluster.add(A, { id: "after" }).claim("x"), undefined);
    assert.deepEqual(await cluster.leaseOf("x"), { instance: "after" });
  });

  test("a board that is loaded without a lease is claimed by the next heartbeat", async (cluster) => {
    const loaded: string[] = [];
    const a = cluster.add(A, { loaded: () => loaded });
    await a.claim("x");
    loaded.push("x", "y");
    await cluster.beat();
    assert.equal(await cluster.add(B).claim("y"), A);
  });

  test("a claim without a load is freed by a later heartbeat", async (cluster) => {
    await cluster.add(A).claim("x");
    await cluster.beat();
    await cluster.beat();
    assert.equal(await cluster.leaseOf("x"), null);
  });

  test("an instance whose board is leased elsewhere gives it up only when the other one answers", async (cluster) => {
    const lost: string[] = [];
    let isReachable = false;
    await cluster.add(A, { loaded: () => ["x"] }).claim("x");
    const b = cluster.add(B, {
      loaded: () => ["x"],
      onLost: (board) => void lost.push(board),
      isReachable: (address) => Promise.resolve(address === A && isReachable),
    });
    await b.claim("y");
    await cluster.beat();
    assert.deepEqual(lost, []);
    isReachable = true;
    await cluster.beat();
    assert.deepEqual(lost, ["x"]);
  });

  test("of two instances that both think they serve a board, only the later one gives it up", async (cluster) => {
    const lost: string[] = [];
    const at = (address: string) =>
      cluster.add(address, { loaded: () => ["x"], onLost: (board) => void lost.push(`${board} at ${address}`) });
    const a = at(A);
    await a.claim("x");
    // Frozen for 12 s, as by a paused machine: another instance takes over.
    cluster.clock.block(12_000);
    assert.equal(await at(B).claim("x"), undefined);
    await cluster.beat();
    await cluster.beat();
    assert.ok(lost.length > 0);
    assert.deepEqual(new Set(lost), new Set([`x at ${A}`]));
  });

  test("a lease of an instance that never lived is not honoured", async (cluster) => {
    await cluster.database.commit(new Commit().set(KEY.lease("x"), { instance: "nobody" }));
    assert.equal(await cluster.add(B).claim("x"), undefined);
  });
}

Deno.test("while the database fails, boards are served here, and leases work again afterwards", async () => {
  using database = new FaultyDatabase(new MemoryDatabase());
  using cluster = new Cluster(database);
  const [a, b] = [cluster.add(A, { loaded: () => ["x"] }), cluster.add(B)];
  await b.claim("y");
  database.isBroken = true;
  assert.equal(await a.claim("x"), undefined);
  assert.equal(await b.holder("x"), undefined);
  assert.ok(cluster.log.includes("leases failed"));
  database.isBroken = false;
  await cluster.beat();
  assert.equal(await b.claim("x"), A);
});
