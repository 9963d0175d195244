import assert from "node:assert/strict";
import { Commit, type Database, entries, type Key, type KeyPart } from "../../../server/database/database.ts";
import {
  CHECKS_MAX,
  COMMIT_BYTES_MAX,
  KEY_BYTES_MAX,
  LIST_MAX,
  MUTATIONS_MAX,
  READS_MAX,
  VALUE_BYTES_MAX,
} from "../../../server/database/limits.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { type Random, seeded } from "../../support/random.ts";
import { DatabaseFault, type Fault, FaultyDatabase } from "../../support/store/faulty_database.ts";
import { postgresOfFile } from "../../support/store/database_kinds.ts";

interface Setting extends AsyncDisposable {
  readonly database: Database;
}

const closed = (database: Database): Setting => ({
  database,
  [Symbol.asyncDispose]: () => Promise.resolve(database.close()),
});

const postgres = await postgresOfFile();

const settings: Record<string, () => Promise<Setting>> = {
  "Deno KV in memory": async () => closed(await openDatabase(":memory:")),
  "Deno KV in a file": async () => {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_" });
    const database = await openDatabase(`${folder}/kv.sqlite3`);
    const end = async () => {
      database.close();
      await Deno.remove(folder, { recursive: true });
    };
    return { database, [Symbol.asyncDispose]: end };
  },
  "PostgreSQL": () => postgres!.open(),
  "memory": () => Promise.resolve(closed(new MemoryDatabase())),
  "a wrapper without faults": () => Promise.resolve(closed(new FaultyDatabase(new MemoryDatabase()))),
};

const set = (database: Database, key: Key, value: unknown) => database.commit(new Commit().set(key, value));

async function keysOf(database: Database): Promise<Key[]> {
  return (await Array.fromAsync(entries(database, { prefix: [] }))).map(({ key }) => key);
}

