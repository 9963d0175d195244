import assert from "node:assert/strict";
import { slugOfPath } from "../../../../client/ui/links/link.ts";

Deno.test("only board pages have a slug in their path", () => {
  assert.equal(slugOfPath("/b/one"), "one");
  assert.equal(slugOfPath("/b/one/"), "one");
  for (const path of ["/", "/b/", "/b/one/two", "/c/one", "/b/%00"]) assert.equal(slugOfPath(path), undefined, path);
});
