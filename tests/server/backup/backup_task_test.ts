import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { fileURLToPath } from "node:url";
import { HAS_LOCKS } from "../../../server/database/database_lock.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { Peer } from "../../support/peer/peer.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { Appender, inStore, strokeUpdates } from "../../support/store/stored_boards.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SLUG = "oooooooooooooooooooooo";

/** Runs a task as an operator does. */
async function run(task: "backup" | "restore", kvPath: string, ...args: string[]) {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "--config", `${ROOT}deno.json`, task, ...args],
    env: { KV_PATH: kvPath, NO_COLOR: "1" },
  });
  const { code, stderr } = await command.output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test("the tasks write a verified file, restore it to another database, and report it", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const kv = await openDatabase(`${dir}/kv.sqlite3`);
    await new KvLinkStore(kv).createBoard("one", [{ slug: SLUG, role: "owner" }]);
    const appender = await Appender.open(new KvBoardStore(kv), "one");
    for (const update of strokeUpdates([10, 10])) await appender.append(update);
    const before = await inStore(new KvBoardStore(kv), "one");
    kv.close();

    const file = `${dir}/boards.backup`;
    // A board can be named by a link to it.
    const saved = await run("backup", `${dir}/kv.sqlite3`, file, `http://localhost:8000/b/${SLUG}`);
    assert.match(saved.said, /1 board, .* Verified/);
    assert.equal(saved.code, 0);
    assert.equal((await run("restore", `${dir}/new/kv.sqlite3`, file)).code, 0);
    const again = await run("restore", `${dir}/new/kv.sqlite3`, file);
    assert.match(again.said, /exists; with --replace/);
    assert.equal(again.code, 1);
    assert.equal((await run("restore", `${dir}/new/kv.sqlite3`, file, "--replace")).code, 0);

    await using server = await RealServer.start();
    const { links: { editor } } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(editor));
    if (HAS_LOCKS) {
      const running = await run("restore", server.kvPath, file);
      assert.match(running.said, /a server uses it/);
      assert.equal(running.code, 1);
    }
    ann.change((board) => board.meta.set("title", "still here"));
    await ann.untilSaved();
    await server.kill();
    assert.equal((await run("restore", server.kvPath, file)).code, 0, "a lock ends with its process");

    const restored = await openDatabase(`${dir}/new/kv.sqlite3`);
    assert.deepEqual(await inStore(new KvBoardStore(restored), "one"), before);
    assert.equal((await new KvLinkStore(restored).find(SLUG))?.role, "owner");
    restored.close();

    const nothing = await run("restore", `${dir}/new/kv.sqlite3`, `${dir}/nothing.backup`);
    assert.match(nothing.said, /does not open/);
    assert.equal(nothing.code, 1);
    const nowhere = await run("backup", `${dir}/nowhere.sqlite3`, file);
    assert.match(nowhere.said, /Cannot open KV_PATH/);
    assert.equal(nowhere.code, 1);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