for (const [setting, open] of Object.entries(settings)) {
  const test = (name: string, run: (database: Database) => Promise<void>) =>
    Deno.test({
      name: `database on ${setting}: ${name}`,
      ignore: setting === "PostgreSQL" && postgres === undefined,
      fn: async () => {
        await using opened = await open();
        await run(opened.database);
      },
    });

  test("a key that was never set has no value and no version", async (database) => {
    assert.deepEqual(await database.get(["a"]), { key: ["a"], value: null, version: null });
    assert.deepEqual(await database.getMany([["a"], ["b"]]), [
      { key: ["a"], value: null, version: null },
      { key: ["b"], value: null, version: null },
    ]);
  });

  test("all keys of a commit get its version, which no key had before", async (database) => {
    const first = await database.commit(new Commit().set(["a"], 1).set(["b"], { deep: [new Uint8Array([7])] }));
    assert.deepEqual(await database.get(["a"]), { key: ["a"], value: 1, version: first });
    assert.deepEqual(await database.get(["b"]), {
      key: ["b"],
      value: { deep: [new Uint8Array([7])] },
      version: first,
    });
    const second = await set(database, ["a"], 1);
    assert.notEqual(second, first);
    assert.equal((await database.get(["a"])).version, second);
    await database.commit(new Commit().delete(["a"]));
    assert.equal((await database.get(["a"])).version, null);
    assert.ok(![first, second].includes(await set(database, ["a"], 1)));
  });

  test("values are copies", async (database) => {
    const value = { list: [1] };
    await set(database, ["a"], value);
    value.list.push(2);
    (await database.get<typeof value>(["a"])).value!.list.push(3);
    assert.deepEqual((await database.get(["a"])).value, { list: [1] });
  });

  test("bytes may be given back once they are committed, or read", async (database) => {
    const bytes = new Uint8Array(VALUE_BYTES_MAX).fill(7);
    await set(database, ["a"], bytes);
    bytes.buffer.transfer(0);
    for (let time = 0; time < 2; time++) {
      const [{ value }] = await database.list<Uint8Array<ArrayBuffer>>({ prefix: [] }, { limit: 1 });
      assert.deepEqual(value, new Uint8Array(VALUE_BYTES_MAX).fill(7));
      value.buffer.transfer(0);
    }
  });

  test("mutations apply in their order", async (database) => {
    await database.commit(new Commit().set(["a"], 1).delete(["a"]).set(["b"], 1).set(["b"], 2));
    assert.deepEqual(await keysOf(database), [["b"]]);
    assert.equal((await database.get(["b"])).value, 2);
  });

  test("a commit with a check that fails changes nothing", async (database) => {
    const version = await set(database, ["a"], 1) ?? null;
    const refused = [
      new Commit().check({ key: ["a"], version: null }),
      new Commit().check({ key: ["b"], version }),
      new Commit().check({ key: ["a"], version }, { key: ["b"], version }),
    ];
    for (const commit of refused) {
      assert.equal(await database.commit(commit.set(["c"], 1).delete(["a"])), undefined);
    }
    assert.deepEqual(await keysOf(database), [["a"]]);
    assert.ok(
      await database.commit(new Commit().check({ key: ["a"], version }, await database.get(["b"])).delete(["a"])),
    );
    assert.equal(await database.commit(new Commit().check({ key: ["a"], version }).set(["a"], 2)), undefined);
  });

  test("of concurrent commits with the same check, one succeeds", async (database) => {
    const COUNTS = 20;
    const increments = Array.from({ length: COUNTS }, async () => {
      for (let tries = 1;; tries++) {
        const entry = await database.get<number>(["count"]);
        if (await database.commit(new Commit().check(entry).set(["count"], (entry.value ?? 0) + 1))) return tries;
      }
    });
    const tries = await Promise.all(increments);
    assert.equal((await database.get(["count"])).value, COUNTS);
    assert.ok(Math.max(...tries) > 1, "some commits had a conflict");
  });

  test("ranges have the order of keys, prefixes without themselves, and ends that are left out", async (database) => {
    const keys: Key[] = [["a"], ["a", "b"], ["a", "b", 1], ["a", "b", 2], ["a", "b", 10], ["a", "bb"], ["b"]];
    for (const key of keys.toReversed()) await set(database, key, true);
    const list = async (range: Parameters<Database["list"]>[0], page: { limit?: number; isReverse?: boolean } = {}) =>
      (await database.list(range, { limit: 100, ...page })).map(({ key }) => key);
    assert.deepEqual(await list({ prefix: [] }), keys);
    assert.deepEqual(await list({ prefix: ["a"] }), keys.slice(1, 6));
    assert.deepEqual(await list({ prefix: ["a", "b"] }), keys.slice(2, 5));
    assert.deepEqual(await list({ prefix: ["a", "b"], start: ["a", "b", 2] }), keys.slice(3, 5));
    assert.deepEqual(await list({ prefix: ["a", "b"], end: ["a", "b", 10] }), keys.slice(2, 4));
    assert.deepEqual(await list({ start: ["a", "b"], end: ["a", "bb"] }), keys.slice(1, 5));
    assert.deepEqual(await list({ prefix: ["a"] }, { limit: 2 }), keys.slice(1, 3));
    assert.deepEqual(await list({ prefix: ["a"] }, { limit: 2, isReverse: true }), [keys[5], keys[4]]);
    assert.deepEqual(await list({ prefix: ["c"] }), []);
  });

  test("pages join to the whole range, whatever their size", async (database) => {
    const keys = Array.from({ length: 20 }, (_, i): Key => i % 5 === 0 ? ["a", i] : ["a", i - i % 5, i]);
    for (const key of keys) await set(database, key, true);
    for (const pageSize of [1, 3, 5, 20, 100]) {
      const all = await Array.fromAsync(entries(database, { prefix: ["a"], end: ["a", 15] }, { pageSize }));
      assert.deepEqual(all.map(({ key }) => key), keys.slice(0, 15), `pages of ${pageSize}`);
    }
  });

  test("values of the largest size are kept, larger ones refused", async (database) => {
    const largest = crypto.getRandomValues(new Uint8Array(VALUE_BYTES_MAX));
    await set(database, ["a"], largest);
    assert.deepEqual((await database.get(["a"])).value, largest);
    await refuses(database, new Commit().set(["a"], new Uint8Array(VALUE_BYTES_MAX + 1)));
    await refuses(database, new Commit().set(["a"], "x".repeat(VALUE_BYTES_MAX)));
  });

  test("keys of the largest size are kept, larger ones refused", async (database) => {
    const largest = "k".repeat(KEY_BYTES_MAX - 2);
    await set(database, [largest], 1);
    assert.equal((await database.get([largest])).value, 1);
    await refuses(database, new Commit().set([`${largest}k`], 1));
  });

  test("commits of the largest size are kept, larger ones refused", async (database) => {
    const sets = (count: number) => {
      const commit = new Commit();
      for (let i = 0; i < count; i++) commit.set([i], i);
      return commit;
    };
    assert.ok(await database.commit(sets(MUTATIONS_MAX)));
    assert.equal((await keysOf(database)).length, MUTATIONS_MAX);
    await refuses(database, sets(MUTATIONS_MAX + 1));
    const checks = Array.from({ length: CHECKS_MAX }, (_, i) => ({ key: ["absent", i], version: null }));
    assert.ok(await database.commit(new Commit().check(...checks).set(["a"], 1)));
    await refuses(database, new Commit().check(...checks, { key: ["b"], version: null }).set(["a"], 2));
    const large = new Commit();
    for (let i = 0; i * VALUE_BYTES_MAX < COMMIT_BYTES_MAX; i++) {
      large.set(["large", i], new Uint8Array(VALUE_BYTES_MAX));
    }
    await refuses(database, large);
    await refuses(database, sets(80).set(["k"], 0), { keyBytes: 1_024 });
  });

  test("too many reads at once are refused", async (database) => {
    const keys = Array.from({ length: READS_MAX + 1 }, (_, i): Key => [i]);
    assert.equal((await database.getMany(keys.slice(1))).length, READS_MAX);
    await assert.rejects(() => database.getMany(keys));
    assert.equal((await database.list({ prefix: [] }, { limit: LIST_MAX })).length, 0);
  });

  test("an expiring key is there until then", async (database) => {
    await database.commit(new Commit().set(["a"], 1, { expireIn: 3_600_000 }));
    assert.equal((await database.get(["a"])).value, 1);
  });

  test("closing twice is safe, and a closed database refuses", async (database) => {
    database.close();
    database.close();
    await assert.rejects(() => set(database, ["a"], 1));
  });
}

