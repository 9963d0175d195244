import assert from "node:assert/strict";
import { readBoardName } from "../../../board/board_name.ts";
import { BoardNames } from "../../../server/store/board_names.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { DISGUISED_PAYLOADS } from "../../support/browser/payloads.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";

for (const kind of await databaseKinds()) {
  Deno.test({
    name: `names of boards on ${kind.name}: a name means one board, a board has one name, and both end with it`,
    ignore: kind.ignore,
    fn: async () => {
      await using opened = await kind.open();
      const links = new KvLinkStore(opened.database);
      for (const id of ["one", "two"]) await links.createBoard(id, [{ slug: `owner-${id}`, role: "owner" }]);
      const names = new BoardNames(opened.database);
      assert.equal(await names.set("one", "retro"), "done");
      assert.equal(await names.set("one", "retro"), "done");
      assert.equal(await names.set("two", "retro"), "taken");
      assert.equal(await names.boardOf("retro"), "one");
      assert.equal(await names.set("one", "12"), "done");
      assert.equal(await names.boardOf("retro"), undefined, "the earlier name is free");
      assert.equal(await names.set("two", "retro"), "done");
      assert.equal(await names.nameOf("two"), "retro");
      await links.deleteBoard("two");
      assert.equal(await names.boardOf("retro"), undefined);
      assert.equal(await names.set("two", "retro"), "gone");
      const [first, second] = await Promise.all([names.set("one", "a"), names.set("one", "b")]);
      assert.deepEqual([first, second], ["done", "done"]);
      const now = (await names.nameOf("one"))!;
      assert.deepEqual([await names.boardOf("a"), await names.boardOf("b")].filter(Boolean), ["one"]);
      assert.equal(await names.boardOf(now), "one");
      assert.equal(await names.set("one", undefined), "done");
      assert.equal(await names.boardOf(now), undefined);
    },
  });
}

Deno.test("names are numbers or short words; capitals mean the same, and pages of the server are no names", () => {
  for (const [text, name] of [["12", "12"], [" Retro ", "retro"], ["q3-plan", "q3-plan"]]) {
    assert.deepEqual(readBoardName(text), { name });
  }
  for (const text of ["", "-a", "a-", "a--b", "a b", "a/b", "..", "é", "а", "x".repeat(41), 12, null, "%61"]) {
    assert.deepEqual(readBoardName(text), { problem: "invalid" }, String(text));
  }
  assert.deepEqual(readBoardName("API"), { problem: "reserved" });
  const injected = DISGUISED_PAYLOADS.filter((text) => !("problem" in readBoardName(text)));
  // The only words among them that may be a name.
  assert.deepEqual(new Set(injected.map((text) => text.toLowerCase())), new Set(["constructor"]));
});
