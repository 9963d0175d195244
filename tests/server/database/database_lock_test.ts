import assert from "node:assert/strict";
import { HAS_LOCKS, lockDatabase } from "../../../server/database/database_lock.ts";

Deno.test({ name: "servers share a database file, a restore needs it alone", ignore: !HAS_LOCKS }, async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/kv.sqlite3`;
  try {
    {
      using _one = await lockDatabase(path, "together");
      using _other = await lockDatabase(path, "together");
      await assert.rejects(lockDatabase(path, "alone"), /a server uses it.*kv\.sqlite3/);
    }
    {
      using _restore = await lockDatabase(path, "alone");
      await assert.rejects(lockDatabase(path, "together"), /it is being restored/);
    }
    using _again = await lockDatabase(path, "together");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("only database files are locked", async () => {
  for (const path of [undefined, ":memory:", "https://kv.example.org"]) {
    using _server = await lockDatabase(path, "together");
    using _restore = await lockDatabase(path, "alone");
  }
});
