import assert from "node:assert/strict";
import { readLinkCard } from "../../../board/wire/link_card.ts";
import { PAGE_BYTES_MAX, Unfurler } from "../../../server/unfurl/unfurler.ts";
import { DISGUISED_PAYLOADS } from "../../support/browser/payloads.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { pageWith, TestSite } from "../../support/network/test_site.ts";
import { threadTime } from "../../support/thread_time.ts";

const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);

/** The card of a page with these bytes or tags, whose other addresses give what `files` says. */
async function cardOf(
  page: Response | Uint8Array | string,
  { type = "text/html", files = {} }: { type?: string; files?: Record<string, Response> } = {},
) {
  const answer = typeof page === "string"
    ? pageWith(page)
    : page instanceof Response
    ? page
    : new Response(page as BodyInit, { headers: { "content-type": type } });
  await using site = new TestSite(({ url }) => {
    const { pathname } = new URL(url);
    return pathname === "/" ? answer : files[pathname] ?? new Response(null, { status: 404 });
  });
  const unfurler = new Unfurler({ ...site.reach, clock: new FakeClock() });
  const card = await unfurler.read(new URL("http://a.example.org/"));
  return { card, bytesRead: site.bytesRead };
}
const titleOf = async (...given: Parameters<typeof cardOf>) => (await cardOf(...given)).card?.title;

Deno.test("a card has the title, the description and the icon of a page", async () => {
  const { card } = await cardOf(
    `<meta charset=utf-8><title>Tab &amp; Co &#8211; &eacute;</title><meta property="og:title" content="Caf&eacute; &lt;b&gt;">
    <meta name=Description content="  What   it\n is"><link rel="shortcut icon" href="/small.png" sizes=16x16>
    <link rel=icon href=/a.svg type=image/svg+xml><link rel="apple-touch-icon" sizes="180x180" href="/touch.png">`,
    { files: { "/touch.png": new Response(PNG), "/small.png": new Response("x") } },
  );
  assert.deepEqual(card, {
    title: "Café <b>",
    description: "What it is",
    icon: `data:image/png;base64,${PNG.toBase64()}`,
  });
  assert.equal(await titleOf("<title>Tab &amp; Co &#8211; &eacute;</title><title>Second</title>"), "Tab & Co – é");
  assert.equal(await titleOf("<svg><title>Logo</title></svg><TITLE>\n Page\n</TITLE>"), "Page");
});

Deno.test("a page without a title, with an error, or of another type makes no card", async () => {
  const html = { "content-type": "text/html" };
  const pages = [
    "<meta charset=utf-8>",
    "<title> </title>",
    new Response("<title>Not here</title>", { status: 404, headers: html }),
    new Response("<title>A picture</title>", { headers: { "content-type": "image/png" } }),
    new Response("<title>Packed</title>", { headers: { ...html, "content-encoding": "br" } }),
    new Response("<html><body><title>In the page</title>", { headers: html }),
  ];
  for (const page of pages) assert.equal(await titleOf(page), undefined);
});

Deno.test("charsets: by byte order mark, header, meta, and as browsers guess", async () => {
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const japanese = [...latin("<title>"), 0x93, 0xfa, 0x96, 0x7b, ...latin("</title>")];
  const utf16 = new Uint8Array(
    new Uint16Array([0xfeff, ...[..."<title>é日</title>"].map((l) => l.charCodeAt(0))]).buffer,
  );
  const cases: [Uint8Array, string, string][] = [
    [Uint8Array.from(japanese), "text/html; charset=Shift_JIS", "日本"],
    [Uint8Array.from([...latin("<meta charset='shift_jis'>"), ...japanese]), "text/html", "日本"],
    [utf16, "text/html; charset=utf-8", "é日"],
    [latin("<title>\xe9t\xe9 \x80</title>"), "text/html", "été €"],
    [new TextEncoder().encode("<title>été</title>"), "text/html", "été"],
    [new TextEncoder().encode("<meta charset=utf-16><title>été</title>"), "text/html; charset=none", "été"],
    [
      latin('<meta http-equiv="content-type" content="text/html; charset=windows-1251"><title>\xcc</title>'),
      "text/html",
      "М",
    ],
  ];
  for (const [bytes, type, title] of cases) assert.equal(await titleOf(bytes, { type }), title, title);
});