/** The commit rejects and changes nothing. */
async function refuses(database: Database, commit: Commit, { keyBytes = 0 } = {}): Promise<void> {
  const before = await Array.fromAsync(entries(database, { prefix: [] }, { pageSize: LIST_MAX }));
  const padding = "k".repeat(keyBytes);
  for (const [i, mutation] of commit.mutations.entries()) {
    if (keyBytes > 0) commit.mutations[i] = { ...mutation, key: [...mutation.key, padding] };
  }
  await assert.rejects(() => database.commit(commit));
  assert.deepEqual(await Array.fromAsync(entries(database, { prefix: [] }, { pageSize: LIST_MAX })), before);
}

const PARTS: readonly ((random: Random) => KeyPart)[] = [
  (random) => random.below(2) === 0,
  (random) => random.pick([0, -1, 1, 1.5, -1e300, 1e300, Infinity, -Infinity, 5e-324, 255, 256, -255, -256]),
  (random) => random.pick(["", "a", "aa", "b", "\0", "a\0", "a\0b", "\u00ff", "\uffff", "😀", "Z"]),
  (random) => new Uint8Array(Array.from({ length: random.below(4) }, () => random.pick([0, 1, 255]))),
];

/** `database` has the same keys as Deno KV, in the same order, and finds the same ranges. */
async function comparesWithKv(database: Database): Promise<void> {
  const random = seeded(3);
  using kv = await openDatabase(":memory:");
  for (let i = 0; i < 600; i++) {
    const key = Array.from({ length: 1 + random.below(3) }, () => random.pick(PARTS)(random));
    for (const each of [kv, database]) await set(each, key, i);
  }
  const [expected, found] = [await keysOf(kv), await keysOf(database)];
  assert.ok(expected.length > 200);
  assert.deepEqual(found, expected);
  for (let i = 0; i < 100; i++) {
    const range = { start: random.pick(expected), end: random.pick(expected) };
    const page = { limit: 1 + random.below(50), isReverse: random.below(2) === 0 };
    const keys = async (database: Database) =>
      await database.list(range, page).then((page) => page.map(({ key }) => key), () => []);
    assert.deepEqual(await keys(database), await keys(kv));
  }
}

Deno.test("memory has the order of keys that Deno KV has", async () => {
  using memory = new MemoryDatabase();
  await comparesWithKv(memory);
});

Deno.test({ name: "PostgreSQL has the order of keys that Deno KV has", ignore: postgres === undefined }, async () => {
  await using opened = await postgres!.open();
  await comparesWithKv(opened.database);
});

Deno.test("memory forgets a key when it expires", async () => {
  let now = 1_000;
  using database = new MemoryDatabase({ now: () => now });
  await database.commit(new Commit().set(["a"], 1, { expireIn: 10 }).set(["b"], 1));
  now += 10;
  assert.equal((await database.get(["a"])).value, null);
  assert.deepEqual(await keysOf(database), [["b"]]);
  assert.ok(await database.commit(new Commit().check({ key: ["a"], version: null }).set(["a"], 2)));
});

for (const fault of ["before", "after"] satisfies Fault[]) {
  Deno.test(`a crash ${fault} a commit leaves all of it or nothing, and the database refuses from then on`, async () => {
    using inner = await openDatabase(":memory:");
    const faulty = new FaultyDatabase(inner, { at: 1, fault });
    await set(faulty, ["a"], 1);
    await assert.rejects(() => faulty.commit(new Commit().delete(["a"]).set(["b"], 1)), DatabaseFault);
    await assert.rejects(() => faulty.get(["a"]), DatabaseFault);
    assert.deepEqual(await keysOf(inner), [[fault === "before" ? "a" : "b"]]);
  });
}
