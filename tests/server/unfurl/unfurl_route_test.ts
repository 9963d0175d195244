import assert from "node:assert/strict";
import { FakeClock } from "../../support/fake_clock.ts";
import { pageWith, TestSite } from "../../support/network/test_site.ts";
import { TestServer } from "../../support/server/test_server.ts";

const ask = async (server: TestServer, slug: string, body: unknown, headers: HeadersInit = {}) => {
  const response = await fetch(`${server.origin}/api/boards/${slug}/unfurl`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return { status: response.status, retry: response.headers.get("retry-after"), ...await response.json() };
};
const url = "https://a.example.org/";

Deno.test("who may draw gets what a page says of itself, and every failure has the same answer", async () => {
  await using site = new TestSite(({ url }) =>
    url.endsWith("/none") ? new Response("no page") : pageWith("<title>A page</title>")
  );
  site.names.set("inside.example.org", [["10.0.0.1"]]);
  await using server = await TestServer.start({ unfurl: true, reach: site.reach });
  const { links } = await server.createBoard();
  const { status, title } = await ask(server, links.editor, { url });
  assert.deepEqual([status, title], [200, "A page"]);
  assert.equal((await ask(server, links.viewer, { url })).code, "noSuchLink");
  for (const silent of [`${url}none`, "http://inside.example.org/"]) {
    const { status, code, error } = await ask(server, links.editor, { url: silent });
    assert.deepEqual([status, code, error], [
      422,
      "pageUnread",
      "this page cannot be read, or does not say what it is",
    ]);
  }
  for (const bad of ["http://127.0.0.1/", "http://a.example.org:8080/", "mailto:a@b.org", 7, undefined]) {
    const { status, code } = await ask(server, links.editor, { url: bad });
    assert.deepEqual([status, code], [400, "badAddress"], String(bad));
  }
  assert.equal((await ask(server, links.editor, { url }, { origin: "https://evil.example" })).code, "foreignPage");
});

Deno.test("without UNFURL no page is read, and the answer says so", async () => {
  await using site = new TestSite(() => pageWith("<title>A page</title>"));
  await using server = await TestServer.start({ reach: site.reach });
  const { links } = await server.createBoard();
  const { status, code } = await ask(server, links.editor, { url });
  assert.deepEqual([status, code, site.seen.length], [404, "unfurlOff", 0]);
});

Deno.test("an address and a board have a number of pages a minute", async () => {
  const clock = new FakeClock();
  await using site = new TestSite(() => pageWith("<title>A page</title>"));
  await using server = await TestServer.start({
    unfurl: true,
    reach: site.reach,
    clock,
    trustedProxies: ["127.0.0.1"],
  });
  const { links } = await server.createBoard();
  const codes: string[] = [];
  for (const host of [1, 2, 3, 4]) {
    for (let i = 0; i < 41; i++) {
      const { status, code, retry } = await ask(server, links.editor, { url: `${url}favicon` }, {
        "x-forwarded-for": `10.0.${host}.1`,
      });
      if (status !== 200) codes.push(`${host} ${i} ${code} ${retry}`);
    }
  }
  assert.deepEqual(
    codes.slice(0, 4),
    [1, 2, 3].map((host) => `${host} 40 tooManyTries 2`).concat("4 0 tooManyTries 1"),
  );
  clock.pass(60_000);
  assert.equal((await ask(server, links.editor, { url }, { "x-forwarded-for": "10.0.1.1" })).status, 200);
});
