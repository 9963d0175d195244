import assert from "node:assert/strict";
import { lucide } from "../../../../client/ui/controls/lucide.ts";
import { withIconPaths } from "../../../../dev/icon_paths.ts";

Deno.test("all elements of an icon are drawn as one path", () => {
  assert.equal(lucide("search"), "m21 21l-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z");
  assert.equal(lucide("square"), "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
  assert.equal(lucide("arrow-right"), "M5 12h14m-7-7l7 7l-7 7");
  assert.throws(() => lucide("no such icon"), { message: "Cannot find icon: no such icon" });
});

Deno.test("a path that follows another element begins at an absolute place", () => {
  assert.match(lucide("share-2"), /0ZM8\.59 13\.51l6\.83 3\.98m-\.01-10\.98l-6\.82 3\.98$/);
});

Deno.test("the build puts the data in the place of the call", () => {
  assert.equal(withIconPaths(`export const A = { d: lucide("minus") };`), `export const A = { d: "M5 12h14" };`);
  assert.throws(() => withIconPaths(`lucide("nothing")`), { message: "Cannot find icon: nothing" });
});
