import assert from "node:assert/strict";
import { type Database, entries } from "../../../server/database/database.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { crashEverywhere, type Deed } from "../../support/store/crashes.ts";
import { Appender, inStore, strokeUpdates } from "../../support/store/stored_boards.ts";

const ID = "board";
const NOW = 1_700_000_000_000;
const SLUGS = ["owner", "editor", "viewer", "locked", "unlocked", "new owner", "new editor", "new viewer", "guest"];

const linksOf = (kv: Database) => new KvLinkStore(kv, { now: () => NOW });

/** The role and board of each possible link, and the list that the owner sees. */
async function look(kv: Database): Promise<unknown> {
  const opens: Record<string, unknown> = {};
  for (const slug of SLUGS) {
    const link = await linksOf(kv).find(slug);
    opens[slug] = link && { link, board: await inStore(new KvBoardStore(kv), link.board) };
  }
  return { opens, list: await linksOf(kv).list(ID) };
}

async function boardWithLinks(kv: Database): Promise<void> {
  const links = linksOf(kv);
  await links.createBoard(ID, [
    { slug: "owner", role: "owner" },
    { slug: "editor", role: "editor" },
    { slug: "viewer", role: "viewer" },
  ]);
  await links.create(ID, { slug: "locked", role: "editor", label: "Guests", passphrase: "open" });
  await links.unlock("locked", "open", { slug: "unlocked", expires: NOW + 1_000 });
  const board = await Appender.open(new KvBoardStore(kv), ID);
  for (const update of strokeUpdates([10, 26_000, 10])) await board.append(update);
}

const idOf = async (kv: Database, slug: string) => (await linksOf(kv).find(slug))!.id;

type Step = (links: KvLinkStore, ids: { editor: string; locked: string }) => Promise<unknown>;

function crashTest(name: string, steps: readonly Step[], deed: Partial<Deed<unknown>> = {}): void {
  Deno.test(`a crash at any operation of ${name} leaves either the old or the new links`, async () => {
    const ids = { editor: "", locked: "" };
    const operations = await crashEverywhere({
      prepare: async (kv) => {
        await boardWithLinks(kv);
        for (const slug of ["editor", "locked"] as const) ids[slug] = await idOf(kv, slug);
      },
      steps: (kv) => steps.map((step) => () => step(linksOf(kv), ids)),
      look,
      ...deed,
    });
    assert.ok(operations > 0);
  });
}

/** Ignores a link that exists because the answer of its creation was lost: a slug is created only once. */
const orIsThere = (slug: string, make: Step): Step => async (links, ids) =>
  await links.find(slug) ?? await make(links, ids);

crashTest("making a board", [
  orIsThere(
    "owner",
    (links) => links.createBoard(ID, [{ slug: "owner", role: "owner" }, { slug: "viewer", role: "viewer" }]),
  ),
], { prepare: () => Promise.resolve() });

crashTest("making a link", [
  orIsThere("guest", (links) => links.create(ID, { slug: "guest", role: "viewer", label: "Guests" })),
]);

crashTest("making a link with a passphrase", [
  orIsThere("guest", (links) => links.create(ID, { slug: "guest", role: "viewer", passphrase: "open" })),
]);

crashTest("changing label and expiry", [
  (links, { editor }) => links.change(ID, editor, { label: "Friends" }),
  (links, { editor }) => links.change(ID, editor, { expires: NOW + 5_000 }),
  (links, { editor }) => links.change(ID, editor, { label: "", expires: null }),
]);

crashTest("revoking", [
  (links, { editor }) => links.revoke(ID, editor),
  (links, { locked }) => links.revoke(ID, locked),
]);

crashTest("giving a passphrase, another one and none", [
  (links, { editor }) => links.change(ID, editor, { passphrase: "open" }),
  (links, { locked }) => links.change(ID, locked, { passphrase: "changed" }),
  (links, { locked }) => links.change(ID, locked, { passphrase: null }),
]);

crashTest("rotating", [
  (links) => links.rotate(ID, (["owner", "editor", "viewer"] as const).map((role) => ({ role, slug: `new ${role}` }))),
]);

Deno.test("an interrupted deletion never opens half a board, and repeating it completes it", async () => {
  const operations = await crashEverywhere({
    prepare: boardWithLinks,
    steps: (kv) => [() => linksOf(kv).deleteBoard(ID), () => linksOf(kv).clearDeleted(ID)],
    look,
  });
  assert.ok(operations > 5);
});

Deno.test("leftovers of an interrupted deletion are cleared by the next start, even if that is interrupted repeatedly", async () => {
  const operations = await crashEverywhere({
    prepare: async (kv) => {
      await boardWithLinks(kv);
      await linksOf(kv).deleteBoard(ID);
    },
    steps: (kv) => [() => linksOf(kv).resumeDeletions()],
    look: async (kv) => {
      await linksOf(kv).resumeDeletions();
      return (await Array.fromAsync(entries(kv, { prefix: ["boards"] }))).map(({ key }) => key);
    },
  });
  assert.ok(operations > 5);
});
