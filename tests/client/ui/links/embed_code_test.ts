import assert from "node:assert/strict";
import { embedCode, linesOf, sitesIn } from "../../../../client/ui/links/embed_code.ts";

Deno.test("sites are read as people write them, and wrong ones are left for the server to refuse", () => {
  assert.deepEqual(sitesIn(" wiki.example.org, *.b.example\nhttps://c.example/\n\nhttp://localhost:3000 "), [
    "https://wiki.example.org",
    "https://*.b.example",
    "https://c.example",
    "http://localhost:3000",
  ]);
  assert.deepEqual(sitesIn("http://a.example not/one"), ["http://a.example", "not/one"]);
  assert.deepEqual(sitesIn(""), []);
  assert.equal(linesOf(["https://a.example", "https://b.example"]), "https://a.example\nhttps://b.example");
  assert.equal(linesOf("any"), "");
});

Deno.test("the code of a link that draws lets people draw", () => {
  const address = "https://board.example/b/abc";
  assert.match(embedCode(address, "viewer"), /src="https:\/\/board\.example\/embed\/abc\?mode=view"/);
  assert.match(embedCode(address, "editor"), /\/embed\/abc\?mode=edit"/);
});
