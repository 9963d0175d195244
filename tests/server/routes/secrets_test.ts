import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { encodeAwareness, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { Collector } from "../../support/server/collector.ts";
import { Peer } from "../../support/peer/peer.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { until } from "../../support/until.ts";

const PASSPHRASE = "correct-horse-battery";
const LABEL = "for-my-lawyer";
const TITLE = "merger-plans";
const PERSON = "anna-karenina";
const ROOM = "our-quiet-room";
const QUERY = "tracking-number-7";
const ADDRESS = "203.0.113.77";
const MADE_UP = "AAAAAAAAAAAAAAAAAAAAAA";

/** Values that only people on the board may know. */
const secrets = new Set([PASSPHRASE, LABEL, TITLE, PERSON, ROOM, QUERY, ADDRESS, MADE_UP]);

async function ask(server: RealServer, path: string, { json, ...init }: RequestInit & { json?: unknown } = {}) {
  const response = await fetch(`${server.origin}${path}?from=${QUERY}`, {
    ...(json === undefined ? {} : { method: "POST", body: typeof json === "string" ? json : JSON.stringify(json) }),
    ...init,
    headers: { "x-forwarded-for": ADDRESS, referer: `http://x/b/${MADE_UP}`, ...init.headers },
  });
  const text = await response.text();
  for (const [, slug] of text.matchAll(/"(?:slug|owner|editor|viewer)":"([\w-]{22})"/g)) secrets.add(slug);
  return { status: response.status, text };
}

/** Every entry point, with valid and invalid input. */
async function useEveryDoor(server: RealServer): Promise<{ board: string; owner: string; editor: string }> {
  const { id, links } = JSON.parse((await ask(server, "/api/boards", { json: {} })).text);
  const other = JSON.parse((await ask(server, "/api/boards", { json: {} })).text).links;
  const { owner, editor, viewer } = links;
  for (const slug of [owner, editor, viewer, MADE_UP, ROOM]) {
    for (const path of ["/b/", "/ws/", "/", "/nowhere/", "/api/boards/"]) await ask(server, path + slug);
    await ask(server, `/api/boards/${slug}/state`);
    await ask(server, `/api/boards/${slug}/links`);
    await ask(server, `/api/boards/${slug}/unlock`, { json: { passphrase: PASSPHRASE } });
    await ask(server, `/api/boards/${slug}/state`, { method: "PUT", body: TITLE });
    await ask(server, `/ws/${slug}`, { headers: { upgrade: "websocket", origin: "http://elsewhere" } });
  }
  for (const path of ["sign-in/code", "sign-in", "passkeys/options", "passkeys", "boards", `passkeys/${MADE_UP}`]) {
    const json = { code: PASSPHRASE, name: PERSON, color: "red", response: { id: MADE_UP }, boards: [{ slug: owner }] };
    await ask(server, `/api/account/${path}`, { json, headers: { cookie: `session=${MADE_UP}${MADE_UP.slice(1)}` } });
  }
  await ask(server, `/api/account/sign-in/callback?code=${PASSPHRASE}&state=${MADE_UP}&from=`);
  const locked = { role: "viewer", label: LABEL, passphrase: PASSPHRASE };
  const { id: link, slug } = JSON.parse((await ask(server, `/api/boards/${owner}/links`, { json: locked })).text);
  await ask(server, `/api/boards/${slug}/state`);
  for (const passphrase of ["wrong", PASSPHRASE]) {
    await ask(server, `/api/boards/${slug}/unlock`, { json: { passphrase } });
  }
  for (const body of [`{"label":"${LABEL}`, { label: LABEL, role: PASSPHRASE }, "x".repeat(20_000) + PASSPHRASE]) {
    await ask(server, `/api/boards/${owner}/links`, { json: body });
    await ask(server, "/api/boards", { json: body });
  }
  await ask(server, `/api/boards/${owner}/links/${link}`, { method: "PATCH", body: JSON.stringify({ label: LABEL }) });
  await ask(server, `/api/boards/${owner}/links/${link}`, { method: "DELETE" });
  await ask(server, `/api/boards/${other.owner}/links/rotate`, { json: {} });

  await using ann = await Peer.join(server.socketUrl(editor));
  ann.send(encodeAwareness(awareness({ id: 7, clock: 1, state: { user: { name: PERSON, color: "#123456" } } })));
  ann.change((board) => board.meta.set("title", TITLE));
  await ann.untilSaved();
  const gapped = new Y.Doc();
  gapped.getMap("meta").set("title", TITLE);
  const before = Y.encodeStateVector(gapped);
  gapped.getMap("meta").set("title", `${TITLE} again`);
  const hostile = [TITLE, encodeSync(SYNC.update, new TextEncoder().encode(TITLE))];
  for (const message of [...hostile, encodeSync(SYNC.step2, Y.encodeStateAsUpdate(gapped, before))]) {
    await using eve = await Peer.join(server.socketUrl(editor));
    for (let i = 0; i < 5; i++) eve.send(message as string | Uint8Array<ArrayBuffer>);
    await eve.closed;
  }
  await using stranger = await Peer.connect(server.socketUrl(MADE_UP));
  await stranger.closed;
  await ask(server, `/api/boards/${other.owner}`, { method: "DELETE" });
  return { board: id, owner, editor };
}

Deno.test("nothing that the server writes or exports contains a link, passphrase, name, address or content", async () => {
  await using collector = new Collector();
  await using server = await RealServer.start({ ...collector.env(), LOG_LEVEL: "debug", OPEN_BOARDS: "true" });
  const { board, owner, editor } = await useEveryDoor(server);
  await using _open = await Peer.join(server.socketUrl(ROOM));
  const drawn = await server.interrupt();

  // First an unreadable entry, then an unreadable head: the board is damaged, and the next one fails to load.
  let kv = await openDatabase(server.kvPath);
  const first = ["boards", board, "log", 1];
  const entry = (await kv.get<Uint8Array>(first)).value!;
  await kv.commit(new Commit().set(first, entry.with(-1, entry.at(-1)! ^ 1)));
  kv.close();
  await server.start();
  await ask(server, `/api/boards/${owner}/state`);
  const damaged = await server.interrupt();
  kv = await openDatabase(server.kvPath);
  await kv.commit(new Commit().set(["boards", board, "head"], `${TITLE} ${editor}`));
  kv.close();
  await server.start();
  assert.equal((await ask(server, `/api/boards/${owner}/state`)).status, 503);
  await until("logs came", () => collector.bodies.some(({ path }) => path === "/v1/logs"));
  const failed = await server.interrupt();

  const printed = [drawn, damaged, failed].map(({ printed }) => printed).join("\n");
  const events = new Set([...printed.matchAll(/"event":"([^"]+)"/g)].map(([, event]) => event));
  for (const event of ["board opened", "refused", "board damaged", "request failed", "leaving"]) {
    assert.ok(events.has(event), `${event} is in the log: ${[...events]}`);
  }
  for (const line of printed.split("\n").filter(Boolean)) {
    if (!/^(Warning |Drawbridge is at )/.test(line)) assert.ok(JSON.parse(line).time, line);
  }
  assert.ok(secrets.size >= 15);
  const exported = collector.bodies.map(({ path, text }) => path + text).join("\n");
  for (const secret of secrets) {
    assert.ok(!printed.includes(secret), `printed: ${secret}`);
    assert.ok(!exported.includes(secret), `exported: ${secret}`);
  }
});
