import assert from "node:assert/strict";
import { fillTexts } from "../../dev/page_texts.ts";
import { DOCUMENTS } from "../../client/messages/en/documents.ts";

const STATIC = new URL("../../static/", import.meta.url);

Deno.test("placeholders become texts of the catalogue, and other placeholders stay", () => {
  assert.equal(
    fillTexts("a.html", "<p>{{documents.error}}</p>{{style}}"),
    `<p>${DOCUMENTS.error}</p>{{style}}`,
  );
  assert.throws(() => fillTexts("a.html", "{{documents.none}}"), {
    message: "Cannot fill a.html as the catalogue lacks {{documents.none}}",
  });
});

Deno.test("the manifest is JSON when it is filled", async () => {
  const manifest = await Deno.readTextFile(new URL("manifest.webmanifest", STATIC));
  assert.equal(JSON.parse(fillTexts("manifest.webmanifest", manifest)).description, DOCUMENTS.description);
});
