import assert from "node:assert/strict";
import { databaseKinds } from "../../support/store/database_kinds.ts";
import { splitRun } from "./split_run.ts";

// The long version is `deno task soak:split`.
for (const { name, ignore, open } of await databaseKinds()) {
  Deno.test({
    name:
      `two instances on ${name}: the network between them is cut and mended, all copies stay equal, nothing is lost`,
    ignore,
    fn: async () => {
      await using opened = await open();
      const { splits, moved, confirmed } = await splitRun({ database: opened.database, cuts: 4, seed: 1 });
      assert.ok(splits > 0, "both instances served the board");
      assert.ok(moved > 0, "people came over when the instances reached each other");
      assert.ok(confirmed >= 4 * 30);
    },
  });
}
