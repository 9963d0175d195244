import assert from "node:assert/strict";
import { type Contents, isWhole, Shelf, usedVersions, versionLock } from "../../../client/offline/shelf.ts";
import { CacheMemory } from "../../support/client/cache_memory.ts";

const ORIGIN = "https://board.test";
const FIRST: Contents = {
  version: "one",
  files: {
    "/assets/a-1.js": "sha256-a",
    "/assets/b-1.js": "sha256-b",
    "/icon.svg": "sha256-i",
    "/assets/p.html": "sha256-p",
  },
  shells: { index: "/assets/p.html", board: "/assets/p.html" },
};
const SECOND: Contents = {
  ...FIRST,
  version: "two",
  files: {
    "/assets/a-1.js": "sha256-a",
    "/assets/b-2.js": "sha256-c",
    "/icon.svg": "sha256-j",
    "/assets/q.html": "sha256-q",
  },
  shells: { index: "/assets/q.html", board: "/assets/q.html" },
};

function shop(answer: (path: string) => Response = (path) => new Response(path)) {
  const caches = new CacheMemory(ORIGIN);
  const asked: Request[] = [];
  const request = (request: Request) => {
    asked.push(request);
    return Promise.resolve(answer(new URL(request.url).pathname));
  };
  return { caches, asked, shelf: (contents: Contents) => new Shelf(contents, { caches, request, origin: ORIGIN }) };
}

const paths = (requests: readonly Request[]) => requests.map(({ url }) => new URL(url).pathname).sort();

Deno.test("a shelf gets every file once, without cookies and with the hash of the build", async () => {
  const { asked, shelf } = shop();
  await shelf(FIRST).fill();
  assert.deepEqual(paths(asked), Object.keys(FIRST.files).sort());
  for (const request of asked) {
    assert.equal(request.credentials, "omit");
    assert.equal(request.integrity, FIRST.files[new URL(request.url).pathname]);
  }
  assert.equal(await (await shelf(FIRST).file("/assets/a-1.js"))?.text(), "/assets/a-1.js");
  assert.equal(await (await shelf(FIRST).shell("board"))?.text(), "/assets/p.html");
  assert.equal(await shelf(FIRST).file("/assets/other.js"), undefined);
});

Deno.test("a new version gets only what is new, and the files of both are there", async () => {
  const { asked, shelf } = shop();
  await shelf(FIRST).fill();
  asked.length = 0;
  await shelf(SECOND).fill();
  assert.deepEqual(paths(asked), ["/assets/b-2.js", "/assets/q.html", "/icon.svg"]);
  for (const path of ["/assets/a-1.js", "/assets/b-1.js", "/assets/b-2.js"]) {
    assert.ok(await shelf(SECOND).file(path), path);
    assert.ok(await shelf(FIRST).file(path), path);
  }
  assert.equal(await (await shelf(SECOND).shell("index"))?.text(), "/assets/q.html");
});

Deno.test("a version goes when no page uses it, and the own one never does", async () => {
  const { caches, shelf } = shop();
  await shelf(FIRST).fill();
  await shelf(SECOND).fill();
  await caches.open("another program's");
  await shelf(SECOND).clear(new Set(["one"]));
  assert.ok(await shelf(SECOND).file("/assets/b-1.js"));
  await shelf(SECOND).clear(new Set(["two"]));
  assert.equal(await shelf(SECOND).file("/assets/b-1.js"), undefined);
  await shelf(SECOND).clear(new Set());
  assert.ok(await shelf(SECOND).file("/assets/b-2.js"));
  assert.ok(caches.byName.has("another program's"));
});

Deno.test("an error, a redirection or an answer of another site is never kept", async () => {
  for (const status of [206, 404, 500]) {
    const { caches, shelf } = shop((path) => new Response(path, { status: path === "/icon.svg" ? status : 200 }));
    await assert.rejects(shelf(FIRST).fill(), new RegExp(String(status)));
    assert.equal(
      (await (await caches.open("drawbridge-version-one")).keys()).some(({ url }) => url.endsWith("svg")),
      false,
    );
  }
  const answer = (part: Partial<Response>) => ({ status: 200, type: "basic", redirected: false, ...part }) as Response;
  assert.ok(isWhole(answer({})));
  for (
    const part of [{ redirected: true }, { type: "opaque", status: 0 }, { type: "cors" }, { type: "error" }] as const
  ) {
    assert.equal(isWhole(answer(part)), false);
  }
});

Deno.test("a failed attempt goes on where it stopped", async () => {
  let isDown = true;
  const { asked, shelf } = shop((path) =>
    new Response(path, { status: isDown && path === "/assets/p.html" ? 503 : 200 })
  );
  await assert.rejects(shelf(FIRST).fill());
  isDown = false;
  asked.length = 0;
  await shelf(FIRST).fill();
  assert.deepEqual(paths(asked), ["/assets/p.html"]);
});

Deno.test("locks of pages tell which versions are in use", () => {
  const held = [versionLock("one"), versionLock("two"), versionLock("two"), "another lock"].map((name) => ({ name }));
  assert.deepEqual(usedVersions(held), new Set(["one", "two"]));
});
