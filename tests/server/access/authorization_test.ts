import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { type Right, rightsOf, type Role, ROLES } from "../../../board/role.ts";
import { authorization, linkPrincipal } from "../../../server/access/authorization.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { ModerationStore } from "../../../server/store/moderation_store.ts";

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  owner: ["view", "draw", "comment", "point", "manage"],
  editor: ["view", "draw", "comment", "point"],
  commenter: ["view", "comment"],
  viewer: ["view"],
};

for (const role of ROLES) {
  Deno.test(`a link of role ${role} grants ${RIGHTS[role].join(", ")} on its own board`, async () => {
    using database = await openDatabase(":memory:");
    const links = new KvLinkStore(database), moderation = new ModerationStore(database);
    const slug = newSecret();
    await links.createBoard("b", [{ slug, role }]);
    const authorize = authorization(links, { openBoards: true, moderation });
    const access = await authorize(linkPrincipal(slug));
    assert.equal(access?.board, "b");
    const granted = Object.entries(access.rights).filter(([, isGranted]) => isGranted).map(([right]) => right);
    assert.deepEqual(granted.sort(), [...RIGHTS[role]].sort());
    assert.equal((await authorize(linkPrincipal(slug), "b"))?.board, "b");
    assert.equal(await authorize(linkPrincipal(slug), "another"), undefined);
  });
}

Deno.test("a role that this version does not know may only view", () => {
  for (const role of ["moderator", "constructor", "__proto__"]) {
    assert.deepEqual(rightsOf(role as Role), rightsOf("viewer"));
  }
});

Deno.test("an open board has no manager, and a link with a passphrase opens nothing", async () => {
  using database = await openDatabase(":memory:");
  const links = new KvLinkStore(database), moderation = new ModerationStore(database);
  const slug = newSecret();
  await links.createBoard("b", [{ slug: newSecret(), role: "owner" }]);
  await links.create("b", { slug, role: "owner", passphrase: "tea" });
  const open = authorization(links, { openBoards: true, moderation });
  assert.equal((await open(linkPrincipal("meeting")))?.rights.manage, false);
  assert.equal(await open(linkPrincipal(slug)), undefined);
  assert.equal(await authorization(links, { openBoards: false, moderation })(linkPrincipal("meeting")), undefined);
});
