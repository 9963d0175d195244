import assert from "node:assert/strict";
import { joinBoards, linksTo } from "../../../../client/ui/start/joined_boards.ts";
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
    const sent = JSON.parse(String(body)).boards;
    if (path.endsWith("/open")) {
      return Promise.resolve(
        Response.json({ slugs: (sent as string[]).map((id) => id === "gone" ? null : `to-${id}`) }),
      );
    }
    const slugs = (sent as { slug: string }[]).map(({ slug }) => slug);
    asked.push(slugs);
    return Promise.resolve(Response.json({ boards, known: slugs.map((slug) => opens[slug] ?? null) }));
  }) as typeof fetch;
  return { request, asked, account: "ada" };
}

Deno.test("boards of the account are read as far as they make sense, with the board of each link", async () => {
  const shelf = memory();
  rememberVisit({ slug: "mine", role: "viewer", at: 1 }, shelf);
  const other = { ...BOARD, board: "c", role: "nonsense", folder: "Team", changed: { at: 5, by: ["Bo", 7] } };
  const joined = await joinBoards(listVisits(shelf), { memory: shelf, ...serverOf({ mine: "b" }, [BOARD, other, 7]) });
  assert.deepEqual(joined?.boards, [BOARD, { ...other, role: undefined, changed: { at: 5, by: ["Bo"] } }]);
  assert.deepEqual([...joined!.boardOf], [["mine", "b"]]);
  assert.equal(joined?.hasForgotten, false);
});

Deno.test("without visits the list of the account is still read, and many visits go in several requests", async () => {
  const none = serverOf({});
  assert.equal((await joinBoards([], { memory: memory(), ...none }))?.boards.length, 1);
  assert.deepEqual(none.asked, [[]]);
  const shelf = memory();
  for (let i = 0; i < 120; i++) rememberVisit({ slug: `s${i}`, role: "owner", at: i }, shelf);
  const many = serverOf({});
  await joinBoards(listVisits(shelf), { memory: shelf, ...many });
  assert.deepEqual(many.asked.map(({ length }) => length), [50, 50, 20]);
});

Deno.test("given links are kept for the same account, and replaced when they have ended", async () => {
  const shelf = memory();
  const server = serverOf({});
  assert.deepEqual([...await linksTo(["b", "gone"], { memory: shelf, ...server })], [["b", "to-b"]]);
  const offline = { account: "ada", request: () => Promise.reject(new TypeError("offline")) };
  assert.deepEqual([...await linksTo(["b"], { memory: shelf, ...offline })], [["b", "to-b"]]);
  assert.deepEqual([...await linksTo(["b"], { memory: shelf, ...offline, account: "bo" })], []);
  const bo = { ...serverOf({}), account: "bo" };
  await joinBoards([], { memory: shelf, ...bo });
  assert.deepEqual(bo.asked, [[]], "another account does not get them");
  await joinBoards([], { memory: shelf, ...serverOf({ "to-b": "b" }) });
  assert.equal((await linksTo(["b"], { memory: shelf, ...offline })).size, 1);
  rememberVisit({ slug: "to-b", role: "viewer", at: 1 }, shelf);
  rememberVisit({ slug: "revoked", role: "viewer", at: 2 }, shelf);
  const ended = await joinBoards(listVisits(shelf), { memory: shelf, ...server });
  assert.equal(ended?.hasForgotten, true);
  assert.deepEqual(listVisits(shelf).map(({ slug }) => slug), ["revoked"]);
  assert.equal((await linksTo(["b"], { memory: shelf, ...offline })).size, 0);
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
    assert.equal(await joinBoards(listVisits(shelf), { memory: shelf, request, account: "ada" }), undefined);
    assert.equal((await linksTo(["b"], { memory: shelf, request, account: "ada" })).size, 0);
  }
  assert.equal(listVisits(shelf).length, 1);
});
