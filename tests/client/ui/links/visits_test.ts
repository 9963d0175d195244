import assert from "node:assert/strict";
import type { Memory } from "../../../../client/ui/page/browser_storage.ts";
import {
  accessBy,
  addressOf,
  copiedVisit,
  everySlugOf,
  forgetVisit,
  linksFor,
  listVisits,
  movedTo,
  noteOnVisit,
  rememberVisit,
  restoreVisit,
  visitOf,
} from "../../../../client/ui/links/visits.ts";

const KEY = "drawbridge.visits";

function memoryOf(stored: Record<string, string> = {}): Memory {
  const items = new Map(Object.entries(stored));
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const throwing: Memory = {
  getItem() {
    throw new Error("denied");
  },
  setItem() {
    throw new Error("full");
  },
};

Deno.test("visits are listed latest first", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "one", role: "editor", at: 1 }, memory);
  rememberVisit({ slug: "two", role: "viewer", at: 2 }, memory);
  rememberVisit({ slug: "one", role: "editor", at: 3 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, since, at }) => [slug, since, at]), [["one", 1, 3], ["two", 2, 2]]);
});

Deno.test("visits through several links of a board are one entry with the strongest link", () => {
  const memory = memoryOf();
  const links = { owner: "own", editor: "edit", viewer: "view" };
  rememberVisit({ slug: "own", role: "owner", links, at: 1 }, memory);
  rememberVisit({ slug: "view", role: "viewer", at: 2 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, role, at }) => [slug, role, at]), [["own", "owner", 2]]);
  for (const slug of Object.values(links)) assert.deepEqual(linksFor(slug, memory), links);
});

Deno.test("a visit without a role keeps the known role of the same link", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "one", role: "editor", at: 1 }, memory);
  rememberVisit({ slug: "one", at: 2 }, memory);
  assert.equal(listVisits(memory)[0].role, "editor");
});

Deno.test("forgetting a board by any of its links removes only that board", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "own", role: "owner", links: { owner: "own", viewer: "view" }, at: 1 }, memory);
  rememberVisit({ slug: "other", role: "editor", at: 2 }, memory);
  assert.equal(forgetVisit("view", memory), true);
  assert.deepEqual(listVisits(memory).map(({ slug }) => slug), ["other"]);
  assert.deepEqual(linksFor("own", memory), {});
});

Deno.test("two hundred visits are kept and the oldest are dropped", () => {
  const memory = memoryOf();
  for (let at = 0; at < 210; at++) rememberVisit({ slug: `board-${at}`, role: "editor", at }, memory);
  const visits = listVisits(memory);
  assert.equal(visits.length, 200);
  assert.equal(visits.at(-1)!.slug, "board-10");
});

Deno.test("malformed entries in storage are left out", () => {
  for (const text of ["", "{", "null", "7", '"text"', "{}", "[null, 3, [], {}]"]) {
    assert.deepEqual(listVisits(memoryOf({ [KEY]: text })), [], text);
  }
  const stored = [
    { slug: "../evil", at: 1 },
    { slug: "__proto__", at: 1 },
    { slug: "no-time" },
    { slug: "absurd-time", at: 1e300 },
    { slug: "good", role: "emperor", links: { owner: "javascript:alert(1)", viewer: "view", extra: 1 }, at: 5 },
  ];
  assert.deepEqual(listVisits(memoryOf({ [KEY]: JSON.stringify(stored) })), [
    { slug: "good", role: undefined, links: { viewer: "view" }, since: 5, at: 5 },
  ]);
});

Deno.test("storage that throws or is missing gives an empty list and reports that nothing is stored", () => {
  for (const memory of [throwing, { getItem: () => null, setItem: throwing.setItem }]) {
    assert.deepEqual(listVisits(memory), []);
    assert.deepEqual(linksFor("one", memory), {});
    assert.equal(rememberVisit({ slug: "one", role: "editor", at: 1 }, memory), false);
    assert.equal(forgetVisit("one", memory), false);
  }
});

Deno.test("after a replacement the new owner link is used once it has opened the board, not before", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "own", role: "owner", links: { owner: "own", editor: "edit", viewer: "view" }, at: 1 }, memory);
  noteOnVisit("own", { next: { owner: "own2", editor: "edit2", viewer: "view2" } }, memory);
  assert.equal(listVisits(memory)[0].slug, "own", "nobody knows yet whether it was done");
  assert.equal(movedTo("own", memory), "own2", "a link that opens nothing leads to the new one");
  rememberVisit({ slug: "own2", role: "owner", at: 2 }, memory);
  const [visit, ...others] = listVisits(memory);
  assert.deepEqual([visit.slug, visit.links?.editor, visit.next, visit.since], ["own2", "edit2", undefined, 1]);
  assert.equal(others.length, 0);
  assert.deepEqual(["own", "edit", "own2"].map((slug) => movedTo(slug, memory)), ["own2", "own2", undefined]);
  assert.ok(everySlugOf(visit).includes("view"), "what was kept under the old links is found when it is forgotten");
});

