import assert from "node:assert/strict";
import { joinBoards, openBoard } from "../../../../client/ui/start/joined_boards.ts";
import { listVisits, rememberVisit } from "../../../../client/ui/links/visits.ts";

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

const BOARD = { board: "b", title: "Plans", role: "owner", at: 3 };

/** A server whose links open these boards. */
function serverOf(opens: Readonly<Record<string, string>>, boards: readonly unknown[] = [BOARD]) {
  const asked: string[][] = [];
  const request = ((path: string, { body }: RequestInit = {}) => {
    if (path.endsWith("/open")) return Promise.resolve(Response.json({ slug: "given" }, { status: 201 }));
    const slugs = (JSON.parse(String(body)).boards as { slug: string }[]).map(({ slug }) => slug);
    asked.push(slugs);
    return Promise.resolve(Response.json({ boards, known: slugs.map((slug) => opens[slug] ?? null) }));
  }) as typeof fetch;
  return { request, asked };
}

Deno.test("boards that a link of this browser opens are not shown twice", async () => {
  const shelf = memory();
  rememberVisit({ slug: "mine", role: "viewer", at: 1 }, shelf);
  const other = { ...BOARD, board: "c", role: "nonsense" };
  const joined = await joinBoards(listVisits(shelf), { memory: shelf, ...serverOf({ mine: "b" }, [BOARD, other]) });
  assert.deepEqual(joined?.others.map(({ board, role }) => [board, role]), [["c", undefined]]);
  assert.equal(joined?.hasForgotten, false);
});

Deno.test("without visits the list of the account is still read, and many visits go in several requests", async () => {
  const none = serverOf({});
  assert.equal((await joinBoards([], { memory: memory(), ...none }))?.others.length, 1);
  assert.deepEqual(none.asked, [[]]);
  const shelf = memory();
  for (let i = 0; i < 120; i++) rememberVisit({ slug: `s${i}`, role: "owner", at: i }, shelf);
  const many = serverOf({});
  await joinBoards(listVisits(shelf), { memory: shelf, ...many });
  assert.deepEqual(many.asked.map(({ length }) => length), [50, 50, 20]);
});

Deno.test("a given link that has ended makes place for a new one, and other links stay", async () => {
  const shelf = memory();
  const slug = await openBoard("b", { memory: shelf, ...serverOf({}) });
  assert.equal(slug, "given");
  rememberVisit({ slug: "given", role: "viewer", at: 1 }, shelf);
  rememberVisit({ slug: "revoked", role: "viewer", at: 2 }, shelf);
  const alive = await joinBoards(listVisits(shelf), { memory: shelf, ...serverOf({ given: "b" }) });
  assert.deepEqual([alive?.others.length, alive?.hasForgotten], [0, false]);
  const ended = await joinBoards(listVisits(shelf), { memory: shelf, ...serverOf({}) });
  assert.deepEqual([ended?.others.length, ended?.hasForgotten], [1, true]);
  assert.deepEqual(listVisits(shelf).map(({ slug }) => slug), ["revoked"]);
});

Deno.test("a server that fails or answers nonsense changes nothing", async () => {
  const shelf = memory();
  rememberVisit({ slug: "mine", role: "viewer", at: 1 }, shelf);
  const answers: (() => Promise<Response>)[] = [
    () => Promise.reject(new TypeError("network")),
    () => Promise.resolve(new Response("", { status: 401 })),
    () => Promise.resolve(new Response("<html>")),
    () => Promise.resolve(Response.json({ boards: 7 })),
  ];
  for (const request of answers) {
    assert.equal(await joinBoards(listVisits(shelf), { memory: shelf, request }), undefined);
    assert.equal(await openBoard("b", { memory: shelf, request }), undefined);
  }
  assert.equal(listVisits(shelf).length, 1);
});
