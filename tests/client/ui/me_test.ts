import assert from "node:assert/strict";
import { isColor } from "../../../board/palette.ts";
import { keepMe, recallMe } from "../../../client/ui/me.ts";
import type { Memory } from "../../../client/ui/memory.ts";

function memoryOf(stored: string | null): Memory {
  let item = stored;
  return { getItem: () => item, setItem: (_, value) => void (item = value) };
}

Deno.test("name and colour are remembered", () => {
  const memory = memoryOf(null);
  keepMe({ name: "Ada", color: "violet" }, memory);
  assert.deepEqual(recallMe(memory), { name: "Ada", color: "violet" });
});

Deno.test("a first visit gets a name and a colour, and the next visit the same ones", () => {
  const memory = memoryOf(null);
  const first = recallMe(memory, () => 0.99);
  assert.ok(first.name.length > 0 && isColor(first.color));
  assert.deepEqual(recallMe(memory, () => 0), first);
});

Deno.test("garbage in the memory gives a fresh name and colour", () => {
  for (const stored of ["{", "7", '{"name":7,"color":"pink"}', '{"name":"  "}']) {
    const me = recallMe(memoryOf(stored), () => 0);
    assert.ok(me.name.length > 0 && isColor(me.color), stored);
  }
});