Deno.test("after a replacement a temporary link leads to the new owner link", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "locked", at: 1 }, memory);
  noteOnVisit("locked", { key: "key" }, memory);
  noteOnVisit("key", { next: { owner: "own2", editor: "edit2", viewer: "view2" } }, memory);
  assert.equal(movedTo(movedTo("key", memory)!, memory), "own2");
  rememberVisit({ slug: "own2", role: "owner", at: 2 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, key }) => [slug, key]), [["own2", undefined]]);
  assert.deepEqual([movedTo("key", memory), movedTo("locked", memory)], ["own2", "own2"]);
});

Deno.test("a link with a passphrase is listed itself, and its temporary link leads back to it", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "locked", at: 1 }, memory);
  noteOnVisit("locked", { key: "key" }, memory);
  rememberVisit({ slug: "key", role: "viewer", at: 2 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, key, role }) => [slug, key, role]), [["locked", "key", "viewer"]]);
  assert.equal(movedTo("key", memory), "locked");
  assert.equal(movedTo("locked", memory), undefined);
});

Deno.test("an own board is never dropped, however many others are visited later (fault C7)", () => {
  const memory = memoryOf();
  const links = { owner: "own", editor: "edit", viewer: "view" };
  rememberVisit({ slug: "own", role: "owner", links, at: 0 }, memory);
  rememberVisit({ slug: "told", role: "owner", at: 1 }, memory);
  for (let at = 10; at < 230; at++) rememberVisit({ slug: `board-${at}`, role: "editor", at }, memory);
  assert.deepEqual(linksFor("own", memory), links);
  const visits = listVisits(memory);
  assert.equal(visits.length, 202);
  assert.deepEqual(visits.slice(-2).map(({ slug }) => slug), ["told", "own"]);
});

Deno.test("any drawing address opens an own board as the owner, the view-only one to look (fault T2)", () => {
  const memory = memoryOf();
  const links = { owner: "own", editor: "edit", viewer: "view" };
  rememberVisit({ slug: "own", role: "owner", links, at: 1 }, memory);
  noteOnVisit("own", { made: [{ slug: "class", role: "editor" }, { slug: "wall", role: "viewer" }] }, memory);
  const opened = (address: string) => accessBy(address, memory).slug;
  assert.deepEqual(["own", "edit", "class"].map(opened), ["own", "own", "own"]);
  assert.deepEqual(["view", "wall", "strange"].map(opened), ["view", "wall", "strange"]);
  assert.equal(addressOf(visitOf("own", memory)!), "edit");
});

Deno.test("a revoked address still opens an owner's board", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "own", role: "owner", links: { owner: "own", editor: "edit" }, at: 1 }, memory);
  noteOnVisit("own", { links: { owner: "own" } }, memory);
  assert.deepEqual(accessBy("edit", memory), { slug: "own", lasting: "own" });
  assert.equal(addressOf(visitOf("own", memory)!), "own");
});

Deno.test("a temporary link is told apart from its permanent link, which keeps the local copy (fault T3)", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "locked", at: 1 }, memory);
  noteOnVisit("locked", { key: "key" }, memory);
  assert.deepEqual(accessBy("key", memory), { slug: "key", lasting: "locked" });
  assert.deepEqual(accessBy("locked", memory), { slug: "locked", lasting: "locked" });
});

Deno.test("a pin survives later visits, and a pinned board is never dropped", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "kept", role: "editor", at: 1 }, memory);
  noteOnVisit("kept", { pinned: true }, memory);
  for (let at = 10; at < 230; at++) rememberVisit({ slug: `board-${at}`, role: "editor", at }, memory);
  assert.equal(visitOf("kept", memory)?.pinned, true);
  rememberVisit({ slug: "kept", role: "editor", at: 300 }, memory);
  assert.deepEqual([listVisits(memory)[0].slug, listVisits(memory)[0].pinned], ["kept", true]);
  noteOnVisit("kept", { pinned: undefined }, memory);
  assert.equal(visitOf("kept", memory)?.pinned, undefined);
});

Deno.test("a removed board is restored with all its links", () => {
  const memory = memoryOf();
  const links = { owner: "own", editor: "edit", viewer: "view" };
  rememberVisit({ slug: "own", role: "owner", links, at: 1 }, memory);
  noteOnVisit("own", { title: "Harbour", pinned: true }, memory);
  const before = listVisits(memory);
  forgetVisit("own", memory);
  assert.deepEqual(listVisits(memory), []);
  assert.equal(restoreVisit(before[0], memory), true);
  assert.deepEqual(listVisits(memory), before);
  assert.equal(restoreVisit(before[0], throwing), false);
});

Deno.test("the board from which images were copied last is known as long as it is listed", () => {
  const memory = memoryOf();
  for (const slug of ["one", "two"]) rememberVisit({ slug, role: "editor", at: 1 }, memory);
  assert.equal(copiedVisit(memory), undefined);
  noteOnVisit("one", { copied: 2 }, memory);
  noteOnVisit("two", { copied: 3 }, memory);
  assert.equal(copiedVisit(memory)?.slug, "two");
  rememberVisit({ slug: "two", role: "owner", at: 4 }, memory);
  assert.equal(copiedVisit(memory)?.slug, "two", "it is opened again");
  forgetVisit("two", memory);
  assert.equal(copiedVisit(memory)?.slug, "one");
});
