import assert from "node:assert/strict";
import { ASSET_BYTES_MAX } from "../../../../board/asset/asset_limits.ts";
import { MemoryBudget } from "../../../../server/admission/memory_budget.ts";
import { KEY } from "../../../../server/database/keys.ts";
import { png, sha256 } from "../../../support/asset/pictures.ts";
import { BareRequest } from "../../../support/peer/bare_request.ts";
import { TestServer } from "../../../support/server/test_server.ts";
import { until } from "../../../support/until.ts";

const PNG = png(40, 30, { filler: 1_500_000 });
const NAME = sha256(PNG);

const pathOf = (slug: string, id = NAME) => `/api/boards/${slug}/assets/${id}`;

async function put(server: TestServer, slug: string, body: BodyInit = PNG, id = NAME): Promise<string> {
  const response = await fetch(server.origin + pathOf(slug, id), { method: "PUT", body });
  const text = await response.text();
  return text === "" ? `${response.status}` : `${response.status} ${JSON.parse(text).code}`;
}

/** A body that sends its first part, waits for `between`, and sends the rest. */
function interrupted(between: () => Promise<unknown>): ReadableStream<Uint8Array> {
  return ReadableStream.from((async function* () {
    yield PNG.subarray(0, 800_000);
    await between();
    yield PNG.subarray(800_000);
  })());
}

/** Whether anything is stored of any asset. */
async function isEmpty({ kv }: TestServer): Promise<boolean> {
  const roots = [KEY.assetBoards(), KEY.assetWastes(), KEY.assetChunks("").slice(0, 1), KEY.assets("").slice(0, 1)];
  const found = await Promise.all(roots.map((prefix) => kv.list({ prefix }, { limit: 1 })));
  return found.flat().length === 0;
}

const hasBegun = (server: TestServer) =>
  until(
    "the first chunks are stored",
    async () => (await server.kv.list({ prefix: KEY.assetWastes() }, { limit: 1 })).length > 0,
  );

Deno.test("an upload whose connection breaks leaves nothing, and is repeated", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  {
    using upload = await BareRequest.send(server.origin, [
      `PUT ${pathOf(links.editor)} HTTP/1.1`,
      `host: ${new URL(server.origin).host}`,
      `content-length: ${PNG.length}`,
    ]);
    await upload.write(PNG.subarray(0, 900_000));
    await hasBegun(server);
    assert.equal((await fetch(server.origin + pathOf(links.viewer), { method: "HEAD" })).status, 404);
  }
  await until("nothing is left", () => isEmpty(server));
  assert.equal(await put(server, links.editor), "201");
  assert.deepEqual(await (await fetch(server.origin + pathOf(links.viewer))).bytes(), PNG);
});

Deno.test("five people send the same picture at once: it is stored once", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const answers = await Promise.all(Array.from({ length: 5 }, () => put(server, links.editor)));
  assert.deepEqual(answers.sort(), ["200", "200", "200", "200", "201"]);
  const chunks = await server.kv.list({ prefix: KEY.assetChunks("").slice(0, 1) }, { limit: 100 });
  assert.equal(new Set(chunks.map(({ key }) => key[1])).size, 1);
});

Deno.test(
  "a link that ends in the middle of an upload stores nothing, and one that ends in a download gets no more",
  async () => {
    await using server = await TestServer.start();
    const { id, links } = await server.createBoard();
    const made = await server.links.create(id, { slug: "A".repeat(22), role: "editor" }) as { id: string };
    const ended = put(
      server,
      "A".repeat(22),
      interrupted(async () => {
        await hasBegun(server);
        await server.links.revoke(id, made.id);
        await server.server.linkWatch.check(id);
      }),
    );
    assert.equal(await ended, "404 noSuchLink");
    await until("nothing is left", () => isEmpty(server));

    // Also when nobody has noticed it before the last byte.
    const late = await server.links.create(id, { slug: "B".repeat(22), role: "editor" }) as { id: string };
    const unnoticed = put(server, "B".repeat(22), interrupted(() => server.links.revoke(id, late.id)));
    assert.equal(await unnoticed, "404 noSuchLink");
    assert.ok(await isEmpty(server));

    const large = png(40, 30, { filler: 20_000_000 });
    assert.equal(await put(server, links.editor, large, sha256(large)), "201");
    const viewer = (await server.links.list(id)).find(({ role }) => role === "viewer")!;
    const answer = await fetch(server.origin + pathOf(links.viewer, sha256(large)));
    const reader = answer.body!.getReader();
    await reader.read();
    await server.links.revoke(id, viewer.id);
    await server.server.linkWatch.check(id);
    await assert.rejects(async () => {
      while (!(await reader.read()).done);
    });
    assert.equal((await fetch(server.origin + pathOf(links.viewer, sha256(large)), { method: "HEAD" })).status, 404);
  },
);

Deno.test("a right that is taken away in the middle of an upload counts", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const frozen = put(
    server,
    links.editor,
    interrupted(async () => {
      await hasBegun(server);
      await server.server.stores.moderation.setBoard(id, "freeze", { name: "", link: "" }, []);
    }),
  );
  assert.equal(await frozen, "403 frozen");
  assert.ok(await isEmpty(server));
  assert.equal(await put(server, links.editor), "403 frozen");
});

Deno.test("a board over its quota takes no more, and what it has stays", async () => {
  await using server = await TestServer.start({ assets: { quotaBytes: 2 * PNG.length } });
  const { links } = await server.createBoard();
  const others = [1, 2].map((seed) => png(3, 3, { filler: 1_500_000, seed }));
  assert.equal(await put(server, links.editor), "201");
  const answers = await Promise.all(others.map((body) => put(server, links.editor, body, sha256(body))));
  assert.deepEqual(answers.sort(), ["201", "409 assetsFull"]);
  assert.equal(await put(server, links.editor), "200");
});

Deno.test("one address cannot send without end, and what is there already is not counted", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  assert.equal(await put(server, links.editor), "201");
  const { assetRate } = server.admission;
  const client = { address: "127.0.0.1", network: "127.0.0" };
  for (const bytes of [ASSET_BYTES_MAX, 100_000, 1_000]) {
    while (assetRate.take({ ...client, network: "another" }, "", bytes) === 0);
  }
  assert.equal(await put(server, links.editor), "200");
  // Seconds pass before there is room for so many bytes.
  const other = png(5, 5, { filler: 4_000_000 });
  const url = server.origin + pathOf(links.editor, sha256(other));
  const refused = await fetch(url, { method: "PUT", body: other });
  assert.deepEqual([refused.status, (await refused.json()).code], [429, "tooManyUploads"]);
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
});

Deno.test("while memory is short, uploads and downloads are refused and may be repeated", async () => {
  await using server = await TestServer.start({ budget: new MemoryBudget({ totalBytes: 1_000 }) });
  const { id, links } = await server.createBoard();
  assert.equal(await put(server, links.editor), "503 busy");
  const pieces = ReadableStream.from([PNG]);
  await server.server.stores.assets.add(id, NAME, { pieces });
  const refused = await fetch(server.origin + pathOf(links.viewer));
  assert.deepEqual([refused.status, (await refused.json()).code], [503, "busy"]);
  assert.equal(refused.headers.get("cache-control"), "no-store");
});
