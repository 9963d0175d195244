import assert from "node:assert/strict";
import { GuardedGet, readPublicUrl } from "../../../server/outgoing/guarded_get.ts";
import { PUBLIC, TestSite } from "../../support/network/test_site.ts";

Deno.test("a page has an http or https address, a usual port and a public name", () => {
  for (const good of ["https://a.example.org/x?y=1", "http://a.example.org:443/", "https://xn--bcher-kva.example/"]) {
    assert.equal(readPublicUrl(good)?.href, good);
  }
  assert.equal(readPublicUrl("https://a.example.org:80/#part")?.href, "https://a.example.org:80/");
  const bad = [
    ...[undefined, 7, "", "no url", "https://", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example.org/"],
    ...["http://a.example.org:8080/", "https://a.example.org:22/", "https://u:p@a.example.org/", "http://u@a.b/"],
    ...["http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.1/", "http://127.1/"],
    ...["http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://１２７.0.0.1/", "http://①②⑦.0.0.1/"],
    ...["http://localhost/", "http://router/", "http://a.example.org./", "http://a.b.1/", "http://169.254.169.254/"],
    ...[`http://a.example.org/${"x".repeat(2_000)}`, "http://a..example.org/"],
  ];
  for (const each of bad) assert.equal(readPublicUrl(each), undefined, String(each));
});

const get = (site: TestSite, url: string, signal = new AbortController().signal) =>
  new GuardedGet(site.reach).get(new URL(url), { accept: "text/html", signal });

Deno.test("every hop is vetted: names, addresses and ports of redirects, and at most three of them", async () => {
  let to = "";
  await using site = new TestSite(({ url }) => {
    const { pathname } = new URL(url);
    const left = Number(pathname.slice(1));
    if (pathname === "/end") return new Response("here");
    return new Response(null, { status: 302, headers: { location: left > 1 ? `/${left - 1}` : to } });
  });
  site.names.set("inside.example.org", [["10.0.0.1"]]);
  site.names.set("mixed.example.org", [[PUBLIC, "fd00::1"]]);
  site.names.set("nowhere.example.org", [[]]);
  const inside = ["http://inside.example.org/", "https://mixed.example.org/", "http://nowhere.example.org/"];
  const wrong = [
    "http://127.0.0.1/",
    "http://a.example.org:22/",
    "file:///etc/passwd",
    "//u:p@a.example.org/",
    "http://",
  ];
  for (to of [...inside, ...wrong]) {
    await assert.rejects(get(site, "http://a.example.org/1"), /not public|not allowed/, to);
    assert.deepEqual(site.connected.splice(0), [`${PUBLIC}:80`], `nothing was asked at ${to}`);
    assert.equal(site.seen.splice(0).length, 1);
  }
  to = "https://b.example.org/end";
  const { url, pieces } = await get(site, "http://a.example.org/3");
  assert.equal(url.href, to);
  assert.equal(new TextDecoder().decode((await Array.fromAsync(pieces()))[0]), "here");
  assert.deepEqual(site.connected.splice(0), [`${PUBLIC}:80`, `${PUBLIC}:80`, `${PUBLIC}:80`, `${PUBLIC}:443`]);
  await assert.rejects(get(site, "http://a.example.org/4"), /too often/);
});

Deno.test("a name that is rebound between two hops is refused, and the vetted address is the one that is used", async () => {
  await using site = new TestSite(() => new Response(null, { status: 301, headers: { location: "/again" } }));
  site.names.set("a.example.org", [[PUBLIC], ["127.0.0.1"]]);
  await assert.rejects(get(site, "http://a.example.org/"), /not public/);
  assert.deepEqual(site.connected, [`${PUBLIC}:80`]);
});

Deno.test("a request says who asks, and nothing else of anybody", async () => {
  await using site = new TestSite(() => new Response("", { headers: { "set-cookie": "a=1" } }));
  for (let i = 0; i < 2; i++) (await get(site, "http://a.example.org/x?y#z")).close();
  for (const { method, url, headers } of site.seen) {
    assert.equal(`${method} ${url}`, "GET http://a.example.org/x?y");
    assert.deepEqual(
      headers,
      {
        "accept": "text/html",
        "accept-encoding": "identity",
        "host": "a.example.org",
        "connection": "close",
        "user-agent": "Drawbridge (link cards)",
      },
    );
  }
  assert.equal(site.seen.length, 2);
});

Deno.test("a body that never ends can be broken off", async () => {
  await using site = new TestSite(() => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })));
  const stop = new AbortController();
  const { pieces } = await get(site, "http://a.example.org/", stop.signal);
  const read = Array.fromAsync(pieces());
  stop.abort(new Error("enough"));
  await assert.rejects(read, /enough/);
});
