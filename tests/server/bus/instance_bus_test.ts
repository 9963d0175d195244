import assert from "node:assert/strict";
import { Commit, type Database } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { WrappedDatabase } from "../../../server/database/wrapped_database.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { seeded } from "../../support/random.ts";
import { BusInstance, FaultyNotices } from "../../support/server/buses.ts";

/** Instances whose notices are lost, late, doubled and reordered. Time stands still until a test moves it. */
class Cluster implements Disposable {
  readonly clock = new FakeClock();
  readonly database: Database = new MemoryDatabase({ now: () => this.clock.now() });
  readonly instances: BusInstance[] = [];
  readonly notices: FaultyNotices[] = [];

  constructor({ seed, count }: { readonly seed: number; readonly count: number }) {
    const all = new Set<FaultyNotices>();
    const random = seeded(seed);
    for (let i = 0; i < count; i++) {
      const notices = new FaultyNotices(all, { clock: this.clock, random });
      this.notices.push(notices);
      this.instances.push(new BusInstance(this.database, { clock: this.clock, notices }));
    }
  }

  pass(ms: number): Promise<void> {
    return this.clock.passSlowly(ms, { step: 25 });
  }

  [Symbol.dispose](): void {
    for (const instance of this.instances) instance.close();
    this.database.close();
  }
}

Deno.test("lost, late, doubled and reordered notices: every instance hears the last head, and knows who serves a board", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    using cluster = new Cluster({ seed, count: 3 });
    const random = seeded(seed);
    const heads = cluster.instances.map(() => 0);
    const heard = cluster.instances.map(() => [] as string[]);
    const sent: string[] = [];
    const ends = cluster.instances.map(({ bus }, i) =>
      bus.subscribe("x", {
        head: (seq) => void (heads[i] = Math.max(heads[i], seq)),
        message: (bytes) => void heard[i].push(new TextDecoder().decode(bytes)),
      })
    );
    for (let seq = 1; seq <= 100; seq++) {
      const { bus } = cluster.instances[random.below(3)];
      await cluster.database.commit(new Commit().set(KEY.head("x"), { seq }));
      bus.publish("x", seq);
      sent.push(`${seq}`);
      bus.send("x", new TextEncoder().encode(`${seq}`));
      await cluster.pass(random.below(200));
    }
    await cluster.pass(7_000);
    assert.deepEqual(heads, [100, 100, 100], `seed ${seed}`);
    assert.ok(heard.flat().every((text) => sent.includes(text)));
    assert.ok(heard.every((texts) => texts.length > 0));
    for (const notices of cluster.notices) notices.isFaulty = false;
    await cluster.pass(4_000);
    for (const { bus, events } of cluster.instances) {
      assert.equal(bus.others("x").size, 2, `seed ${seed}`);
      assert.deepEqual(events, []);
    }
    ends[2]();
    await cluster.pass(4_000);
    assert.deepEqual(cluster.instances.map(({ bus }) => bus.others("x").size), [1, 1, 0]);
  }
});

Deno.test("an instance that dies is known to be gone within 13 s", async () => {
  using cluster = new Cluster({ seed: 1, count: 2 });
  for (const notices of cluster.notices) notices.isFaulty = false;
  const left: string[] = [];
  const [a, b] = cluster.instances;
  a.bus.subscribe("x", { left: (instance) => void left.push(instance) });
  b.bus.subscribe("x", {});
  await cluster.pass(7_000);
  assert.equal(a.bus.others("x").size, 1);
  b.close();
  await cluster.pass(13_000);
  assert.deepEqual(left, [b.live.id]);
});

Deno.test("instances that heard no announcement of each other know within 35 s that they serve the same board", async () => {
  using cluster = new Cluster({ seed: 1, count: 2 });
  for (const notices of cluster.notices) [notices.isFaulty, notices.isDeaf] = [false, true];
  for (const { bus } of cluster.instances) bus.subscribe("x", {});
  await cluster.pass(7_000);
  for (const notices of cluster.notices) notices.isDeaf = false;
  await cluster.pass(28_000);
  assert.deepEqual(cluster.instances.map(({ bus }) => bus.others("x").size), [1, 1]);
});

Deno.test("more messages than fit are dropped, and the rest is sent in order", async () => {
  using cluster = new Cluster({ seed: 1, count: 2 });
  for (const notices of cluster.notices) notices.isFaulty = false;
  const [a, b] = cluster.instances;
  const heard: number[] = [];
  a.bus.subscribe("x", {});
  b.bus.subscribe("x", { message: (bytes) => void heard.push(bytes[0] * 256 + bytes[1]) });
  await cluster.pass(7_000);
  for (let i = 0; i < 1_000; i++) {
    const bytes = new Uint8Array(1_000);
    bytes.set([i >> 8, i & 255]);
    a.bus.send("x", bytes);
  }
  await cluster.pass(3_000);
  assert.deepEqual(heard, [...heard.keys()]);
  assert.ok(heard.length > 50 && heard.length < 100, `${heard.length}`);
});

Deno.test("an instance that is alone writes and reads only its heartbeat", async () => {
  const clock = new FakeClock();
  const operations: string[] = [];
  using database = new WrappedDatabase(new MemoryDatabase(), (run, operation) => {
    operations.push(operation);
    return run();
  });
  const instance = new BusInstance(database, { clock });
  instance.bus.subscribe("x", {});
  for (let seq = 1; seq < 100; seq++) {
    instance.bus.publish("x", seq);
    instance.bus.send("x", new Uint8Array(10));
    await clock.passSlowly(100, { step: 50 });
  }
  instance.close();
  assert.deepEqual(operations, ["commit", "list", "commit", "list", "commit", "list", "commit", "list"]);
});

Deno.test("notices of another version, and senseless ones, are ignored", async () => {
  using cluster = new Cluster({ seed: 1, count: 2 });
  for (const notices of cluster.notices) notices.isFaulty = false;
  const [a, b] = cluster.instances;
  a.bus.subscribe("x", {});
  b.bus.subscribe("x", {});
  const random = seeded(5);
  for (let i = 0; i < 200; i++) {
    void cluster.notices[0].send(Uint8Array.from({ length: random.below(40) }, () => random.below(256)));
  }
  await cluster.pass(7_000);
  assert.equal(b.bus.others("x").size, 1);
  assert.deepEqual(b.events, []);
});
