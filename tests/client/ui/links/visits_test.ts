import assert from "node:assert/strict";
import type { Memory } from "../../../../client/ui/memory.ts";
import {
  accessBy,
  addressOf,
  everySlugOf,
  forgetVisit,
  linksFor,
  listVisits,
  movedTo,
  noteOnVisit,
  rememberVisit,
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

Deno.test("visits are listed last visited first", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "one", role: "editor", at: 1 }, memory);
  rememberVisit({ slug: "two", role: "viewer", at: 2 }, memory);
  rememberVisit({ slug: "one", role: "editor", at: 3 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, since, at }) => [slug, since, at]), [["one", 1, 3], ["two", 2, 2]]);
});

Deno.test("a board visited through another of its links stays one visit, opened by the strongest link", () => {
  const memory = memoryOf();
  const links = { owner: "own", editor: "edit", viewer: "view" };
  rememberVisit({ slug: "own", role: "owner", links, at: 1 }, memory);
  rememberVisit({ slug: "view", role: "viewer", at: 2 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, role, at }) => [slug, role, at]), [["own", "owner", 2]]);
  for (const slug of Object.values(links)) assert.deepEqual(linksFor(slug, memory), links);
});

Deno.test("a visit whose role is not known yet keeps the role known of the same link", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "one", role: "editor", at: 1 }, memory);
  rememberVisit({ slug: "one", at: 2 }, memory);
  assert.equal(listVisits(memory)[0].role, "editor");
});

Deno.test("forgetting by any link of a board forgets that board alone", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "own", role: "owner", links: { owner: "own", viewer: "view" }, at: 1 }, memory);
  rememberVisit({ slug: "other", role: "editor", at: 2 }, memory);
  assert.equal(forgetVisit("view", memory), true);
  assert.deepEqual(listVisits(memory).map(({ slug }) => slug), ["other"]);
  assert.deepEqual(linksFor("own", memory), {});
});

Deno.test("two hundred visits are kept and the oldest forgotten", () => {
  const memory = memoryOf();
  for (let at = 0; at < 210; at++) rememberVisit({ slug: `board-${at}`, role: "editor", at }, memory);
  const visits = listVisits(memory);
  assert.equal(visits.length, 200);
  assert.equal(visits.at(-1)!.slug, "board-10");
});

Deno.test("garbage in the memory is left out and what is good stays", () => {
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

Deno.test("a memory that throws, or none, is an empty list and says that nothing is kept", () => {
  for (const memory of [throwing, { getItem: () => null, setItem: throwing.setItem }]) {
    assert.deepEqual(listVisits(memory), []);
    assert.deepEqual(linksFor("one", memory), {});
    assert.equal(rememberVisit({ slug: "one", role: "editor", at: 1 }, memory), false);
    assert.equal(forgetVisit("one", memory), false);
  }
});

Deno.test("when all links are replaced the new owner link takes over once it opens the board, not before", () => {
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

Deno.test("an owner who came with a passphrase is led from what they came with to the new link", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "locked", at: 1 }, memory);
  noteOnVisit("locked", { key: "key" }, memory);
  noteOnVisit("key", { next: { owner: "own2", editor: "edit2", viewer: "view2" } }, memory);
  assert.equal(movedTo(movedTo("key", memory)!, memory), "own2");
  rememberVisit({ slug: "own2", role: "owner", at: 2 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, key }) => [slug, key]), [["own2", undefined]]);
  assert.deepEqual([movedTo("key", memory), movedTo("locked", memory)], ["own2", "own2"]);
});

Deno.test("a link with a passphrase is listed under itself, and what it was unlocked as leads back to it", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "locked", at: 1 }, memory);
  noteOnVisit("locked", { key: "key" }, memory);
  rememberVisit({ slug: "key", role: "viewer", at: 2 }, memory);
  assert.deepEqual(listVisits(memory).map(({ slug, key, role }) => [slug, key, role]), [["locked", "key", "viewer"]]);
  assert.equal(movedTo("key", memory), "locked");
  assert.equal(movedTo("locked", memory), undefined);
});

Deno.test("a board of one's own is never forgotten for room, however many others come after it (fault C7)", () => {
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

Deno.test("the owner opens the board as the owner by any address that may draw, and looks by the view-only one (fault T2)", () => {
  const memory = memoryOf();
  const links = { owner: "own", editor: "edit", viewer: "view" };
  rememberVisit({ slug: "own", role: "owner", links, at: 1 }, memory);
  noteOnVisit("own", { made: [{ slug: "class", role: "editor" }, { slug: "wall", role: "viewer" }] }, memory);
  const opened = (address: string) => accessBy(address, memory).slug;
  assert.deepEqual(["own", "edit", "class"].map(opened), ["own", "own", "own"]);
  assert.deepEqual(["view", "wall", "strange"].map(opened), ["view", "wall", "strange"]);
  assert.equal(addressOf(visitOf("own", memory)!), "edit");
});

Deno.test("an address whose link was revoked still leads its owner to the board", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "own", role: "owner", links: { owner: "own", editor: "edit" }, at: 1 }, memory);
  noteOnVisit("own", { links: { owner: "own" } }, memory);
  assert.deepEqual(accessBy("edit", memory), { slug: "own", lasting: "own" });
  assert.equal(addressOf(visitOf("own", memory)!), "own");
});

Deno.test("what a passphrase gave is told from the link that lasts, whose copy on the device goes on (fault T3)", () => {
  const memory = memoryOf();
  rememberVisit({ slug: "locked", at: 1 }, memory);
  noteOnVisit("locked", { key: "key" }, memory);
  assert.deepEqual(accessBy("key", memory), { slug: "key", lasting: "locked" });
  assert.deepEqual(accessBy("locked", memory), { slug: "locked", lasting: "locked" });
});
