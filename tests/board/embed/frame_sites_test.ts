import assert from "node:assert/strict";
import {
  FRAME_SITES_MAX,
  frameAncestors,
  readFrameSite,
  readFrameSites,
  sitesFor,
} from "../../../board/embed/frame_sites.ts";

Deno.test("a site is an https origin, all names below a domain, or this machine", () => {
  const good = {
    "https://wiki.example.com": "https://wiki.example.com",
    "https://Wiki.Example.com:8443/": "https://wiki.example.com:8443",
    "https://example.com:443": "https://example.com",
    "https://bücher.example": "https://xn--bcher-kva.example",
    "https://*.example.com": "https://*.example.com",
    "https://*.example.com:8443": "https://*.example.com:8443",
    "http://localhost:3000": "http://localhost:3000",
    "http://127.0.0.1:8001": "http://127.0.0.1:8001",
  };
  for (const [text, site] of Object.entries(good)) assert.equal(readFrameSite(text), site);
  const bad = [
    "http://example.com",
    "https://*.com",
    "https://*",
    "*",
    "https://a.*.example.com",
    "https://wiki.example.com/page",
    "https://wiki.example.com?x",
    "https://me@wiki.example.com",
    "https://a.example; script-src *",
    "https://a.example https://b.example",
    "https://a.example,b",
    "https://a.example\nx",
    "https://'none'",
    "javascript:alert(1)",
    "data:text/html,x",
    "null",
    "",
    7,
    `https://${"a".repeat(300)}.example`,
  ];
  for (const text of bad) assert.equal(readFrameSite(text), undefined, String(text));
});

Deno.test("a list of sites is bounded and names each once", () => {
  assert.deepEqual(readFrameSites(["https://a.example", "https://A.example/"]), ["https://a.example"]);
  assert.equal(readFrameSites("any"), "any");
  assert.equal(readFrameSites(["https://a.example", "*"]), undefined);
  assert.equal(readFrameSites("all"), undefined);
  const many = Array.from({ length: FRAME_SITES_MAX + 1 }, (_, i) => `https://s${i}.example`);
  assert.equal(readFrameSites(many), undefined);
  assert.equal(readFrameSites(many.slice(1))?.length, FRAME_SITES_MAX);
});

Deno.test("any site may show links that only view, none an owner's, and none is the default", () => {
  assert.equal(sitesFor("viewer", "any"), "any");
  for (const role of ["commenter", "editor", "owner"] as const) assert.deepEqual(sitesFor(role, "any"), []);
  assert.deepEqual(sitesFor("editor", ["https://a.example"]), ["https://a.example"]);
  assert.deepEqual(sitesFor("owner", ["https://a.example"]), []);
  assert.equal(frameAncestors(sitesFor("viewer")), "'none'");
  assert.equal(frameAncestors("any"), "*");
  assert.equal(frameAncestors(["https://a.example", "https://*.b.example"]), "https://a.example https://*.b.example");
});
