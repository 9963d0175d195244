import assert from "node:assert/strict";
import { DrawbridgeBoard, embedAddress } from "../../client/embed/drawbridge_board.js";

Deno.test("the element can be imported where there are no elements", () => {
  assert.equal(typeof HTMLElement, "undefined");
  assert.deepEqual(DrawbridgeBoard.observedAttributes, ["src", "mode", "theme", "spot"]);
});

Deno.test("the address of a frame keeps the link and takes mode, theme and spot", () => {
  const link = "https://board.example/b/abc_-1";
  assert.equal(embedAddress(link)?.href, "https://board.example/embed/abc_-1?mode=view");
  assert.equal(
    embedAddress(link, { mode: "edit", theme: "dark", spot: "1,2,3" })?.href,
    "https://board.example/embed/abc_-1?mode=edit&theme=dark#1,2,3",
  );
  assert.equal(embedAddress("https://board.example/embed/abc#shape=x")?.hash, "#shape=x");
  for (
    const bad of [
      "",
      "abc",
      "javascript:alert(1)",
      "https://board.example/",
      "https://board.example/b/",
      "https://x/b/a/b",
    ]
  ) {
    assert.equal(embedAddress(bad), undefined, bad);
  }
});

Deno.test("the package names its files", async () => {
  const folder = new URL("../../client/embed/", import.meta.url);
  const { files, exports, dependencies } = JSON.parse(await Deno.readTextFile(new URL("package.json", folder)));
  for (const file of [...files, exports["."].default, exports["."].types]) await Deno.stat(new URL(file, folder));
  assert.equal(dependencies, undefined);
});
