import assert from "node:assert/strict";
import { Names } from "../../../board/wire/encoded_names.ts";

/** Names with their length before them, one after the other. */
function encoded(names: readonly string[]) {
  const bytes = Uint8Array.from(names.flatMap((name) => [name.length, ...new TextEncoder().encode(name)]));
  let at = 0;
  const places = names.map((name) => ({ from: at, to: at += name.length + 1 }));
  return { bytes, places };
}

Deno.test("a name is new once, whatever names are before it", () => {
  const distinct = Array.from({ length: 50_000 }, (_, i) => `k${i}`);
  const { bytes, places } = encoded([...distinct, ...distinct]);
  const names = new Names(bytes);
  const isNew = places.map(({ from, to }) => names.add(from, to));
  assert.deepEqual(isNew.slice(0, 50_000).filter((each) => !each), []);
  assert.deepEqual(isNew.slice(50_000).filter((each) => each), []);
});

Deno.test("a name that begins another one is a different name", () => {
  const { bytes, places } = encoded(["a", "ab", "", "b", "ab"]);
  const names = new Names(bytes);
  assert.deepEqual(places.map(({ from, to }) => names.add(from, to)), [true, true, true, true, false]);
});
