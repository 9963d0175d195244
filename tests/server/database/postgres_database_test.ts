import assert from "node:assert/strict";
import { Commit, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { postgresOfFile } from "../../support/store/database_kinds.ts";
import { NO_POSTGRES, PostgresServer } from "../../support/store/postgres_server.ts";
import { until } from "../../support/until.ts";

const postgres = (await postgresOfFile())!;

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `PostgreSQL: ${name}`, ignore: NO_POSTGRES !== false, fn });
}

/** Creates a role with one setting in the database. @returns the address of an empty schema for this role */
async function withSetting(role: string, setting: string): Promise<string> {
  const url = new URL(postgres.emptyUrl());
  const schema = url.searchParams.get("search_path");
  await postgres.run([
    `create role ${role} login`,
    `grant all on schema ${schema} to ${role}`,
    `alter role ${role} in database postgres set ${setting}`,
  ]);
  url.username = role;
  return url.href;
}

async function close(database: PostgresDatabase): Promise<void> {
  database.close();
  await database.ended;
}

test("servers that start at once create the tables once, and a later start changes nothing", async () => {
  const url = postgres.emptyUrl();
  const databases = await Promise.all(Array.from({ length: 5 }, () => PostgresDatabase.open(url)));
  await databases[0].commit(new Commit().set(["a"], 1));
  for (const database of databases) assert.equal((await database.get(["a"])).value, 1);
  await Promise.all(databases.map(close));
});

test("tables of a newer version are refused and left alone", async () => {
  const url = postgres.emptyUrl();
  await close(await PostgresDatabase.open(url));
  const schema = new URL(url).searchParams.get("search_path");
  await postgres.run(`update ${schema}.drawbridge_schema set version = 99`);
  await assert.rejects(() => openDatabase(url), /Cannot open DATABASE_URL .* as a newer version of the server/);
});

test("commits of overlapping keys in any order never wait for each other in a circle", async () => {
  await using opened = await postgres.open();
  const { database } = opened;
  const keys = Array.from({ length: 12 }, (_, i) => [`key ${i}`]);
  const versions = await Promise.all(Array.from({ length: 60 }, (_, i) => {
    const commit = new Commit();
    for (let n = 0; n < keys.length; n++) {
      const key = keys[(i + n * (i % 2 ? 5 : 7)) % keys.length];
      if ((i + n) % 4 === 0) commit.delete(key);
      else commit.set(key, i);
    }
    return database.commit(commit);
  }));
  assert.equal(new Set(versions).size, 60);
  for await (const { value, version } of entries<number>(database, { prefix: [] })) {
    assert.equal(version, versions[value]);
  }
});

test("of concurrent commits that check an absent key, one succeeds, also when they do not set it", async () => {
  await using opened = await postgres.open();
  const { database } = opened;
  for (let round = 0; round < 10; round++) {
    const done = await Promise.all(Array.from({ length: 10 }, (_, i) =>
      database.commit(
        new Commit().check({ key: ["head", round], version: null }).set(["head", round], i).set(["log", round, i], i),
      )));
    assert.equal(done.filter(Boolean).length, 1);
    assert.equal((await database.list({ prefix: ["log", round] }, { limit: 20 })).length, 1);
  }
  const both = await Promise.all([
    database.commit(new Commit().check({ key: ["a"], version: null }).set(["b"], 1)),
    database.commit(new Commit().check({ key: ["b"], version: null }).set(["a"], 1)),
  ]);
  assert.equal(both.filter(Boolean).length, 1);
});

test("an expired key is absent, and its row is deleted", async () => {
  const url = postgres.emptyUrl();
  const clock = new FakeClock();
  const database = await PostgresDatabase.open(url, { clock });
  await database.commit(new Commit().set(["a"], 1, { expireIn: 1 }).set(["b"], 1, { expireIn: 1 }).set(["c"], 1));
  await until("the key expires", async () => (await database.get(["a"])).value === null);
  assert.deepEqual((await database.list({ prefix: [] }, { limit: 9 })).map(({ key }) => key), [["c"]]);
  assert.ok(await database.commit(new Commit().check({ key: ["a"], version: null }).set(["a"], 2)));
  clock.pass(60_000);
  const schema = new URL(url).searchParams.get("search_path");
  const rows = () => postgres.run(`select count(*) from ${schema}.drawbridge`);
  await until("the row is deleted", async () => await rows() === "2");
  await close(database);
});

test("settings that make Saved untrue are warned of, also those of a role in a database", async () => {
  const warnings: string[] = [];
  const url = await withSetting("hasty", "synchronous_commit = off");
  await close(await PostgresDatabase.open(url, { warn: (sentence) => warnings.push(sentence) }));
  assert.match(warnings.join("\n"), /^synchronous_commit is off[^\n]*$/);
  await close(await PostgresDatabase.open(postgres.emptyUrl(), { warn: assert.fail }));
});

