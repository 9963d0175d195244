import assert from "node:assert/strict";
import * as Y from "yjs";
import { applyUpdate } from "../../../board/wire/apply_update.ts";

const VALUES = [
  "",
  "short",
  "y".repeat(200),
  "Größe",
  "图🙂",
  null,
  undefined,
  true,
  -5,
  0.25,
  2 ** 40,
  [1, ["a", { b: "ü" }], "c"],
  { kind: "geo", text: "x".repeat(31) + "é", nested: { list: ["", "z".repeat(32), "z".repeat(33)] } },
  Uint8Array.of(119, 2, 200, 200),
];

Deno.test("an update is applied as Yjs applies it", () => {
  const doc = new Y.Doc();
  VALUES.forEach((value, i) => doc.getMap("values").set(`key.${i}`, value));
  doc.getMap("values").set("Schlüssel", 1);
  doc.getArray("list").push([VALUES, ...VALUES.filter((value) => value !== undefined)]);
  doc.getText("text").insert(0, "Hello, Wörld");
  const update = Y.encodeStateAsUpdate(doc);
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  applyUpdate(one, update, "here");
  Y.applyUpdate(other, update);
  assert.deepEqual(one.getMap("values").toJSON(), other.getMap("values").toJSON());
  assert.deepEqual(one.getArray("list").toJSON(), other.getArray("list").toJSON());
  assert.equal(one.getText("text").toString(), "Hello, Wörld");
  assert.deepEqual(Y.encodeStateAsUpdate(one), update);
});

Deno.test("an update that is cut off throws as in Yjs, at every length", () => {
  const doc = new Y.Doc();
  doc.getMap("m").set("name", { text: "abc", list: ["defg"] });
  const update = Y.encodeStateAsUpdate(doc);
  for (let length = 0; length < update.length - 1; length++) {
    const part = update.subarray(0, length);
    const fails = (apply: typeof applyUpdate) => {
      try {
        apply(new Y.Doc(), part);
        return false;
      } catch {
        return true;
      }
    };
    assert.equal(fails(applyUpdate), fails(Y.applyUpdate), `${length} bytes`);
  }
});
