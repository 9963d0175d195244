import assert from "node:assert/strict";
import { boardAddress } from "../../../../client/ui/links/link.ts";
import { readLink } from "../../../../client/ui/start/pasted_link.ts";

const ORIGIN = "https://draw.example:8443";

Deno.test("a link is read from an address, an address without scheme, a path and a bare slug", () => {
  const slug = "hT7cJ2uJ0oV0b4uQZQ1n-_";
  for (
    const text of [
      slug,
      `  ${slug}\n`,
      `/b/${slug}`,
      `${ORIGIN}/b/${slug}`,
      `<${ORIGIN}/b/${slug}>`,
      `${ORIGIN}/b/${slug}/?utm=1#top`,
      `draw.example:8443/b/${slug}`,
      `HTTPS://DRAW.example:8443/b/${slug}`,
      boardAddress(ORIGIN, slug),
      `Come and draw:\n${ORIGIN}/b/${slug}.`,
      `“${ORIGIN}/b/${slug}” is the board (see https://other.example)`,
    ]
  ) assert.deepEqual(readLink(text, ORIGIN), { slug }, text);
});

Deno.test("other text is refused with a message", () => {
  const cases: [text: string, error: RegExp][] = [
    ["", /Paste the link/],
    ["   ", /Paste the link/],
    ["draw with us at https://evil.example/b/one, please", /another site: evil\.example/],
    ["two words", /look like a board link/],
    ["javascript:alert(1)", /look like a board link/],
    ["ftp://draw.example:8443/b/one", /look like a board link/],
    [`${ORIGIN}/about`, /look like a board link/],
    [`${ORIGIN}/b/`, /look like a board link/],
    [`${ORIGIN}/b/a%2Fb`, /look like a board link/],
    [`${ORIGIN}/b/__proto__`, /look like a board link/],
    ["https://evil.example/b/one", /another site: evil\.example/],
    ["//evil.example/b/one", /another site: evil\.example/],
    ["https://draw.example:8443@evil.example/b/one", /another site: evil\.example/],
  ];
  for (const [text, error] of cases) {
    const read = readLink(text, ORIGIN);
    assert.ok("error" in read, text);
    assert.match(read.error, error, text);
  }
});
