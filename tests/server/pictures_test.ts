import assert from "node:assert/strict";
import { fromPortable } from "../../board/portable.ts";
import { arrowOf, geoOf } from "../support/figures.ts";
import { Peer } from "../support/peer.ts";
import { seeded } from "../support/random.ts";
import { TestServer } from "../support/server.ts";
import { stroke } from "../support/strokes.ts";

const EVIL = `"><script>alert(1)</script><image href="https://evil.example/x"/>]]>\u0000`;

Deno.test("a board is drawn and written out for whoever may read it, and for nobody else", async () => {
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

  for (const name of ["board.svg", "board.json"]) {
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
