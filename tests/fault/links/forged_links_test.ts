import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { everything } from "../../support/store/database_content.ts";
import { Peer } from "../../support/peer/peer.ts";
import { type Random, seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";

const LINKS = 3_000;
/** Number of concurrent requests. */
const AT_ONCE = 16;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The requests that a link can open, by name: method, path after the slug, body. */
type Door = readonly [method: string, path: string, body?: object];

/** Those that only an owner may use, and the one of a locked link. */
const OWNER_DOORS: readonly Door[] = [
  ["GET", "/links"],
  ["POST", "/links", { role: "owner" }],
  ["POST", "/links/rotate"],
  ["PATCH", "/links/:id", { role: "owner", expires: null }],
  ["DELETE", "/links/:id"],
  ["DELETE", ""],
  ["POST", "/unlock", { passphrase: "guess" }],
];

const DOORS: readonly Door[] = [
  ["GET", "/state"],
  ["GET", "/board.svg"],
  ["GET", "/board.png"],
  ["GET", "/board.json"],
  ["GET", "/talk"],
  ["POST", "/talk", { kind: "post", text: "hi" }],
  ["POST", "/poll"],
  ["DELETE", "/poll"],
  ["POST", "/updates"],
  ...OWNER_DOORS,
];

/** A slug that almost equals a valid one. */
function altered(slug: string, random: Random): string {
  const at = random.below(slug.length);
  const other = random.pick([...LETTERS].filter((letter) => letter !== slug[at]));
  return random.pick([
    // The last letter of 128 bits in base 64 has four bits without meaning.
    () => slug.slice(0, at) + other + slug.slice(at + 1),
    () => slug.slice(0, -1) + random.pick([...LETTERS].filter((letter) => letter !== slug.at(-1))),
    () => slug.slice(0, -1 - random.below(8)),
    () => slug + random.pick([...LETTERS]).repeat(1 + random.below(3)),
    () => slug.slice(1) + other,
    () => [...slug].reverse().join(""),
  ])();
}

/** @param door undefined: the socket */
async function knock(server: TestServer, slug: string, linkId: string, door: Door | undefined): Promise<string> {
  if (door === undefined) {
    await using peer = await Peer.connect(server.socketUrl(slug));
    return String((await peer.closed).code);
  }
  const [method, path, body] = door;
  const response = await fetch(`${server.origin}/api/boards/${slug}${path.replace(":id", linkId)}`, {
    method,
    body: body && JSON.stringify(body),
  });
  await response.body?.cancel();
  return String(response.status);
}

Deno.test(`none of ${LINKS} forged, altered, expired and revoked links opens anything`, async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => board.add(stroke("a.1", seeded(1))));
  await ann.untilSaved();
  const store = new KvLinkStore(server.kv);
  const dead = [newSecret(), newSecret(), newSecret(), newSecret()];
  for (const [i, slug] of dead.entries()) {
    const role = i % 2 ? "owner" : "editor";
    const link = await store.create(id, { slug, role, expires: i < 2 ? Date.now() - 1 : undefined });
    assert.ok(typeof link === "object");
    if (i >= 2) await store.revoke(id, link.id);
  }
  const [target] = await store.list(id);
  const before = await everything(server.kv);

  const random = seeded(1);
  const answers = new Map<string, number>();
  let tried = 0;
  const one = async () => {
    while (tried < LINKS) {
      const door = [...DOORS, undefined][tried++ % (DOORS.length + 1)];
      const slug = random.pick([
        () => newSecret(),
        () => altered(random.pick(Object.values(links)), random),
        () => random.pick(dead),
        () => altered(random.pick(dead), random),
      ])();
      const answer = `${door?.slice(0, 2).join(" ") ?? "socket"}: ${await knock(server, slug, target.id, door)}`;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));

  const expected = [...DOORS.map(([method, path]) => `${method} ${path}: 404`), "socket: 4404"];
  assert.deepEqual([...answers.keys()].sort(), expected.sort());
  assert.equal(await everything(server.kv), before);
  ann.change((board) => board.add(stroke("a.2", seeded(2))));
  await ann.untilSaved();
});

Deno.test("viewer and editor links cannot use what only the owner may use", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const [target] = await new KvLinkStore(server.kv).list(id);
  const before = await everything(server.kv);
  for (const slug of [links.viewer, links.editor]) {
    for (const door of OWNER_DOORS) assert.equal(await knock(server, slug, target.id, door), "404", door.join(" "));
  }
  assert.equal(await everything(server.kv), before);
});
