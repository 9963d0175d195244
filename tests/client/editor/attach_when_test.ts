import assert from "node:assert/strict";
import { signal } from "@preact/signals-core";
import { attachWhen } from "../../../client/editor/attach_when.ts";
import { settled } from "../../support/fake_clock.ts";

Deno.test("a part is attached once when it is needed, after a failure with the next change, and closed with the page", async () => {
  const needed = signal(0);
  const counts = { loads: 0, starts: 0, ends: 0 };
  const part = () => (counts.starts++, { close: () => void counts.ends++ });
  const load = () => ++counts.loads === 1 ? Promise.reject(new Error("no network")) : Promise.resolve(part);
  const attached = attachWhen(() => needed.value > 0, load);
  await settled();
  assert.deepEqual(counts, { loads: 0, starts: 0, ends: 0 });
  for (const [value, loads, starts] of [[1, 1, 0], [2, 2, 1], [0, 2, 1], [3, 2, 1]]) {
    needed.value = value;
    await settled();
    assert.deepEqual(counts, { loads, starts, ends: 0 });
  }
  attached.close();
  assert.equal(counts.ends, 1);
});

Deno.test("a part that has loaded after the page was closed is not attached", async () => {
  const { promise, resolve } = Promise.withResolvers<() => { close(): void }>();
  const attached = attachWhen(() => true, () => promise);
  attached.close();
  resolve(() => assert.fail("it is attached"));
  await settled();
});
