import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type BoardLinks, TestServer } from "../../support/server/test_server.ts";

const OWN = "own-".repeat(8), FOREIGN = "else".repeat(8);
const PLACE = { x: 1, y: 2 };

/** Every action on a comment `of`. `post` and `comment` concern none. */
const ACTIONS = {
  post: () => ({ kind: "post", text: "hi" }),
  comment: () => ({ kind: "comment", text: "hi", place: PLACE }),
  reply: (of: number) => ({ kind: "reply", of, text: "hi" }),
  edit: (of: number) => ({ kind: "edit", of, text: "other" }),
  remove: (of: number) => ({ kind: "remove", of }),
  resolve: (of: number) => ({ kind: "resolve", of }),
  reopen: (of: number) => ({ kind: "reopen", of }),
  move: (of: number) => ({ kind: "move", of, place: PLACE }),
  react: (of: number) => ({ kind: "react", of, emoji: "👍" }),
  unreact: (of: number) => ({ kind: "unreact", of, emoji: "👍" }),
} as const;

type Kind = keyof typeof ACTIONS;

/** What people may not do to comments of others, by what link they have. Undefined: the link allows no talk. */
const REFUSED: Readonly<Record<string, readonly Kind[] | undefined>> = {
  owner: ["edit"],
  editor: ["edit", "remove"],
  commenter: ["edit", "remove", "move"],
  viewer: undefined,
  revoked: undefined,
  expired: undefined,
  unknown: undefined,
};

async function slugs(server: TestServer, { links }: BoardLinks, clock: FakeClock): Promise<Record<string, string>> {
  const api = `${server.origin}/api/boards/${links.owner}/links`;
  const make = async (body: unknown) => {
    const response = await fetch(api, { method: "POST", body: JSON.stringify(body) });
    assert.equal(response.status, 201);
    return await response.json() as { id: string; slug: string };
  };
  const commenter = await make({ role: "commenter" });
  const expired = await make({ role: "editor", expires: clock.now() + 1_000 });
  const revoked = await make({ role: "editor" });
  assert.equal((await fetch(`${api}/${revoked.id}`, { method: "DELETE" })).status, 204);
  clock.pass(2_000);
  return { ...links, commenter: commenter.slug, expired: expired.slug, revoked: revoked.slug, unknown: newSecret() };
}

const CASES = Object.keys(REFUSED).length * Object.keys(ACTIONS).length * 2;

Deno.test(`${CASES} actions by every kind of link, on one's own comments and on those of others`, async () => {
  const clock = new FakeClock();
  await using server = await TestServer.start({ clock });
  const board = await server.createBoard();
  const by = await slugs(server, board, clock);
  const say = async (slug: string, action: unknown, key: string) => {
    clock.pass(2_000); // within the limit of messages
    const body = JSON.stringify({ ...action as object, key });
    const response = await fetch(`${server.origin}/api/boards/${slug}/talk`, { method: "POST", body });
    return { status: response.status, body: await response.json() };
  };
  const wrong: string[] = [];
  let last = 0;
  for (const [link, refused] of Object.entries(REFUSED)) {
    for (const kind of Object.keys(ACTIONS) as Kind[]) {
      for (const key of [OWN, FOREIGN]) {
        const begun = await say(by.owner, ACTIONS.comment(), key);
        assert.equal(begun.body.number, last + 1);
        const { status, body } = await say(by[link], ACTIONS[kind](begun.body.number), OWN);
        const isForeign = key === FOREIGN && refused?.includes(kind);
        const expected = refused === undefined ? 404 : isForeign ? 403 : 201;
        last = status === 201 ? body.number : begun.body.number;
        if (status !== expected) wrong.push(`${link} ${kind} ${key}: ${status} instead of ${expected}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});
