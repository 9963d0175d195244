import assert from "node:assert/strict";
import pseudo from "../../../../client/messages/languages/en_xa.ts";

Deno.test("the pseudo-language has brackets, accents, more length and the same placeholders", () => {
  assert.equal(pseudo("Zoom to {name}"), "[Žööm ţö {name}~~~~~]");
  assert.deepEqual(pseudo({ one: "{count} shape", other: "{count} shapes" }), {
    one: "[{count} šĥåþé~~~~~]",
    other: "[{count} šĥåþéš~~~~~]",
  });
});
