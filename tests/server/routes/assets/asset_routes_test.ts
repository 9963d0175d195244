import assert from "node:assert/strict";
import { ASSET_BYTES_MAX } from "../../../../board/asset/asset_limits.ts";
import { box, bytesOf, png, sha256 } from "../../../support/asset/pictures.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const PNG = png(40, 30, { filler: 300_000 });
const NAME = sha256(PNG);
const PDF = bytesOf("%PDF-1.7 <script>alert(1)</script>");
const SVG = bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

function on(server: TestServer, slug: string) {
  const address = (id: string) => `${server.origin}/api/boards/${slug}/assets/${id}`;
  return {
    put: async (body: Body, id = sha256(body as Uint8Array), headers: HeadersInit = {}) => {
      const response = await fetch(address(id), { method: "PUT", body, headers });
      const text = await response.text();
      return text === "" ? response.status : `${response.status} ${JSON.parse(text).code}`;
    },
    get: (id = NAME, headers: HeadersInit = {}, method = "GET") => fetch(address(id), { method, headers }),
  };
}

async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${(await response.json()).code}`;
}

Deno.test("a picture is stored once and read with every link of the board, with headers that let nothing run", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const [editor, viewer] = [on(server, links.editor), on(server, links.viewer)];
  assert.equal(await codeOf(await viewer.get()), "404 noSuchAsset");
  assert.equal(await editor.put(PNG), 201);
  assert.equal(await editor.put(PNG), 200);
  assert.equal(await on(server, links.owner).put(PNG), 200);

  const whole = await viewer.get();
  assert.equal(whole.status, 200);
  assert.deepEqual(await whole.bytes(), PNG);
  const { "strict-transport-security": _, date: __, ...headers } = Object.fromEntries(whole.headers);
  assert.deepEqual(headers, {
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
    "content-disposition": `inline; filename="${NAME.slice(0, 16)}.png"`,
    "content-length": String(PNG.length),
    "content-security-policy": "default-src 'none'; sandbox",
    "content-type": "image/png",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "etag": `"${NAME}"`,
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  const known = await viewer.get(NAME, { "if-none-match": `W/"x", "${NAME}"` });
  assert.deepEqual([known.status, await known.text()], [304, ""]);
  assert.equal(known.headers.get("content-security-policy"), "default-src 'none'; sandbox");

  assert.equal(await editor.put(SVG, undefined, { "content-type": "image/png" }), 201);
  const svg = await viewer.get(sha256(SVG));
  assert.equal(svg.headers.get("content-type"), "image/svg+xml");
  assert.match(svg.headers.get("content-security-policy")!, /^default-src 'none'; [^;]*'unsafe-inline';.*; sandbox$/);
  assert.doesNotMatch(svg.headers.get("content-security-policy")!, /script/);
  assert.deepEqual(await svg.bytes(), SVG);

  assert.equal(await editor.put(PDF), 201);
  const pdf = await viewer.get(sha256(PDF));
  assert.equal(pdf.headers.get("content-type"), "application/pdf");
  assert.equal(pdf.headers.get("content-disposition"), `attachment; filename="${sha256(PDF).slice(0, 16)}.pdf"`);
  assert.equal(pdf.headers.get("content-security-policy"), "default-src 'none'; sandbox");
  assert.deepEqual(await pdf.bytes(), PDF);
});

Deno.test("parts of a picture are read, and HEAD says whether it is there without reading it", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const { put, get } = on(server, links.editor);
  await put(PNG);
  const { length } = PNG;
  const parts: readonly [range: string, start: number, end: number][] = [
    ["bytes=0-0", 0, 1],
    ["bytes=65000-66000", 65_000, 66_001],
    [`bytes=${length - 9}-`, length - 9, length],
    ["bytes=-7", length - 7, length],
    ["bytes=5-99999999", 5, length],
    ["bytes=-99999999", 0, length],
  ];
  for (const [range, start, end] of parts) {
    const part = await get(NAME, { range });
    assert.equal(part.status, 206, range);
    assert.equal(part.headers.get("content-range"), `bytes ${start}-${end - 1}/${length}`);
    assert.deepEqual(await part.bytes(), PNG.subarray(start, end), range);
  }
  for (const range of [`bytes=${length}-`, "bytes=-0"]) {
    const none = await get(NAME, { range });
    assert.equal(none.headers.get("content-range"), `bytes */${length}`);
    assert.equal(await codeOf(none), "416 noSuchRange", range);
  }
  for (
    const headers of [{ range: "bytes=0-1,5-6" }, { range: "lines=1-2" }, { range: "bytes=0-1", "if-range": '"x"' }]
  ) {
    const whole = await get(NAME, headers as HeadersInit);
    assert.deepEqual([whole.status, (await whole.bytes()).length], [200, length], JSON.stringify(headers));
  }
  const same = await get(NAME, { range: "bytes=0-1", "if-range": `"${NAME}"` });
  assert.deepEqual([same.status, (await same.bytes()).length], [206, 2]);

  const head = await get(NAME, {}, "HEAD");
  assert.deepEqual([head.status, await head.text(), head.headers.get("content-length")], [200, "", String(length)]);
  assert.equal((await get("0".repeat(64), {}, "HEAD")).status, 404);
});

Deno.test("a duplicate gets the pictures of its board, with a link that may view that board", async () => {
  await using server = await TestServer.start();
  const [one, other] = [await server.createBoard(), await server.createBoard()];
  for (const bytes of [PNG, SVG]) assert.equal(await on(server, one.links.editor).put(bytes), 201);
  assert.equal(await on(server, other.links.editor).put(SVG), 201);
  const copy = async (to: string, from: unknown) => {
    const url = `${server.origin}/api/boards/${to}/assets/copy`;
    const response = await fetch(url, { method: "POST", body: JSON.stringify({ from }) });
    return [response.status, await response.json()];
  };
  assert.deepEqual(await copy(other.links.owner, one.links.viewer), [200, { left: 0 }]);
  assert.deepEqual(await copy(other.links.owner, one.links.viewer), [200, { left: 0 }]);
  assert.deepEqual(await (await on(server, other.links.viewer).get()).bytes(), PNG);
  assert.equal((await copy(other.links.viewer, one.links.owner))[0], 404);
  for (const from of ["nobody", 7, undefined]) assert.equal((await copy(other.links.owner, from))[0], 404);
});

Deno.test("what is no picture, too large, or not what its address says is refused, and nothing is left", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const { put, get } = on(server, links.editor);
  assert.equal(await put(PNG, "0".repeat(64)), "400 wrongHash");
  assert.equal(await put(bytesOf("<html><script>alert(1)</script>")), "415 noImage");
  assert.equal(await put(box("ftyp", bytesOf("heic", 0))), "415 noImage");
  assert.equal(await put(new Uint8Array()), "415 noImage");
  assert.equal(await put(png(20_000, 20_000)), "413 tooManyPixels");
  assert.equal(await put(new Uint8Array(ASSET_BYTES_MAX + 1), NAME), "413 tooLarge");
  // Without a length, it is too large once too much has come.
  const pieces = [PNG, ...Array.from({ length: 26 }, () => new Uint8Array(1024 * 1024))];
  assert.equal(await put(ReadableStream.from(pieces), NAME), "413 tooLarge");
  assert.equal(await put(PNG, NAME.toUpperCase()), "404 notFound");
  assert.equal(await codeOf(await get("state")), "404 notFound");
  assert.equal((await server.server.stores.assets.use((await server.links.find(links.owner))!.board)).count, 0);
  await using foreign = await TestServer.start({ kv: server.kv });
  assert.equal(await on(foreign, "nobody").put(PNG), "404 noSuchLink");
});
