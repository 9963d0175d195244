import assert from "node:assert/strict";
import { Commit } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import { keysOf } from "../../../../server/store/bulk_delete.ts";
import { clearDeleted } from "../../../../server/store/bin/deleted_boards.ts";
import { ProgramRequests, REPEATED_MS, REQUEST_BYTES_MAX } from "../../../../server/store/programs/program_requests.ts";
import { type DatabaseKind, databaseKinds } from "../../../support/store/database_kinds.ts";

const BOARD = "board";

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `requests of programs on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("the largest one is stored whole, once, with its answer; its change goes when it is durable", async (kind) => {
    await using opened = await kind.open();
    const one = new ProgramRequests(opened.database), two = new ProgramRequests(opened.database);
    const update = Uint8Array.from({ length: REQUEST_BYTES_MAX / 2 }, (_, i) => i % 251);
    const request = { digest: "d", answer: "ä".repeat(REQUEST_BYTES_MAX / 4), update };
    assert.equal(await one.find(BOARD, "r"), undefined);
    const begun = await Promise.all([
      one.begin(BOARD, "r", request),
      two.begin(BOARD, "r", { ...request, answer: "b" }),
    ]);
    assert.deepEqual(begun.sort(), ["begun", "known"]);
    const known = (await two.find(BOARD, "r"))!;
    assert.deepEqual(known.update, update);
    await Promise.all([one.done(BOARD, "r", known), two.done(BOARD, "r", known)]);
    assert.deepEqual(await one.find(BOARD, "r"), { digest: "d", answer: known.answer, update: undefined });
    await one.forget(BOARD, "r");
    assert.ok(await one.find(BOARD, "r"), "what is done stays");
  });

  test("one that was refused is forgotten, one of yesterday is over", async (kind) => {
    await using opened = await kind.open();
    let now = 1_000_000;
    const requests = new ProgramRequests(opened.database, { now: () => now });
    const request = { digest: "d", answer: "{}", update: new Uint8Array([1]) };
    await requests.begin(BOARD, "r", request);
    await requests.forget(BOARD, "r");
    assert.deepEqual(await keysOf(opened.database, { prefix: KEY.board(BOARD) }), []);
    await requests.begin(BOARD, "r", request);
    now += REPEATED_MS;
    assert.equal(await requests.find(BOARD, "r"), undefined);
    assert.equal(await requests.begin(BOARD, "r", { ...request, digest: "e" }), "begun");
    assert.equal((await requests.find(BOARD, "r"))?.digest, "e");
  });

  test("they are deleted with their board, and a deleted board gets none", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const requests = new ProgramRequests(database);
    const request = { digest: "d", answer: "{}", update: new Uint8Array([1]) };
    await requests.begin(BOARD, "r", request);
    await database.commit(new Commit().set(KEY.deletion(BOARD), true));
    assert.equal(await requests.begin(BOARD, "s", request), "gone");
    await clearDeleted(database, BOARD);
    assert.deepEqual(await keysOf(database, { prefix: KEY.board(BOARD) }), []);
  });
}
