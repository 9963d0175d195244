import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";
import { NO_POOLER, Pooler } from "../../support/store/pooler.ts";
import { NO_POSTGRES, PostgresServer } from "../../support/store/postgres_server.ts";

Deno.test({
  name: "behind a pooler that gives each transaction another connection, every commit succeeds once",
  ignore: NO_POSTGRES !== false || NO_POOLER !== false,
  fn: async () => {
    await using postgres = await PostgresServer.start();
    await postgres.run("create database boards");
    await using pooler = await Pooler.start(postgres.url("boards"));
    const database = await PostgresDatabase.open(pooler.url);
    const increments = Array.from({ length: 30 }, async () => {
      for (;;) {
        const entry = await database.get<number>(["count"]);
        if (await database.commit(new Commit().check(entry).set(["count"], (entry.value ?? 0) + 1))) return;
      }
    });
    await Promise.all(increments);
    assert.equal((await database.get(["count"])).value, 30);
    assert.equal((await database.list({ prefix: [] }, { limit: 5 })).length, 1);
    database.close();
    await database.ended;
  },
});
