import assert from "node:assert/strict";
import { fromPortable } from "../../../board/portable/portable_reader.ts";
import { arrowOf, geoOf, noteOf } from "../../support/board/figures.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";

const EVIL = `"><script>alert(1)</script><image href="https://evil.example/x"/>]]>\u0000`;

Deno.test("a board is drawn and exported for every link that may read it, and for no other", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => {
    board.add(geoOf("a", { fill: "hatch", sketch: true, text: EVIL }));
    board.add(arrowOf("b", { end: { x: 0, y: 0, to: "a", u: 0.5, v: 0.5 } }));
    board.add(stroke("c", seeded(1)));
    board.shapes.set("d", { kind: "video", x: 1 });
  });
  await ann.untilSaved();
  const get = (slug: string, name: string, headers = {}) =>
    fetch(`${server.origin}/api/boards/${slug}/${name}`, { headers });

  const svg = await get(links.viewer, "board.svg");
  assert.equal(svg.headers.get("content-type"), "image/svg+xml");
  const markup = await svg.text();
  assert.match(markup, /^<svg xmlns[^>]* width="\d/);
  assert.match(markup, /<path [^>]*stroke-width="4"/);
  assert.match(markup, /&gt;&lt;s/);
  assert.ok(!markup.includes("\u0000"));
  assert.doesNotMatch(markup, /<script|<image|NaN|undefined/);
  assert.match(await (await get(links.viewer, "board.svg?theme=dark")).text(), /fill="#17181b"/);

  const png = await get(links.viewer, "board.png");
  assert.equal(png.headers.get("content-type"), "image/png");
  assert.deepEqual([...(await png.bytes()).subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);

  const json = await get(links.editor, "board.json");
  assert.deepEqual(fromPortable(await json.json()).shapes.map(({ id }) => id).sort(), ["a", "b", "c"]);

  const etag = svg.headers.get("etag")!;
  const again = await get(links.viewer, "board.svg", { "if-none-match": etag });
  assert.equal(again.status, 304);
  ann.change((board) => board.add(geoOf("e")));
  await ann.untilSaved();
  const changed = await get(links.viewer, "board.svg", { "if-none-match": etag });
  assert.equal(changed.status, 200);
  await changed.body?.cancel();

  for (const name of ["board.svg", "board.png", "board.json"]) {
    const refused = await get("nobody", name);
    assert.equal(refused.status, 404);
    await refused.body?.cancel();
  }
});

Deno.test("an empty board has a picture too", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const svg = await (await fetch(`${server.origin}/api/boards/${links.viewer}/board.svg`)).text();
  assert.match(svg, /viewBox="-32 -32 64 64"/);
});

Deno.test("B3: responses without a body and unread responses do not block pictures for others", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const address = `${server.origin}/api/boards/${links.viewer}/board.svg`;
  for (let i = 0; i < 8; i++) {
    const head = await fetch(address, { method: "HEAD" });
    assert.equal(head.headers.get("content-type"), "image/svg+xml");
  }
  assert.equal(server.rooms.size, 0, "no board was loaded");
  const unread = await Promise.all(Array.from({ length: 8 }, () => fetch(address)));
  const read = await fetch(address);
  assert.equal(read.status, 200);
  assert.match(await read.text(), /^<svg/);
  for (const response of unread) await response.body?.cancel();
});

Deno.test("D1: a hatched shape of the largest size has a small picture", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  const size = { w: 10_000_000, h: 10_000_000, width: 0.1 };
  ann.change((board) => board.add(geoOf("bomb", { ...size, fill: "hatch", sketch: true, dash: "dotted" })));
  await ann.untilSaved();
  const svg = await (await fetch(`${server.origin}/api/boards/${links.viewer}/board.svg`)).text();
  assert.ok(svg.length > 10_000 && svg.length < 400_000, `${svg.length}`);
});

Deno.test("D7: a picture above the size limit is refused before anything is sent, and later ones are made", async () => {
  await using server = await TestServer.start({ pictureBounds: { outputBytesMax: 100_000 } });
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => {
    for (let i = 0; i < 20; i++) board.add(noteOf(`n.${i}`, { w: 0, text: "abcdefgh".repeat(600) }));
  });
  await ann.untilSaved();
  for (let i = 0; i < 6; i++) {
    const refused = await fetch(`${server.origin}/api/boards/${links.viewer}/board.svg`);
    assert.equal(refused.status, 413);
    assert.equal((await refused.json()).code, "boardTooLarge");
  }
  assert.deepEqual(server.log.at(-1)?.fields, { board: id, kind: "svg", reason: "too large" });
  ann.change((board) => board.remove(new Set(board.shapes.keys())));
  await ann.untilSaved();
  const made = await fetch(`${server.origin}/api/boards/${links.viewer}/board.svg`);
  assert.equal(made.status, 200);
  await made.body?.cancel();
});

Deno.test("fault D15: a picture opened by itself has none of the rights of our pages", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const response = await fetch(`${server.origin}/api/boards/${links.viewer}/board.svg`);
  assert.match(response.headers.get("content-security-policy")!, /default-src 'none'.*; sandbox$/);
  await response.body?.cancel();
});