test("a database that can only be read is refused", async () => {
  const url = await withSetting("reader", "default_transaction_read_only = on");
  await assert.rejects(() => openDatabase(url), /Cannot open DATABASE_URL "[^"]*" as PostgreSQL is read-only/);
});

test("a user without rights, an unknown user and an unknown database are refused with the reason", async () => {
  await postgres.run("create role stranger login");
  const url = new URL(postgres.emptyUrl());
  url.username = "stranger";
  await assert.rejects(() => openDatabase(url.href), /may use no schema of its search_path/);
  await postgres.run(`grant usage on schema ${url.searchParams.get("search_path")} to stranger`);
  await assert.rejects(() => openDatabase(url.href), /lacks rights/);
  await assert.rejects(() => openDatabase(postgres.url("postgres", "nobody_here")), /does not exist|refuses this user/);
  await assert.rejects(() => openDatabase(postgres.url("nowhere")), /there is no such database/);
});

test("a wrong password is refused, and is not shown", async () => {
  await postgres.run("create role careful login password 'right'");
  await postgres.requirePassword("careful");
  const url = (password: string) => postgres.url().replace("drawbridge@", `careful:${password}@`);
  await assert.rejects(() => openDatabase(url("wrong")), (error: Error) => {
    assert.match(error.message, /the password is wrong/);
    assert.doesNotMatch(error.message, /careful|wrong@/);
    return true;
  });
});

test("nothing is served with fsync off, and not by a server that is not there", async () => {
  await using server = await PostgresServer.start();
  await server.stop();
  await assert.rejects(() => openDatabase(server.url()), /nothing listens at the address of PostgreSQL/);
  await server.start(["fsync=off"]);
  await assert.rejects(() => openDatabase(server.url()), /fsync is off/);
});

test("while it is gone every operation fails with the reason, and afterwards the database works again", async () => {
  await using server = await PostgresServer.start();
  const database = await PostgresDatabase.open(server.emptyUrl());
  const version = await database.commit(new Commit().set(["a"], 1));
  for (const end of [() => server.stop(), () => server.kill()]) {
    await end();
    await assert.rejects(() => database.commit(new Commit().set(["a"], 2)), /Cannot use the database as .*PostgreSQL/);
    await assert.rejects(() => database.get(["a"]), /Cannot use the database as .*PostgreSQL/);
    await server.start();
    await until("it works again", () => database.get(["a"]).then(() => true, () => false));
    assert.deepEqual(await database.get(["a"]), { key: ["a"], value: 1, version });
  }
  await close(database);
});

test("while it is read-only commits fail with the reason and reads succeed; afterwards commits succeed", async () => {
  await using server = await PostgresServer.start();
  const database = await PostgresDatabase.open(server.emptyUrl());
  await database.commit(new Commit().set(["a"], 1));
  const commit = () => database.commit(new Commit().set(["a"], 2)).then(() => "done", (error: Error) => error.message);
  const setReadOnly = (value: string) =>
    server.run([`alter system set default_transaction_read_only = ${value}`, "select pg_reload_conf()"]);
  await setReadOnly("on");
  await until("commits fail", async () => await commit() !== "done");
  assert.match(await commit(), /^Cannot use the database as PostgreSQL is read-only/);
  assert.ok((await database.get(["a"])).value);
  await setReadOnly("off");
  await until("commits succeed", async () => await commit() === "done");
  await close(database);
});

test("an operation that gets no answer fails, and the next ones use new connections", async () => {
  await using server = await PostgresServer.start();
  const clock = new FakeClock();
  const database = await PostgresDatabase.open(server.emptyUrl(), { clock });
  await database.commit(new Commit().set(["a"], 1));
  server.pause();
  const hanging = database.commit(new Commit().set(["a"], 2));
  const other = database.get(["a"]);
  clock.pass(10_000);
  await assert.rejects(hanging, /Cannot use the database as PostgreSQL does not answer within 10 s/);
  await assert.rejects(other, /Cannot use the database/);
  server.resume();
  await until("it works again", () => database.get(["a"]).then(() => true, () => false));
  await close(database);
});

test("connections that were cut by an operator are replaced, and no read fails", async () => {
  await using opened = await postgres.open();
  const { database } = opened;
  await database.commit(new Commit().set(["a"], 1));
  for (let cut = 0; cut < 5; cut++) {
    await Promise.all(Array.from({ length: 20 }, () => database.get(["a"])));
    const cutting = postgres.run(
      "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'drawbridge'",
    );
    for (let i = 0; i < 20; i++) assert.equal((await database.get(["a"])).value, 1);
    await cutting;
    for (let i = 0; i < 20; i++) assert.equal((await database.get(["a"])).value, 1);
  }
});

test("a database that is closed in the middle of operations finishes them and leaves no connection", async () => {
  const database = await PostgresDatabase.open(postgres.emptyUrl());
  await new Promise<void>((listening) => database.notifications.listen({ hear() {}, listening }));
  const reads = Promise.all(Array.from({ length: 20 }, () => database.get(["a"])));
  // Deno itself looks for what is left.
  await close(database);
  assert.equal((await reads).length, 20);
});