Deno.test("nothing after the head, and at most 512 KB are read", async () => {
  const endless = (start: string) => {
    let isBegun = false;
    const body = new ReadableStream<Uint8Array>({
      pull(to) {
        to.enqueue(new TextEncoder().encode(isBegun ? " ".repeat(16_384) : start));
        isBegun = true;
      },
    });
    return new Response(body, { headers: { "content-type": "text/html" } });
  };
  const short = await cardOf(endless(`<head><title>Short</title>${" ".repeat(2_000)}</head>`));
  assert.equal(short.card?.title, "Short");
  assert.ok(short.bytesRead < PAGE_BYTES_MAX / 4, `${short.bytesRead} bytes`);
  const long = await cardOf(endless("<title>Long</title>"));
  assert.equal(long.card?.title, "Long");
  assert.ok(long.bytesRead >= PAGE_BYTES_MAX && long.bytesRead < PAGE_BYTES_MAX * 1.5, `${long.bytesRead} bytes`);
});

Deno.test("a page that comes slowly is given up after 3 s, and its icon after 2 s more", async () => {
  const clock = new FakeClock();
  const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const silent = (n: number) =>
    new Response(new ReadableStream({ pull: () => (begun[n].resolve(), new Promise(() => {})) }), {
      headers: { "content-type": "text/html" },
    });
  await using site = new TestSite(({ url }) =>
    url.endsWith("/slow")
      ? silent(0)
      : url.endsWith("/icon.png")
      ? silent(1)
      : pageWith("<link rel=icon href=/icon.png><title>Page</title>")
  );
  const unfurler = new Unfurler({ ...site.reach, clock });
  const slow = unfurler.read(new URL("http://a.example.org/slow"));
  await begun[0].promise;
  clock.pass(3_000);
  assert.equal(await slow, undefined);
  const page = unfurler.read(new URL("http://a.example.org/"));
  await begun[1].promise;
  clock.pass(2_000);
  assert.deepEqual(await page, { title: "Page" });
});

Deno.test("an icon is a PNG, JPEG, WebP or ICO of at most 64 KB from an address that is allowed", async () => {
  const iconOf = async (bytes: Uint8Array | string, href = "/i") =>
    (await cardOf(`<title>A</title><link rel=icon href="${href}">`, {
      files: { "/i": new Response(bytes as BodyInit) },
    }))
      .card?.icon?.split(";")[0];
  const ico = new Uint8Array(100);
  ico[2] = 1;
  assert.equal(await iconOf(PNG), "data:image/png");
  assert.equal(await iconOf(ico), "data:image/x-icon");
  const large = new Uint8Array(64 * 1024 + 1), many = PNG.slice();
  large.set(PNG);
  new DataView(many.buffer).setUint32(16, 30_000);
  const bad: [Uint8Array | string, string?][] = [
    [large],
    [many],
    ["<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["GIF89a\x01\0\x01\0"],
    ["<html>"],
    [PNG, "http://127.0.0.1/i"],
    [PNG, "javascript:alert(1)"],
  ];
  for (const [bytes, href] of bad) {
    assert.equal(await iconOf(bytes, href), undefined, href ?? String(bytes).slice(0, 20));
  }
});

Deno.test(`${DISGUISED_PAYLOADS.length} payloads in titles and descriptions stay one line of text`, () => {
  for (const payload of DISGUISED_PAYLOADS) {
    const { title, description = "", ...rest } = readLinkCard({
      title: payload,
      description: `About ${payload}`,
      icon: payload,
    })!;
    assert.deepEqual(rest, {});
    for (const [text, max] of [[title, 120], [description, 200]] as const) {
      assert.ok(text.length <= max && text.isWellFormed() && !/[\p{Cc}\p{Bidi_Control}]/u.test(text), payload);
    }
  }
  assert.equal(readLinkCard({ title: "x".repeat(200) })!.title, `${"x".repeat(119)}…`);
});

Deno.test("hostile pages cost little time and never fail", async () => {
  const half = PAGE_BYTES_MAX / 8 | 0;
  const pages = [
    "<a>".repeat(half) + "</b>".repeat(half),
    "<p>".repeat(half) + "</p>".repeat(half),
    `<meta ${"a=b ".repeat(2 * half)}>`,
    `<meta content="${"&amp".repeat(2 * half)}">`,
    "<!--".repeat(2 * half),
    "<".repeat(4 * half),
    `<title>${"&#x10ffff;\u202e".repeat(half)}`,
    "<svg><title>".repeat(half),
    "\0".repeat(4 * half),
  ];
  const before = threadTime();
  for (const page of pages) await cardOf(page);
  const time = threadTime() - before;
  assert.ok(time < 5_000, `${time} ms`);
});
