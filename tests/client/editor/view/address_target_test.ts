import assert from "node:assert/strict";
import { addressOf, currentView, goTo, readAddressTarget } from "../../../../client/editor/view/address_target.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf } from "../../../support/board/figures.ts";

Deno.test("a target is read back as written", () => {
  for (const target of [{ x: 120.5, y: -40, zoom: 1.25 }, { shape: "abc.1" }]) {
    assert.deepEqual(readAddressTarget(addressOf(target)), target);
  }
});

Deno.test("other hashes are not spots", () => {
  for (
    const hash of [
      "",
      "#",
      "#1,2",
      "#a,b,c",
      "#1,2,0",
      "#1e9,0,1",
      "#Infinity,0,1",
      "#shape=",
      "#shape=__proto__",
      "#shape=a/b",
    ]
  ) {
    assert.equal(readAddressTarget(hash), undefined, hash);
  }
});

Deno.test("a target shows the same centre on a screen of another size", () => {
  const [writer, reader] = [new Desk().editor, new Desk().editor];
  writer.camera.set({ x: 300, y: -80, zoom: 2 });
  reader.camera.viewport.value = { width: 390, height: 700 };
  assert(goTo(reader, readAddressTarget(addressOf(currentView(writer.camera)))!));
  assert.deepEqual(reader.camera.toBoard(reader.camera.centre()), writer.camera.toBoard(writer.camera.centre()));
  assert.equal(reader.camera.zoom, 2);
});

Deno.test("a target of a shape selects it if it exists", () => {
  const { editor } = new Desk();
  assert.equal(goTo(editor, { shape: "a" }), false);
  editor.board.add(geoOf("a", { x: 5_000 }));
  assert.equal(goTo(editor, { shape: "a" }), true);
  assert.deepEqual([...editor.selection.ids.value], ["a"]);
});
